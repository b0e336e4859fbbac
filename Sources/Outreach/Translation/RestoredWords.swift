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
    /// By the notice's name of each; empty where a sentence has no translation.
    let fields: [String: String]
    /// The same of what a machine put back into the first language; empty where there is none.
    let back: [String: String]

    init(
        _ draft: WordsDraft, _ sentences: [DraftSentence], _ desk: Desk
    ) throws {
        let parts = try draft.protected.map { try fromJSON($0, as: [ProtectedField].self) } ?? []
        let byField = Dictionary(grouping: sentences, by: \.field)
        func joined(
            _ language: LanguageTag, _ target: (DraftSentence) -> TextSegment?
        ) -> [String: String] {
            parts.reduce(into: [:]) { found, part in
                let own = byField[part.name] ?? []
                let targets = own.compactMap(target)
                guard targets.count == own.count, own.count == part.text.sentences.count else {
                    return
                }
                found[part.name] = part.text.restored(
                    targets, in: language,
                    dates: desk.localizer.library.dates(in: language),
                    digits: desk.localizer.digits)
            }
        }
        fields = joined(draft.pair.target, \.target)
        back = joined(draft.pair.source, \.back)
    }
}
