import Foundation
import MessageFormat

/// One language's catalog beside the English one, read so that a person can decide something
/// about its entries.
struct CatalogDesk {
    let catalog: Catalog
    let english: Catalog
    let workspace: NoticeWorkspace

    /// - Throws: ``CatalogRefusal`` when the language has no catalog, is English, or it or English has
    ///   a file that cannot be read.
    init(templates: URL, locales: URL, language: LanguageTag) throws(CatalogRefusal) {
        try self.init(
            NoticeWorkspace(templates: templates, locales: locales), language: language)
    }

    /// The same over what has been read already.
    init(_ workspace: NoticeWorkspace, language: LanguageTag) throws(CatalogRefusal) {
        self.workspace = workspace
        guard let english = workspace.english else {
            throw CatalogRefusal(
                "There is no English catalog in \(workspace.folder.url.path): it is the source of all others."
            )
        }
        guard language != .english else {
            throw CatalogRefusal(
                "English is the source of all others: there is nothing to confirm.")
        }
        guard let catalog = workspace.catalogs[language] else {
            let names = workspace.languages.filter { $0 != .english }.map(\.text)
            throw CatalogRefusal(
                "There is no catalog for \(language.text). There are: \(names.joined(separator: ", ")). `parley catalog add-language` makes one."
            )
        }
        self.catalog = catalog
        self.english = english
        try refuseUnreadable()
    }

    /// The folder that the catalogs lie in.
    var locales: URL { workspace.folder.url }

    /// All entries, in the order of files and lines.
    var entries: [CatalogEntry] {
        catalog.entries.values.sorted {
            ($0.file.path, $0.entry.line) < ($1.file.path, $1.entry.line)
        }
    }

    /// What a person can name: the notices and what they share.
    var notices: [String] { ["common"] + workspace.templates.map(\.id) }

    func check(_ notice: String) throws(CatalogRefusal) {
        guard notices.contains(notice) else {
            let near = notices.first { isNear($0, notice) }
            let hint = near.map { "Did you mean \($0)? " } ?? ""
            throw CatalogRefusal(
                "There is no notice \"\(notice)\". \(hint)There are: \(notices.joined(separator: ", "))."
            )
        }
        guard catalog.files[notice] != nil else {
            throw CatalogRefusal("\(catalog.folder) has no file \(notice).mf2 yet.")
        }
    }

    func english(of entry: CatalogEntry) -> CatalogEntry? { english.entries[entry.key] }

    func isStale(_ entry: CatalogEntry) -> Bool {
        guard let english = english(of: entry) else { return false }
        return entry.entry.property("source") != english.digest
    }

    /// What stands in the way of somebody answering for these entries: the check's errors and
    /// warnings at them and the errors of their files, but for what a review itself settles.
    func obstacles(_ entries: [CatalogEntry]) -> [CatalogFinding] {
        let settled: Set<CatalogRule.ID> = [.badStatus, .changedAfterReview, .unreviewed]
        let files = Set(entries.map(\.file.path))
        return CatalogCheck(workspace).findings(languages: [catalog.language])
            .filter { finding in
                guard finding.severity != .note, !settled.contains(finding.rule),
                    files.contains(finding.file)
                else { return false }
                return finding.severity == .error || entries.contains { $0.spans(finding) }
            }
    }

    /// The message with the template's examples in its blanks; `nil` when it cannot be formatted.
    func example(_ entry: CatalogEntry) -> String? {
        let template = workspace.templates.first { $0.id == entry.notice }
        var values: [String: MessageValue] = [:]
        for variable in template?.variables ?? workspace.common {
            values[variable.name] = variable.example.plain
        }
        let words = catalog.words ?? english.words
        values["stop"] = .string(words?.optOut.first ?? "STOP")
        values["start"] = .string(words?.optIn.first ?? "START")
        values["help"] = .string(words?.help.first ?? "HELP")
        let context = FormatContext(
            locale: LineFormatter.formatLocale(entry.language, region: "US"),
            timeZone: "America/Chicago", dates: catalog.dates)
        let formatted = entry.message.format(values, context)
        guard formatted.problems.isEmpty else { return nil }
        let spans = formatted.parts.compactMap { part -> Line.Span? in
            switch part {
            case .text(let text): .text(unwrapped(text))
            case .isolation(let mark): .isolate(mark)
            case .value(let value): .value(value.text)
            case .markup, .fallback: nil
            }
        }
        return Line(spans: spans, language: entry.language).plain
    }
}

extension CatalogEntry {
    /// Whether a finding stands at one of its lines, from its first property to its last line.
    func spans(_ finding: CatalogFinding) -> Bool {
        let first = entry.properties.first?.line ?? entry.line
        let last = entry.position(ofOffset: entry.source.utf8.count).line
        return finding.file == file.path
            && (min(first, entry.line)...max(last, entry.line))
                .contains(finding.line)
    }
}
