/// Which entries of a language a person speaks of.
public struct EntrySelection: Sendable, Hashable {
    /// Notices by id; `common` for what they share.
    public let notices: [String]
    /// Keys: whole (`urgent.opening`), or within each notice that is named (`opening`).
    public let keys: [String]
    /// Everything that the language has.
    public let isAll: Bool

    /// Names entries; all of a notice's where no key is given.
    public init(notices: [String] = [], keys: [String] = [], isAll: Bool = false) {
        self.notices = notices
        self.keys = keys
        self.isAll = isAll
    }

    /// The entries, in the order of files and lines.
    ///
    /// - Throws: ``CatalogRefusal`` for a notice or key that is not there, a key of a notice beside
    ///   those that are named, a notice of which nothing is translated, and when nothing is named.
    func entries(in desk: CatalogDesk) throws(CatalogRefusal) -> [CatalogEntry] {
        if isAll {
            guard notices.isEmpty, keys.isEmpty else {
                throw CatalogRefusal("Name notices and keys, or say --all; not both.")
            }
            try refuseUntranslated(desk)
            return desk.entries
        }
        guard !notices.isEmpty || !keys.isEmpty else {
            throw CatalogRefusal(
                "Say which: a notice (\(desk.notices.joined(separator: ", "))), a key such as urgent.subject, or --all."
            )
        }
        for notice in notices {
            try desk.check(notice)
            try refuseUntranslated(notice, desk)
        }
        guard !keys.isEmpty else {
            return desk.entries.filter { notices.contains($0.notice) }
        }
        var wanted: Set<String> = []
        for key in keys { wanted.formUnion(try whole(key, desk)) }
        return desk.entries.filter { wanted.contains($0.key) }
    }

    /// The whole keys that one key stands for: one, or one in each notice that is named.
    private func whole(_ key: String, _ desk: CatalogDesk) throws(CatalogRefusal) -> [String] {
        let known = desk.catalog.entries
        if known[key] != nil,
            notices.isEmpty || notices.contains(where: { key.hasPrefix("\($0).") })
        {
            return [key]
        }
        let own = notices.isEmpty ? [key] : notices.map { "\($0).\(key)" }
        guard let missing = own.first(where: { known[$0] == nil }) else { return own }
        if known[key] != nil {
            throw CatalogRefusal(
                "\(key) does not belong to \(notices.joined(separator: ", ")). Name its notice too, or keys alone."
            )
        }
        let near = known.keys.sorted().first { isNear($0, missing) || isNear($0, key) }
        let hint = near.map { "Did you mean \($0)?" } ?? "Keys look like urgent.subject."
        throw CatalogRefusal("\(desk.catalog.folder) has no message \"\(missing)\". \(hint)")
    }

    /// Where nothing is translated there is nothing to decide, and that is not the same as done.
    private func refuseUntranslated(
        _ notice: String, _ desk: CatalogDesk
    ) throws(CatalogRefusal) {
        guard !desk.entries.contains(where: { $0.notice == notice }) else { return }
        throw Self.untranslated("\(desk.catalog.folder)/\(notice).mf2", desk)
    }

    private func refuseUntranslated(_ desk: CatalogDesk) throws(CatalogRefusal) {
        guard desk.entries.isEmpty else { return }
        throw Self.untranslated(desk.catalog.folder, desk)
    }

    private static func untranslated(_ path: String, _ desk: CatalogDesk) -> CatalogRefusal {
        CatalogRefusal(
            "Nothing is translated in \(path) yet. Write the messages there (`parley catalog check \(desk.catalog.language.text)` says which are missing), then run this again."
        )
    }
}

extension CatalogEntry {
    /// The notice that it belongs to: its file's name without the ending.
    var notice: String { String(key.prefix { $0 != "." }) }

    /// Its key within that file.
    var ownKey: String { String(key.dropFirst(notice.count + 1)) }
}
