import Foundation
import MessageFormat

/// Takes the messages of the catalogs apart for an agency.
///
/// What a translator needs goes along: what a notice is for, what each blank holds, with an
/// example, how long a text message may be. What a translator must not touch stays here:
/// declarations and the keys of variants.
public struct CatalogExport: Sendable {
    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// Gathers messages; nothing is written.
    ///
    /// - Parameters:
    ///   - language: Into which language.
    ///   - scope: Which messages, by how they stand.
    ///   - notices: Only these, `common` for what all share; all when empty.
    /// - Returns: A section for each notice of which there is anything to do; empty when all is done.
    /// - Throws: ``CatalogRefusal`` when the language has no catalog, is English, or has a file that
    ///   cannot be read; for a notice that is not there.
    public func file(
        _ language: LanguageTag, _ scope: ExchangeScope = .open, notices: [String] = []
    ) throws(CatalogRefusal) -> ExchangeFile {
        let desk = try CatalogDesk(templates: templates, locales: locales, language: language)
        for notice in notices where !desk.notices.contains(notice) { try desk.check(notice) }
        let sections = try CatalogSections(desk)
        let wanted = desk.notices.filter { notices.isEmpty || notices.contains($0) }
        return ExchangeFile(
            LanguagePair(.english, language),
            wanted.compactMap { sections.section($0, scope) })
    }
}

/// The sections of a catalog: what an export writes, and what an import compares with.
struct CatalogSections {
    let desk: CatalogDesk
    private let notes: ExchangeNotes

    init(_ desk: CatalogDesk) throws(CatalogRefusal) {
        self.desk = desk
        notes = ExchangeNotes(desk: desk, earlier: try EarlierEnglish(in: desk.locales))
    }

    /// Every English message, in the order of notices and lines.
    var messages: [MessageUnits] { desk.notices.flatMap(messages) }

    /// Nil where nothing of the notice is in the scope.
    func section(_ notice: String, _ scope: ExchangeScope) -> ExchangeSection? {
        let found = messages(of: notice).filter { units in
            scope.takes(units.state) || (scope == .missing || scope == .open) && units.lacksRow
        }
        guard !found.isEmpty else { return nil }
        return ExchangeSection(
            id: notice, original: "\(notice).mf2", notes: notes.notice(notice),
            entries: found.map(entry))
    }

    private func messages(of notice: String) -> [MessageUnits] {
        let values = ExampleValues(desk, notice)
        return desk.english.entries.values.filter { $0.notice == notice }
            .sorted { $0.entry.line < $1.entry.line }
            .map { english in
                MessageUnits(
                    english, desk.catalog.entries[english.key], language: desk.catalog.language,
                    values)
            }
    }

    private func entry(_ units: MessageUnits) -> ExchangeEntry {
        ExchangeEntry(
            id: units.english.key, digest: units.english.digest, notes: notes.message(units),
            units: zip(units.ids, units.rows).map { unit($0, $1, units) },
            hasVariants: units.hasVariants)
    }

    private func unit(
        _ id: String, _ row: MessageUnits.Row, _ units: MessageUnits
    ) -> ExchangeUnit {
        let key = units.english.key
        let kind = row.keys.flatMap { keys in
            units.hasVariants
                ? ExchangeUnit.Kind.variant(
                    key: key, keys: keys.map { $0 ?? "*" }.joined(separator: " ")) : nil
        }
        let room = notes.room(units, row.target)
        var own = row.keys.flatMap { units.hasVariants ? units.variants?.notes($0) : nil } ?? []
        if let room {
            own.append(
                "A text message: at most \(room) characters, with the examples in its blanks. Shorter is better."
            )
        } else if notes.isTextMessage(key) {
            own.append(
                "A text message: short. With a letter that is not in the GSM alphabet it costs more than twice as much."
            )
        }
        return ExchangeUnit(
            id: id, kind: kind ?? .message(key: key), source: row.source, target: row.target,
            state: row.target == nil ? .missing : units.state, notes: own, maxLength: room)
    }
}

extension MessageUnits {
    /// Whether a text is missing although the message is there.
    var lacksRow: Bool { rows.contains { $0.target == nil } }
}
