import Foundation
import MessageFormat

/// The catalog as it would be after an import, checked before anything of it is written.
struct ImportDraft {
    let desk: CatalogDesk
    var arrivals: [MessageArrival]

    init(desk: CatalogDesk, arrivals: [MessageArrival]) {
        self.desk = desk
        self.arrivals = arrivals
    }

    /// Refuses what the check finds fault with, until it finds nothing in what is left.
    func decision(unknown: [ReadUnit]) throws(CatalogRefusal) -> ExchangeDecision {
        var draft = self
        var texts = try draft.texts()
        while try draft.refuseFaulty(texts) { texts = try draft.texts() }
        return ExchangeDecision(
            language: desk.catalog.language,
            items: draft.arrivals.map(\.item) + unknown.map(Self.item),
            files: try draft.files(texts), locales: desk.locales)
    }

    private static func item(_ unit: ReadUnit) -> ExchangeDecision.Item {
        let problem = ExchangeProblem(
            line: unit.line,
            "The catalogs have no message or variant \"\(unit.id)\". It may be gone, or its id changed by a tool."
        )
        return ExchangeDecision.Item(
            key: unit.id, line: unit.line, verdict: .refused, standing: nil, english: "",
            before: nil, after: nil, reasons: [problem], remarks: [])
    }

    /// Whole files, by notice.
    private func texts() throws(CatalogRefusal) -> [String: String] {
        var texts: [String: String] = [:]
        let taken = Dictionary(grouping: arrivals.filter(\.isTaken)) { $0.units.english.notice }
        for (notice, arrivals) in taken {
            let changes = arrivals.compactMap { arrival in
                arrival.source.map {
                    CatalogRewrite.Change(
                        key: arrival.units.english.ownKey, source: $0,
                        properties: arrival.properties)
                }
            }
            texts[notice] = try rewritten(notice, changes)
        }
        return texts
    }

    private func rewritten(
        _ notice: String, _ changes: [CatalogRewrite.Change]
    ) throws(CatalogRefusal) -> String {
        let order = desk.english.entries.values.filter { $0.notice == notice }
            .sorted { $0.entry.line < $1.entry.line }.map(\.ownKey)
        var rewrite = CatalogRewrite(
            desk.catalog.files[notice]?.text ?? "", language: desk.catalog.language)
        do throws(ResourceProblem) {
            return try rewrite.apply(changes, order: order)
        } catch {
            throw CatalogRefusal("\(desk.catalog.folder)/\(notice).mf2", error)
        }
    }

    /// - Returns: Whether anything was refused.
    private mutating func refuseFaulty(_ texts: [String: String]) throws(CatalogRefusal) -> Bool {
        guard !texts.isEmpty else { return false }
        let language = desk.catalog.language
        let workspace = NoticeWorkspace(desk.workspace, replacing: texts, of: language)
        let found = CatalogCheck(workspace).findings(languages: [language])
            .filter { $0.severity != .note }
        var isRefused = false
        for index in arrivals.indices where arrivals[index].isTaken {
            let entry = workspace.catalogs[language]?.entries[arrivals[index].units.english.key]
            guard let entry, entry.entry.source == arrivals[index].source else {
                arrivals[index].refuse(unread(arrivals[index], found))
                isRefused = true
                continue
            }
            let own = found.filter(entry.spans)
            guard !own.isEmpty else { continue }
            arrivals[index].refuse(own)
            isRefused = true
        }
        return isRefused
    }

    /// What cannot be read as a message has no place in the catalog.
    private func unread(
        _ arrival: MessageArrival, _ found: [CatalogFinding]
    ) -> [CatalogFinding] {
        let path = "\(desk.catalog.folder)/\(arrival.units.english.notice).mf2"
        let own = found.filter { $0.file == path && $0.rule == .syntax }
        guard own.isEmpty else { return own }
        return [
            SourceFile(path: path, text: "").finding(
                .syntax, "Its text cannot be written into a catalog as it is.")
        ]
    }

    /// The record of English first: more of it than needed does no harm, less would.
    private func files(_ texts: [String: String]) throws(CatalogRefusal) -> [FileChange] {
        guard !texts.isEmpty else { return [] }
        var earlier = try EarlierEnglish(in: desk.locales)
        earlier.keep(desk.english)
        var files = [earlier.change].compactMap(\.self)
        for notice in texts.keys.sorted() {
            let name = "\(notice).mf2"
            let url = desk.locales.appending(path: desk.catalog.language.text)
                .appending(path: name)
            let old = FileManager.default.contents(atPath: url.path)
            let mark = old?.starts(with: Data("\u{FEFF}".utf8)) == true ? "\u{FEFF}" : ""
            let read = desk.catalog.files[notice].map { mark + $0.text }
            guard read.map({ Data($0.utf8) }) == old else {
                throw CatalogRefusal(
                    "\(desk.catalog.folder)/\(name) has just been changed. Run the command again.")
            }
            let new = mark + (texts[notice] ?? "")
            files.append(
                FileChange(
                    url: url, path: "\(desk.catalog.folder)/\(name)", old: old,
                    new: Data(new.utf8)))
        }
        return files
    }
}
