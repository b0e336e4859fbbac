import Foundation
import MessageFormat

/// A translation whose English message has changed since it was made.
public struct StaleEntry: Sendable, Hashable {
    /// The language of the translation.
    public let language: LanguageTag
    /// `urgent.opening`
    public let key: String
    /// The file, from the locales folder on.
    public let file: String
    /// The line of its key, from 1.
    public let line: Int
    /// What its `@source` says; `nil` when it has none.
    public let source: String?
    /// The English it was made from; `nil` when that is not on record.
    public let earlier: String?
    /// The English of today.
    public let english: String
    /// What `@source` would say of that.
    public let digest: String
    /// The translation as it stands.
    public let translation: String

    /// What changed in the English; `nil` when the earlier one is not on record.
    public var difference: WordDifference? {
        earlier.map { WordDifference(from: $0, to: english) }
    }
}

/// Finds the translations that were made from an earlier English.
public struct StaleEntries: Sendable {
    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// All of them, by language, file and line.
    ///
    /// - Parameter languages: Those to look at; all when empty.
    /// - Returns: None when every translation was made from the English of today.
    /// - Throws: ``CatalogRefusal`` when one has no catalog or the record cannot be read.
    public func entries(
        languages: [LanguageTag] = []
    ) throws(CatalogRefusal) -> [StaleEntry] {
        let earlier = try EarlierEnglish(in: locales)
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        let wanted = languages.isEmpty ? workspace.languages.filter { $0 != .english } : languages
        var found: [StaleEntry] = []
        for language in wanted {
            let desk = try CatalogDesk(
                workspace, templates: templates, locales: locales, language: language)
            found += desk.entries.filter(desk.isStale).compactMap { stale($0, desk, earlier) }
        }
        return found
    }

    private func stale(
        _ entry: CatalogEntry, _ desk: CatalogDesk, _ earlier: EarlierEnglish
    ) -> StaleEntry? {
        guard let english = desk.english(of: entry) else { return nil }
        let source = entry.entry.property("source")
        return StaleEntry(
            language: entry.language, key: entry.key, file: entry.file.path,
            line: entry.entry.line, source: source, earlier: source.flatMap { earlier[$0] },
            english: english.entry.source, digest: english.digest,
            translation: entry.entry.source)
    }
}
