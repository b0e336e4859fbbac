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
        let read = contacts.flatMap(\.languages).compactMap { language in
            LanguageTag.nearest(to: language, in: lists.keys)
        }
        let own = Set(read).union([.english]).compactMap { lists[$0] }
        return every.meaning(of: body, own: own)
    }
}

extension WordList {
    fileprivate init(_ words: ServiceWords) {
        self.init([
            .out: words.optOut, .back: words.optIn, .help: words.help, .yes: words.yes,
            .no: words.no,
        ])
    }
}
