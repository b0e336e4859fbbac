import Inbox
import Localization
import MessageFormat
import People

/// The words of every catalog that families answer with, ready to compare.
struct FamilyWords: Sendable {
    private let lists: [LanguageTag: WordList]
    private let every: ShortWords
    /// What ends notices by mail and takes that back, before anything is known of the writer.
    let optWords: OptWords
    /// Why the words of some languages are not among them.
    let problems: [CatalogFinding]

    init(_ library: NoticeLibrary) {
        let found = library.everyServiceWords()
        lists = found.words.mapValues(WordList.init)
        problems = found.problems
        every = ShortWords(Array(lists.values))
        optWords = every.optWords
    }

    /// What a body says; nil unless it is one of the words and nothing else.
    ///
    /// `contacts`: Who may have written it. Everybody may answer in English too.
    func meaning(of body: String, from contacts: [Contact]) -> ShortWord? {
        every.meaning(of: body, own: own(contacts))
    }

    /// The number that answers, with what changes nothing around it.
    func number(in body: String, from contacts: [Contact]) -> Int? {
        every.number(in: body, own: own(contacts))
    }

    /// Whether a body is yes and nothing else, in a language of the contacts' or in English.
    func isPlainYes(_ body: String, from contacts: [Contact]) -> Bool {
        every.isPlainYes(body, own: own(contacts))
    }

    /// Whether a body is a thumb up and nothing else.
    func isNod(_ body: String) -> Bool { every.isNod(body) }

    /// Whether a longer text probably asks for no more messages.
    func probablyAsksToStop(_ body: String) -> Bool { every.probablyAsksToStop(body) }

    private func own(_ contacts: [Contact]) -> [WordList] {
        let read = contacts.flatMap(\.languages).flatMap(answered).compactMap { language in
            LanguageTag.nearest(to: language, in: lists.keys)
        }
        return Set(read).union([.english]).compactMap { lists[$0] }
    }

    /// The languages that a speaker of one answers in, beside English.
    ///
    /// K'iche', Mam and Q'eqchi' have no lists here; the phones of Guatemala, what is taught there
    /// to write, and so the answers of these families, are Spanish.
    private func answered(_ language: LanguageTag) -> [LanguageTag] {
        guard Self.mayan.contains(language.language) else { return [language] }
        return [language] + lists.keys.filter { $0.text == "es" }
    }

    private static let mayan: Set<String> = ["quc", "mam", "kek"]
}

extension WordList {
    fileprivate init(_ words: ServiceWords) {
        self.init(
            [
                .out: words.optOut, .back: words.optIn, .help: words.help, .yes: words.yes,
                .no: words.no,
            ], numbers: words.numbers, around: words.around, sentences: words.optOutSentences)
    }
}
