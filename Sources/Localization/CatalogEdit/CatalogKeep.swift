import Foundation
import MessageFormat

/// Keeps the English messages as they are today, so that a later change can be shown.
public struct CatalogKeep: Sendable {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// Put on record now.
        public let added: Int
        /// Dropped, since no catalog names them any more.
        public let dropped: Int
        /// On record after that.
        public let count: Int
    }

    private let locales: URL

    /// Over the folder of catalogs.
    public init(locales: URL) {
        self.locales = locales
    }

    /// Puts every English message on record, and writes `earlier.mf2` if that changes it.
    ///
    /// - Parameter prune: Whether to drop messages that are neither today's nor named by any
    ///   `@source`, those in remarks included.
    /// - Returns: How many came and went.
    /// - Throws: ``CatalogRefusal`` when the English catalog or the record cannot be read, or when
    ///   a catalog cannot that might name what would be dropped.
    public func keep(prune: Bool = false) throws(CatalogRefusal) -> Outcome {
        let english = try Self.english(in: locales)
        var record = try EarlierEnglish(in: locales)
        let before = record.count
        record.keep(english)
        let added = record.count - before
        if prune {
            let today = Set(english.entries.values.map(\.digest))
            record.prune(keeping: today.union(try named()))
        }
        try FileReplacement().apply([record.change].compactMap(\.self), in: locales)
        return Outcome(added: added, dropped: before + added - record.count, count: record.count)
    }

    /// The English catalog, without an error in it.
    static func english(in locales: URL) throws(CatalogRefusal) -> Catalog {
        var findings: [CatalogFinding] = []
        let catalog = CatalogReader.read(
            locales.appending(path: "en"), path: "\(locales.lastPathComponent)/en",
            language: .english, &findings)
        let errors = findings.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw CatalogRefusal(
                "The English catalog has to be mended first:\n"
                    + errors.map(\.description).joined(separator: "\n"))
        }
        guard !catalog.entries.isEmpty else {
            throw CatalogRefusal(
                "There is no English catalog in \(locales.path): it is the source of all others.")
        }
        return catalog
    }

    /// The digests behind every `@source` of every catalog.
    private func named() throws(CatalogRefusal) -> Set<String> {
        var digests: Set<String> = []
        for language in fileNames(in: locales) {
            let folder = locales.appending(path: language)
            for name in fileNames(in: folder) where name.hasSuffix(".mf2") {
                let path = "\(locales.lastPathComponent)/\(language)/\(name)"
                var findings: [CatalogFinding] = []
                guard
                    let file = SourceFile.read(folder.appending(path: name), path: path, &findings)
                else {
                    throw CatalogRefusal(
                        "\(path) cannot be read, and it may name what would be dropped. Mend it first."
                    )
                }
                for match in file.text.matches(of: /@source[ \t]+([0-9a-f]{16})/) {
                    digests.insert(String(match.output.1))
                }
            }
        }
        return digests
    }
}
