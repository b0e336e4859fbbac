import Localization
import MessageFormat
import People
import Store

/// One field of a draft, cut into sentences.
struct ProtectedField: Sendable, Codable {
    let name: String
    let text: ProtectedText
}

/// A draft's words in its language, with what was taken out of them put back.
struct RestoredWords: Sendable {
    /// As they were cut; none before that is done.
    let parts: [ProtectedField]
    private let draft: WordsDraft
    private let sentences: [String: [DraftSentence]]
    private let desk: Desk

    init(
        _ draft: WordsDraft, _ sentences: [DraftSentence], _ desk: Desk
    ) throws {
        parts = try draft.protected.map { try fromJSON($0, as: [ProtectedField].self) } ?? []
        self.sentences = Dictionary(grouping: sentences, by: \.field)
        (self.draft, self.desk) = (draft, desk)
    }

    /// By the notice's name of each; empty where a sentence has no translation.
    var fields: [String: String] { joined(draft.pair.target, \.target) }

    /// The same of what a machine put back into the first language; empty where there is none.
    var back: [String: String] { joined(draft.pair.source, \.back) }

    private func joined(
        _ language: LanguageTag, _ target: (DraftSentence) -> TextSegment?
    ) -> [String: String] {
        parts.reduce(into: [:]) { found, part in
            let own = sentences[part.name] ?? []
            let targets = own.compactMap(target)
            guard targets.count == own.count, own.count == part.text.sentences.count else { return }
            found[part.name] = part.text.restored(
                targets, in: language, dates: desk.localizer.library.dates(in: language),
                digits: desk.localizer.digits)
        }
    }
}
