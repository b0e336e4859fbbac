/// Which entries of a language a person speaks of.
public struct EntrySelection: Sendable, Hashable {
    /// Notices by id; `common` for what they share.
    public let notices: [String]
    /// Keys: whole (`urgent.opening`), or within the one notice that is named (`opening`).
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
    /// - Throws: ``CatalogRefusal`` for a notice or key that is not there, and when nothing is named.
    func entries(in desk: CatalogDesk) throws(CatalogRefusal) -> [CatalogEntry] {
        if isAll {
            guard notices.isEmpty, keys.isEmpty else {
                throw CatalogRefusal("Name notices and keys, or say --all; not both.")
            }
            return desk.entries
        }
        guard !notices.isEmpty || !keys.isEmpty else {
            throw CatalogRefusal(
                "Say which: a notice (\(desk.notices.joined(separator: ", "))), a key such as urgent.subject, or --all."
            )
        }
        for notice in notices { try desk.check(notice) }
        guard !keys.isEmpty else {
            return desk.entries.filter { notices.contains($0.notice) }
        }
        var wanted: Set<String> = []
        for key in keys { wanted.insert(try whole(key, desk)) }
        return desk.entries.filter { wanted.contains($0.key) }
    }

    private func whole(_ key: String, _ desk: CatalogDesk) throws(CatalogRefusal) -> String {
        let own = notices.map { "\($0).\(key)" } + [key]
        if let found = own.first(where: { desk.catalog.entries[$0] != nil }) { return found }
        let known = desk.catalog.entries.keys.sorted()
        let near = known.first { candidate in own.contains { isNear(candidate, $0) } }
        let hint = near.map { "Did you mean \($0)?" } ?? "Keys look like urgent.subject."
        throw CatalogRefusal("\(desk.catalog.folder) has no message \"\(key)\". \(hint)")
    }
}

extension CatalogEntry {
    /// The notice that it belongs to: its file's name without the ending.
    var notice: String { String(key.prefix { $0 != "." }) }

    /// Its key within that file.
    var ownKey: String { String(key.dropFirst(notice.count + 1)) }
}
