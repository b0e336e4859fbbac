import Foundation
import MessageFormat

/// Takes the translations of an agency into the catalogs.
///
/// A message is taken whole or not at all, and only if its English is the English that went out,
/// its blanks are all there and `parley catalog check` would find nothing in it. What is taken
/// is a draft, whatever the file says of itself, unless a person who reads the language signs it.
public struct CatalogImport: Sendable {
    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// Prepares an import; nothing is written until it is applied.
    ///
    /// - Parameters:
    ///   - document: An XLIFF file, 1.2 or 2.x, at most 32 MB.
    ///   - signature: Who answers for the texts; without, they are drafts. What the file itself says
    ///     is still to be looked at stays a draft all the same.
    /// - Returns: What becomes of each message.
    /// - Throws: ``ExchangeProblem`` when the file cannot be read, ``CatalogRefusal`` when its
    ///   language has no catalog or one that cannot be read.
    public func decision(
        on document: [UInt8], by signature: ReviewSignature? = nil
    ) throws -> ExchangeDecision {
        let file = try XLIFFReader.read(document)
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        let target = try file.targetLanguage()
        let language =
            workspace.languages.first { $0 == target }
            ?? workspace.languages.first { ReadFile.isSame(target, $0) } ?? target
        let desk = try CatalogDesk(workspace, language: language)
        try file.check(LanguagePair(.english, language))
        let sections = try CatalogSections(desk)
        let wanted = desk.notices.compactMap { sections.section($0, .all) }
        let known = file.units(of: wanted)
        let entries = Dictionary(
            wanted.flatMap(\.entries).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var arrivals: [MessageArrival] = []
        for units in sections.messages {
            guard let entry = entries[units.english.key] else { continue }
            if let arrival = MessageArrival(units, entry, known, signature) {
                arrivals.append(arrival)
            }
        }
        return try ImportDraft(desk: desk, arrivals: arrivals).decision(
            unknown: known.unknown.filter { !$0.id.hasPrefix("draft-") })
    }
}
