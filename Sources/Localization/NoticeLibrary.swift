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

    fileprivate func standing(in catalog: Catalog, english: Catalog?) -> Standing {
        let keys = references.map(\.key) + Self.frameKeys(kind)
        return keys.reduce(.reviewed) { lowest, key in
            let entry = catalog.entries[key]
            return min(lowest, entry?.standing(against: english?.entries[key]) ?? .fallback)
        }
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
    static let all = always + [helpWhenEnglish, stopBulk]
}
