extension CatalogDesk {
    /// What cannot be read would be passed over in silence, or taken for gone.
    func refuseUnreadable() throws(CatalogRefusal) {
        let folders = [catalog.folder, english.folder]
        let found = workspace.findings.filter { finding in
            [.syntax, .unreadableFile].contains(finding.rule)
                && folders.contains { finding.file == $0 || finding.file.hasPrefix($0 + "/") }
        }
        guard found.isEmpty else {
            throw CatalogRefusal(
                "Mend this first:\n" + found.map(\.description).joined(separator: "\n"))
        }
        guard !english.entries.isEmpty else {
            throw CatalogRefusal(
                "There is no message in \(english.folder): it is the source of all others.")
        }
    }

    /// Entries that translate nothing any more are neither reviewed nor confirmed.
    func refuseWithoutEnglish(_ entries: [CatalogEntry]) throws(CatalogRefusal) {
        let found = entries.filter { english(of: $0) == nil }.map(EntryWithoutEnglish.init)
        guard !found.isEmpty else { return }
        throw CatalogRefusal(
            found.map(\.description).joined(separator: "\n") + "\nNothing was written.")
    }
}
