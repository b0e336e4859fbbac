import Store

/// The names of some people: as the file has them, else as the database does.
struct RosterNames: Sendable {
    private var students: [String: String] = [:]
    private var contacts: [String: String] = [:]

    /// Looks up those whom a comparison lists.
    init(for comparison: RosterComparison, _ t: borrowing Transaction) throws {
        var (students, contacts): (Set<String>, Set<String>) = ([], [])
        for key in comparison.students.listed.compactMap(\.key) { students.insert(key) }
        for key in comparison.contacts.listed.compactMap(\.key) { contacts.insert(key) }
        for key in comparison.addresses.listed.compactMap(\.key) { contacts.insert(key.contact) }
        let remarks = comparison.remarks
        for move in remarks.moved.listed { contacts.insert(move.contact) }
        let rights = [remarks.added, remarks.changed, remarks.removed].flatMap(\.listed)
        for edge in comparison.edges.listed.compactMap(\.key) + rights.map(\.edge) {
            students.insert(edge.student)
            contacts.insert(edge.contact)
        }
        let school = comparison.school
        for some in batches(students.sorted()).map(Array.init) {
            let stored = try t.rows(
                """
                SELECT roster_key AS key, given_name, family_name FROM students
                WHERE school_id = \(school) AND roster_key IN (\(padded: some))
                """)
            let said = try comparison.file.tables.use { t in
                try t.rows("SELECT * FROM students WHERE key IN (\(padded: some))")
            }
            for row in stored + said { self.students[try row["key"]] = try named(row) }
        }
        for some in batches(contacts.sorted()).map(Array.init) {
            let stored = try t.rows(
                """
                SELECT roster_key AS key, given_name, family_name FROM contacts
                WHERE school_id = \(school) AND roster_key IN (\(padded: some))
                """)
            let said = try comparison.file.tables.use { t in
                try t.rows("SELECT * FROM contacts WHERE key IN (\(padded: some))")
            }
            for row in stored + said { self.contacts[try row["key"]] = try named(row) }
        }
    }

    func student(_ key: String) -> String { students[key] ?? key }
    func contact(_ key: String) -> String { contacts[key] ?? key }
}

extension RosterChange {
    fileprivate var key: Record.Key? { (wanted ?? stored?.record)?.key }
}

private func named(_ row: Row) throws -> String {
    let names: [String] = [try row["given_name"], try row["family_name"]]
    let key: String = try row["key"]
    return names.filter { !$0.isEmpty }.joined(separator: " ") + " (\(key))"
}
