import Foundation
import Localization
import MessageFormat
import Testing

/// The notices and catalogs of this repository.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let templates = root.appending(path: "templates")
    static let locales = root.appending(path: "locales")

    /// What there is: NoticeLibraryTests says which these must be.
    static let languages = ((try? library())?.languages ?? []).map(\.text)
    /// Those that notices are written in, English first.
    static let translated = languages.filter { hasNotices($0) }
    /// Those in which we only offer help.
    static let helpOnly = languages.filter { !hasNotices($0) }
    static let notices = ((try? library())?.notices ?? []).map(\.id)

    private static let loaded = Result {
        try NoticeLibrary.load(templates: templates, locales: locales)
    }

    private static func hasNotices(_ language: String) -> Bool {
        guard let library = try? library(), let tag = LanguageTag(language) else { return false }
        return library.hasNotices(in: tag)
    }

    static func library() throws -> NoticeLibrary { try loaded.get() }

    /// Everything may be sent that is not in doubt.
    static func localizer(_ minimum: Standing = .draft) throws -> Localizer {
        Localizer(library: try library(), policy: TranslationPolicy(minimum: minimum))
    }
}

/// A copy of the repository's notices, in a few languages, that a test may spoil.
final class NoticeFixture: Sendable {
    private let top: URL
    private let root: URL

    /// `below`: A path below the fixture's own folder.
    init(_ languages: [String] = ["en", "ar", "es", "ht", "so"], below: String = "") throws {
        top = FileManager.default.temporaryDirectory
            .appending(path: "notices-\(ProcessInfo.processInfo.globallyUniqueString)")
        root = below.isEmpty ? top : top.appending(path: below)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        // Copied through links: a link copied as such would let a test spoil the repository.
        let files = FileManager.default
        try files.copyItem(at: Repository.templates.resolvingSymlinksInPath(), to: templates)
        try files.createDirectory(at: locales, withIntermediateDirectories: true)
        let source = Repository.locales.resolvingSymlinksInPath()
        for language in languages {
            try files.copyItem(
                at: source.appending(path: language), to: locales.appending(path: language))
        }
    }

    deinit { try? FileManager.default.removeItem(at: top) }

    var templates: URL { root.appending(path: "templates") }
    var locales: URL { root.appending(path: "locales") }

    func url(_ path: String) -> URL { root.appending(path: path) }

    func read(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }

    func write(_ path: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(path))
    }

    /// Replaces the first occurrence; a test whose text is gone fails instead of passing idly.
    func replace(_ path: String, _ old: String, _ new: String) throws {
        let text = try read(path)
        let range = try #require(text.range(of: old), "\(path) has no \(old) any more")
        try write(path, text.replacingCharacters(in: range, with: new))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

    func findings(requireReviewed: Bool = false) -> [CatalogFinding] {
        CatalogCheck(templates: templates, locales: locales)
            .findings(requireReviewed: requireReviewed)
    }

    func load() throws -> NoticeLibrary {
        try NoticeLibrary.load(templates: templates, locales: locales)
    }
}

/// A language tag that a test writes down.
func tag(_ text: String) throws -> LanguageTag { try #require(LanguageTag(text)) }

extension NoticeFixture {
    /// Signs every entry of some files as a reviewer would.
    func review(_ language: String, _ notices: [String], by name: String = "Hodan Ali") throws {
        let signature = try ReviewSignature(name: name, day: "2026-11-25", today: "2026-11-25")
        try CatalogReview(templates: templates, locales: locales)
            .signing(tag(language), EntrySelection(notices: notices), by: signature).apply()
    }

    /// Changes an English message that `urgent.questions` of other languages was made from.
    func changeEnglish() throws {
        try replace("locales/en/urgent.mf2", "Please read it now.", "Please read it at once.")
    }
}
