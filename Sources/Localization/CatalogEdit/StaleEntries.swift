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

/// A translation whose English message is gone.
public struct EntryWithoutEnglish: Sendable, Hashable, CustomStringConvertible {
    /// `urgent.questions`
    public let key: String
    /// The file, from the locales folder on.
    public let file: String
    /// The line of its key, from 1.
    public let line: Int

    init(_ entry: CatalogEntry) {
        key = entry.key
        file = entry.file.path
        line = entry.entry.line
    }

    /// Where it stands and what to do.
    public var description: String {
        "\(file):\(line): \(key) has no English any more: remove it, or put its English back."
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

    /// What there is, by language, file and line.
    public struct Survey: Sendable, Hashable {
        /// Made from an earlier English.
        public internal(set) var stale: [StaleEntry] = []
        /// Made from an English that is gone.
        public internal(set) var withoutEnglish: [EntryWithoutEnglish] = []
    }

    /// Looks at every translation.
    ///
    /// - Parameter languages: Those to look at; all when empty.
    /// - Returns: Nothing when every translation was made from the English of today.
    /// - Throws: ``CatalogRefusal`` when one has no catalog, and when it, the English or the record
    ///   cannot be read.
    public func survey(
        languages: [LanguageTag] = []
    ) throws(CatalogRefusal) -> Survey {
        let earlier = try EarlierEnglish(in: locales)
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        let wanted = languages.isEmpty ? workspace.languages.filter { $0 != .english } : languages
        var found = Survey()
        for language in wanted {
            let desk = try CatalogDesk(workspace, language: language)
            let entries = desk.entries
            found.stale += entries.filter(desk.isStale).compactMap { stale($0, desk, earlier) }
            found.withoutEnglish += entries.filter { desk.english(of: $0) == nil }
                .map(EntryWithoutEnglish.init)
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
