import Cases
import Localization
import MessageFormat
import People
import Store

/// Has words translated before anything is sent: to look at them, to correct them, to have them
/// reviewed. What is sent later in the same words finds this translation.
public struct ComposeDraft: Sendable {
    /// The notice of nothing but the liaison's own words, and its blank for them.
    static let notice = (id: "message", words: "words")
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks for drafts of some words.
    ///
    /// `caseName`: Whose family they are for: its names are known then. `languages`: Into which; none
    /// for those that the family reads.
    /// - Returns: A draft for each language, to be worked on.
    /// - Throws: ``Refusal`` when no language is known, or one is English.
    public func want(
        _ words: String, about caseName: String?, in languages: [LanguageTag], by handle: String
    ) async throws -> [WordsDraft] {
        let words = try TypedWords(words, "The text", limit: 4_000, isLine: false).text
        return try await desk.database.write { t in
            let (staff, school) = try sender(handle, desk, t)
            let file = try caseName.map { try findCase($0, of: school.id, desk, t) }
            let wanted = try languages.isEmpty ? read(by: file, t) : languages
            return try wanted.map { language in
                guard language.language != LanguageTag.english.language, language != .undetermined
                else {
                    throw Refusal(
                        "The words are in English; name the language they are for: --to so")
                }
                let fields = [DraftField(Self.notice.words, words)]
                let order = NoticeOrder(
                    notice: Self.notice.id, about: ("school", school.id.text), key: "",
                    school: school, caseFile: file, audience: "", expires: nil, values: [:],
                    readerName: nil, isBulk: false)
                var new = NewDraft(
                    school: school.id, purpose: Self.notice.id,
                    pair: LanguagePair(.english, language), fields: fields, author: staff.id,
                    key: FindWords.key(order, fields, language))
                (new.family, new.caseID) = (file?.family, file?.id)
                return try desk.drafts.want(new, t)
            }
        }
    }

    /// The languages that a family's copies would be in, English aside.
    private func read(
        by file: Case?, _ t: borrowing Transaction
    ) throws -> [LanguageTag] {
        guard let file else {
            throw Refusal("Say for which case, or into which language: --to so.")
        }
        let known = try Contacts().contacts(of: file.family, t).compactMap { contact in
            contact.languages.first { $0 != .undetermined }.flatMap { language in
                LanguageTag.nearest(to: language, in: desk.localizer.library.languages) ?? language
            }
        }
        let others = Set(known).filter { $0.language != LanguageTag.english.language }
        guard !others.isEmpty else {
            throw Refusal(
                "This family reads English, or no language of it is known. Say into which: --to so."
            )
        }
        return others.sorted()
    }

    /// Asks for the translation of an entry of a timeline whose language was not known, or wrongly.
    ///
    /// - Returns: The draft, to be worked on.
    public func want(
        entry name: String, from language: LanguageTag, by handle: String
    ) async throws -> WordsDraft {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            guard language.language != LanguageTag.english.language, language != .undetermined
            else { throw Refusal("Name the language that the family wrote: --from so") }
            let found = try desk.timeline.entries(named: name, of: staff.school, t)
            guard let entry = found.first, found.count == 1,
                let file = try desk.caseBook.find(entry.caseID, t)
            else {
                throw Refusal(
                    "No entry is called \"\(name)\", or several are. `parley case show CASE` gives "
                        + "each entry's name behind a #.")
            }
            guard [.reply, .answer, .choice, .automatic, .reaction].contains(entry.kind) else {
                throw Refusal(
                    "\(name) is no word of a family's; only those are translated for staff.")
            }
            if let old = try desk.drafts.drafts(ofEntries: [entry.id], t)[entry.id] {
                _ = try desk.drafts.withdraw(old.id, t)
            }
            try TranslateArrival(desk).want(entry.id, entry.words, from: language, of: file, t)
            try desk.audit.record(
                "entry.translate", by: staff.id, on: ("entry", entry.id.text),
                family: file.family, details: ["from": language.text], t)
            guard let draft = try desk.drafts.drafts(ofEntries: [entry.id], t)[entry.id] else {
                throw Refusal("The translation could not be asked for.")
            }
            return draft
        }
    }
}
