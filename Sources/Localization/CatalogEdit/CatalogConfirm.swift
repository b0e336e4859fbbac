import Foundation
import MessageFormat

/// Says of translations whose English has changed that they still fit: writes `@source` anew.
public struct CatalogConfirm: Sendable {
    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// Prepares it; nothing is written until it is applied.
    ///
    /// A reviewed entry stays reviewed only in the name of the person who confirms it, for only
    /// that person has seen both texts; without a name it becomes a draft.
    /// - Parameters:
    ///   - language: The language.
    ///   - selection: Which entries; those that fit already stay as they are.
    ///   - signature: Who confirms, if they name themselves.
    /// - Returns: The entries to show and the files to write.
    /// - Throws: ``CatalogRefusal`` for names that are not there, for entries whose English is
    ///   gone or cannot be read, and for reviewed entries in which the check finds an error or a
    ///   warning.
    public func confirming(
        _ language: LanguageTag, _ selection: EntrySelection, by signature: ReviewSignature?
    ) throws(CatalogRefusal) -> CatalogDecision {
        let desk = try CatalogDesk(templates: templates, locales: locales, language: language)
        let named = try selection.entries(in: desk)
        try desk.refuseWithoutEnglish(named)
        let stale = named.filter(desk.isStale)
        if signature != nil { try refuseFaulty(stale.filter(\.isReviewed), desk) }
        return try desk.decision(on: stale, unchanged: named.count - stale.count) { entry in
            verdict(entry, signature, desk)
        }
    }

    private func verdict(
        _ entry: CatalogEntry, _ signature: ReviewSignature?, _ desk: CatalogDesk
    ) -> CatalogDesk.Verdict {
        let source = ["source": desk.digest(entry)]
        guard entry.status == .reviewed else {
            return .init(properties: source, standing: entry.status ?? .draft)
        }
        guard let signature, entry.isReviewed else {
            return .init(
                properties: ReviewSignature.none.merging(source) { $1 }, standing: .draft)
        }
        return .init(
            properties: signature.properties(of: entry).merging(source) { $1 },
            standing: .reviewed)
    }

    private func refuseFaulty(
        _ entries: [CatalogEntry], _ desk: CatalogDesk
    ) throws(CatalogRefusal) {
        let found = desk.obstacles(entries).filter { $0.rule != .stale }
        guard !found.isEmpty else { return }
        throw CatalogRefusal(
            "These reviewed entries cannot be confirmed in your name, for the check finds this:\n"
                + found.map(\.description).joined(separator: "\n")
                + "\nMend the translation and review it. Nothing was written.")
    }
}

extension CatalogEntry {
    /// Whether a person answers for the text as it stands, whatever has become of the English.
    fileprivate var isReviewed: Bool { status == .reviewed && isSigned && !isLowConfidence }
}
