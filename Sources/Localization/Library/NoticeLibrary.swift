import Foundation
import MessageFormat

/// All notices with their words in every language.
///
/// The templates and English are read at once, each other language when it is first asked for.
/// It knows templates and catalogs and how far each translation can be relied on. Who gets a
/// notice, and through which channel, it leaves to others.
public struct NoticeLibrary: Sendable {
    /// The notices, by id.
    public let notices: [NoticeTemplate]
    /// The languages that have a catalog, English first.
    public let languages: [LanguageTag]

    let common: [NoticeVariable]
    private let folder: LocalesFolder
    private let shelf: CatalogShelf

    /// Reads every template and the English catalog; other languages as they are asked for.
    ///
    /// - Parameters:
    ///   - templates: The folder of `<notice>.yaml`.
    ///   - locales: The folder of `<tag>/<notice>.mf2`.
    /// - Returns: The notices and their words.
    /// - Throws: All that is wrong with templates and English, each with file, line, column and a
    ///   caret. What is wrong with another language is thrown when it is asked for.
    public static func open(templates: URL, locales: URL) throws(CatalogProblems) -> NoticeLibrary {
        let read = NoticeTemplates(templates)
        let folder = LocalesFolder(locales)
        var findings = read.findings + folder.findings
        let english = folder.catalog(.english, &findings)
        let rules = UsageRules(templates: read.notices, common: read.common)
        findings += rules.missing(inEnglish: english)
        if read.canJudgeMessages { findings += rules.findings(in: english) }
        if let problems = CatalogProblems(errorsAmong: findings) { throw problems }
        let books = [
            LanguageTag.english: CatalogShelf.Book(english, read.notices, english: english)
        ]
        let shelf = CatalogShelf(books) { language in
            var findings: [CatalogFinding] = []
            let catalog = folder.catalog(language, &findings)
            findings += rules.findings(in: catalog)
            if let problems = CatalogProblems(errorsAmong: findings) { return .failure(problems) }
            return .success(CatalogShelf.Book(catalog, read.notices, english: english))
        }
        return NoticeLibrary(read.notices, read.common, folder, shelf)
    }

    /// Reads everything, every language.
    ///
    /// - Parameters:
    ///   - templates: The folder of `<notice>.yaml`.
    ///   - locales: The folder of `<tag>/<notice>.mf2`.
    /// - Returns: The notices and their words, without an error among them.
    /// - Throws: All that is wrong, at once, each with file, line, column and a caret.
    public static func load(templates: URL, locales: URL) throws(CatalogProblems) -> NoticeLibrary {
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        if let problems = CatalogProblems(errorsAmong: workspace.findings) { throw problems }
        return NoticeLibrary(workspace)
    }

    /// The library of what has been read already; `nil` where there is an error in it.
    static func whole(_ workspace: NoticeWorkspace) -> NoticeLibrary? {
        CatalogProblems(errorsAmong: workspace.findings) == nil ? NoticeLibrary(workspace) : nil
    }

    private init(_ workspace: NoticeWorkspace) {
        let books = workspace.catalogs.mapValues {
            CatalogShelf.Book($0, workspace.templates, english: workspace.english)
        }
        // Every language of the workspace is there: what it lacked has no catalog at all.
        let shelf = CatalogShelf(books) { _ in .failure(CatalogProblems(findings: [])) }
        self.init(workspace.templates, workspace.common, workspace.folder, shelf)
    }

    private init(
        _ notices: [NoticeTemplate], _ common: [NoticeVariable], _ folder: LocalesFolder,
        _ shelf: CatalogShelf
    ) {
        self.notices = notices
        self.common = common
        self.folder = folder
        self.shelf = shelf
        languages = folder.languages
    }

    /// Reads a language, unless it has been read.
    ///
    /// - Throws: ``LocalizationProblem/brokenCatalog(_:_:)`` where its catalog has an error: a
    ///   message that might be the family's is never passed over in silence.
    func prepare(_ language: LanguageTag) throws(LocalizationProblem) {
        guard languages.contains(language) else { return }
        if case .failure(let problems) = shelf.book(language) {
            throw .brokenCatalog(language, problems)
        }
    }

    private func book(_ language: LanguageTag) -> CatalogShelf.Book? {
        guard languages.contains(language) else { return nil }
        return try? shelf.book(language).get()
    }

    /// The notice of that id.
    public func notice(_ id: String) -> NoticeTemplate? {
        notices.first { $0.id == id }
    }

    /// How far a notice can be relied on in a language: the lowest of all its messages, those
    /// that every notice shares included.
    ///
    /// The same for every family, whatever their values, so that it can be shown beforehand.
    /// - Returns: `.fallback` when a message is missing, its author was not sure of it, or the
    ///   catalog is broken.
    public func standing(of notice: String, in language: LanguageTag) -> Standing {
        book(language)?.standings[notice] ?? .fallback
    }

    /// Whether any notice is translated into a language: where none is, its catalog has only the
    /// sentences about free help.
    public func hasNotices(in language: LanguageTag) -> Bool {
        book(language)?.catalog.hasNotices ?? false
    }

    /// Whether a language can say how to get free help, above an English text.
    public func offersHelp(in language: LanguageTag) -> Bool {
        standing(ofEntry: FrameKey.helpWhenEnglish, in: language) != .fallback
    }

    /// How families write stop, start, help, yes and no in a language.
    ///
    /// - Returns: `nil` where there are none, or the catalog is broken.
    public func serviceWords(in language: LanguageTag) -> ServiceWords? {
        book(language)?.catalog.words
    }

    /// The same of all languages, without reading their notices.
    ///
    /// - Returns: The words by language, and what is wrong with those that cannot be read.
    public func everyServiceWords() -> (
        words: [LanguageTag: ServiceWords], problems: [CatalogFinding]
    ) {
        var words: [LanguageTag: ServiceWords] = [:]
        var findings: [CatalogFinding] = []
        for language in languages { words[language] = folder.words(language, &findings) }
        return (words, findings.filter { $0.severity == .error })
    }

    /// The source of a message, so that what was sent can be kept once and shown later.
    ///
    /// - Parameters:
    ///   - key: Whole key, as in ``UsedEntry/key``.
    ///   - language: The language of the catalog.
    /// - Returns: Its MessageFormat 2 source; `nil` when the catalog lacks it.
    public func source(of key: String, in language: LanguageTag) -> String? {
        entry(key, language)?.entry.source
    }

    func entry(_ key: String, _ language: LanguageTag) -> CatalogEntry? {
        book(language)?.catalog.entries[key]
    }

    func standing(ofEntry key: String, in language: LanguageTag) -> Standing {
        entry(key, language)?.standing(against: entry(key, .english)) ?? .fallback
    }

    /// The names of months and days, and the patterns, that replace ICU's in a language.
    ///
    /// - Returns: `nil` where ICU's are used.
    public func dates(in language: LanguageTag) -> DateWords? {
        book(language)?.catalog.dates
    }
}

extension NoticeTemplate {
    /// The messages that the frame around every notice takes, beside those of the template.
    static func frameKeys(_ kind: NoticeKind) -> [String] {
        kind == .bulk ? FrameKey.always + [FrameKey.stopBulk] : FrameKey.always
    }

    /// The lowest standing of all its messages. The labels of text messages count where there are
    /// any: a catalog without them still serves, and its text messages go out without a label.
    func standing(in catalog: Catalog, english: Catalog?) -> Standing {
        let standing = { (key: String) in
            catalog.entries[key]?.standing(against: english?.entries[key]) ?? .fallback
        }
        let labels = texts.isEmpty ? [] : FrameKey.textLabels.map(standing)
        let needed = (references.map(\.key) + Self.frameKeys(kind)).map(standing)
        return (needed + labels.filter { $0 != .fallback }).min() ?? .fallback
    }
}

/// The messages of common.mf2 that the frame around a notice takes by itself.
enum FrameKey {
    static let freeHelp = "common.free-help"
    static let helpWhenEnglish = "common.help-when-english"
    static let englishWords = "common.english-words"
    static let englishCopy = "common.english-copy"
    static let machine = "common.standing.machine"
    static let draft = "common.standing.draft"
    static let stopBulk = "common.stop-bulk"
    static let labelEnd = "common.label.end"

    /// Used by every notice, or by each that falls below reviewed or goes out in English.
    static let always = [freeHelp, englishWords, englishCopy, machine, draft, labelEnd]

    /// The same at the end of a text message, much shorter.
    static let textMachine = "common.text.machine"
    static let textDraft = "common.text.draft"
    static let textHelp = "common.text.help-when-english"
    static let textLabels = [textMachine, textDraft]
    static let texts = textLabels + [textHelp]

    /// What a text message of this standing carries, if anything.
    static func textLabel(_ standing: Standing) -> String? {
        switch standing {
        case .draft: textDraft
        case .machine: textMachine
        case .reviewed, .fallback: nil
        }
    }

    /// What a language has in which no notice is written, only how to get free help.
    static let helpLines = [freeHelp, helpWhenEnglish, textHelp]
    static let all = always + [helpWhenEnglish, stopBulk] + texts
}
