import Foundation
import MessageFormat

/// Lets a person who reads a language answer for its texts, and take that back.
///
/// A review is pinned to what was reviewed: to the translation by `@reviewed-text`, to the English
/// by `@source`. When either changes, the entry counts as a draft again.
public struct CatalogReview: Sendable {
    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// Prepares a review; nothing is written until it is applied.
    ///
    /// - Parameters:
    ///   - language: The language.
    ///   - selection: Which entries.
    ///   - signature: Whose review it is.
    /// - Returns: The entries to show and the files to write; those that bear a valid review
    ///   already are left as they are.
    /// - Throws: ``CatalogRefusal`` for names that are not there, entries whose English has changed
    ///   since, is gone or cannot be read, and entries in which the check finds an error or a warning.
    public func signing(
        _ language: LanguageTag, _ selection: EntrySelection, by signature: ReviewSignature
    ) throws(CatalogRefusal) -> CatalogDecision {
        let desk = try CatalogDesk(templates: templates, locales: locales, language: language)
        let named = try selection.entries(in: desk)
        try desk.refuseWithoutEnglish(named)
        let open = named.filter {
            $0.standing(against: desk.english(of: $0)) != .reviewed
        }
        try refuseStale(open, desk)
        try refuseFaulty(open, desk)
        return try desk.decision(on: open, unchanged: named.count - open.count) { entry in
            .init(
                properties: signature.properties(of: entry).merging(["source": desk.digest(entry)])
                {
                    $1
                }, standing: .reviewed)
        }
    }

    /// Prepares to take reviews back: the entries are drafts again.
    ///
    /// - Parameters:
    ///   - language: The language.
    ///   - selection: Which entries; those that say nothing of a review stay as they are.
    /// - Returns: The entries to show and the files to write.
    /// - Throws: ``CatalogRefusal`` for names that are not there.
    public func withdrawing(
        _ language: LanguageTag, _ selection: EntrySelection
    ) throws(CatalogRefusal) -> CatalogDecision {
        let desk = try CatalogDesk(templates: templates, locales: locales, language: language)
        let named = try selection.entries(in: desk)
        let signed = named.filter { $0.status == .reviewed }
        return try desk.decision(on: signed, unchanged: named.count - signed.count) { _ in
            .init(properties: ReviewSignature.none, standing: .draft)
        }
    }

    private func refuseStale(_ entries: [CatalogEntry], _ desk: CatalogDesk) throws(CatalogRefusal)
    {
        let stale = entries.filter(desk.isStale).map(\.key)
        guard !stale.isEmpty else { return }
        let tag = desk.catalog.language.text
        throw CatalogRefusal(
            "The English of \(stale.joined(separator: ", ")) has changed since the translation was made. Look at it with `parley catalog diff \(tag)`; then change the translation, or say `parley catalog confirm \(tag) \(stale.first ?? "")`. Nothing was written."
        )
    }

    private func refuseFaulty(
        _ entries: [CatalogEntry], _ desk: CatalogDesk
    ) throws(CatalogRefusal) {
        let found = desk.obstacles(entries)
        guard !found.isEmpty else { return }
        throw CatalogRefusal(
            "Nothing was written, for the check finds this:\n"
                + found.map(\.description).joined(separator: "\n")
                + "\nMend it, or name what is in order with --key.")
    }
}

extension ReviewSignature {
    /// What takes a review away.
    static let none: [String: String?] = [
        "status": "draft", "reviewed-by": nil, "reviewed-on": nil,
        "reviewed-text": nil,
    ]

    /// What signs an entry as it stands now; a doubt of its author's is settled with it.
    func properties(of entry: CatalogEntry) -> [String: String?] {
        properties(ofText: entry.digest)
    }

    /// The same for a text that is not in a catalog yet, by the digest of its source.
    func properties(ofText digest: String) -> [String: String?] {
        [
            "status": "reviewed", "reviewed-by": name, "reviewed-on": day,
            "reviewed-text": digest, "confidence": nil,
        ]
    }
}

extension CatalogDesk {
    /// The digest of the English that an entry translates.
    func digest(_ entry: CatalogEntry) -> String? { english(of: entry)?.digest }
}
