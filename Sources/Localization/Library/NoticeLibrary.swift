import Foundation
import MessageFormat

/// All notices with their words in every language, read once, compiled and free of errors.
///
/// It knows templates and catalogs and how far each translation can be relied on. Who gets a
/// notice, and through which channel, it leaves to others.
public struct NoticeLibrary: Sendable {
    /// The notices, by id.
    public let notices: [NoticeTemplate]
    /// The languages that have a catalog, English first.
    public let languages: [LanguageTag]

    let common: [NoticeVariable]
    private let catalogs: [LanguageTag: Catalog]
    private let standings: [String: [LanguageTag: Standing]]

    /// Reads every template and every catalog.
    ///
    /// - Parameters:
    ///   - templates: The folder of `<notice>.yaml`.
    ///   - locales: The folder of `<tag>/<notice>.mf2`.
    /// - Returns: The notices and their words, without an error among them.
    /// - Throws: All that is wrong, at once, each with file, line, column and a caret.
    public static func load(templates: URL, locales: URL) throws(CatalogProblems) -> NoticeLibrary {
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        let errors = workspace.findings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw CatalogProblems(findings: errors) }
        return NoticeLibrary(workspace)
    }

    /// The library of what has been read already; `nil` where there is an error in it.
    static func whole(_ workspace: NoticeWorkspace) -> NoticeLibrary? {
        workspace.findings.contains { $0.severity == .error } ? nil : NoticeLibrary(workspace)
    }

    private init(_ workspace: NoticeWorkspace) {
        notices = workspace.templates
        languages = workspace.languages
        common = workspace.common
        catalogs = workspace.catalogs
        var standings: [String: [LanguageTag: Standing]] = [:]
        for notice in workspace.templates {
            for (language, catalog) in workspace.catalogs {
                standings[notice.id, default: [:]][language] = notice.standing(
                    in: catalog, english: workspace.english)
            }
        }
        self.standings = standings
    }

    /// The notice of that id.
    public func notice(_ id: String) -> NoticeTemplate? {
        notices.first { $0.id == id }
    }

    /// How far a notice can be relied on in a language: the lowest of all its messages, those
    /// that every notice shares included.
    ///
    /// The same for every family, whatever their values, so that it can be shown beforehand.
    /// - Returns: `.fallback` when a message is missing or its author was not sure of it.
    public func standing(of notice: String, in language: LanguageTag) -> Standing {
        standings[notice]?[language] ?? .fallback
    }

    /// Whether any notice is translated into a language: where none is, its catalog has only the
    /// sentences about free help.
    public func hasNotices(in language: LanguageTag) -> Bool {
        catalogs[language]?.hasNotices ?? false
    }

    /// How families write stop, start, help, yes and no in a language.
    public func serviceWords(in language: LanguageTag) -> ServiceWords? {
        catalogs[language]?.words
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
        catalogs[language]?.entries[key]
    }

    func standing(ofEntry key: String, in language: LanguageTag) -> Standing {
        entry(key, language)?.standing(against: entry(key, .english)) ?? .fallback
    }

    func dates(in language: LanguageTag) -> DateWords? {
        catalogs[language]?.dates
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
        let labels = sms == nil ? [] : FrameKey.textLabels.map(standing)
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
