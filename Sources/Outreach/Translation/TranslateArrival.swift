import Cases
import Localization
import MessageFormat
import People
import Store

/// Has a family's words translated for the staff. Both stand on the timeline; the words as they were
/// written are never changed.
struct TranslateArrival: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks for a translation of an entry that has just been filed, in the transaction that files it.
    ///
    /// Only of a language that is known: a wrong guess gives a wrong translation. What is only signs
    /// or digits says the same in every language.
    func want(
        _ id: EntryID, _ words: String, in tag: String, of file: Case, _ t: borrowing Transaction
    ) throws {
        let setting = desk.translating
        guard setting.translatesArrivals,
            setting.policy != FreeTextPolicy() || setting.services != nil,
            let language = LanguageTag(tag), language.language != "und",
            language.language != LanguageTag.english.language, words.contains(where: \.isLetter)
        else { return }
        try want(id, words, from: language, of: file, t)
    }

    /// Asks for a translation from a language that a person names.
    func want(
        _ id: EntryID, _ words: String, from language: LanguageTag, of file: Case,
        _ t: borrowing Transaction
    ) throws {
        var new = NewDraft(
            school: file.school, purpose: WordsDraft.arrival,
            pair: LanguagePair(language, .english),
            fields: [DraftField("words", String(words.prefix(Self.longest)))], author: nil,
            key: "entry \(id) \(language.text)")
        (new.family, new.caseID, new.entry) = (file.family, file.id, id)
        _ = try desk.drafts.want(new, t)
    }

    /// Has an entry that was moved translated anew: other names are known there, and the old draft's
    /// words are no longer that family's.
    func moved(_ entry: TimelineEntry, to file: Case, _ t: borrowing Transaction) throws {
        guard let draft = try desk.drafts.drafts(ofEntries: [entry.id], t)[entry.id],
            try desk.drafts.withdraw(draft.id, t)
        else { return }
        try want(entry.id, entry.words, from: draft.pair.source, of: file, t)
    }

    /// Letters of a mail that are translated; what is behind stays as it was written.
    private static let longest = 20_000

}

/// What families wrote on a case, in the staff's language.
public struct TranslationsOfCase: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// The translations of those entries that have one, or wait for it.
    public func translations(
        of entries: [TimelineEntry], _ t: borrowing Transaction
    ) throws -> [EntryID: ArrivalTranslation] {
        var found: [EntryID: ArrivalTranslation] = [:]
        for some in batches(entries.map(\.id)) {
            for (entry, draft) in try desk.drafts.drafts(ofEntries: Array(some), t) {
                let sentences = try desk.drafts.sentences(of: draft.id, t)
                found[entry] = ArrivalTranslation(
                    draft: draft, words: try RestoredWords(draft, sentences, desk).fields["words"],
                    services: Set(sentences.filter { $0.origin == .machine }.map(\.service))
                        .sorted())
            }
        }
        return found
    }
}

/// A family's words in the staff's language.
public struct ArrivalTranslation: Sendable {
    /// The draft that it is.
    public let draft: WordsDraft
    /// The translation; nil while there is none, or none of a sentence.
    public let words: String?
    /// The services that made it; none where the memory had all of it.
    public let services: [String]
}
