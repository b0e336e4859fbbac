import Store

/// Whole schools at once, for bulk notices: one query each for contacts, edges and addresses.
public struct Audiences: Sendable {
    /// Has no state of its own.
    public init() {}

    /// A school's active contacts in the roster's order.
    public func contacts(of school: SchoolID, _ t: borrowing Transaction) throws -> [Contact] {
        try t.rows(
            """
            SELECT * FROM contacts WHERE school_id = \(school) AND active = \(true)
            ORDER BY roster_key
            """
        ).map(Contact.init(row:))
    }

    /// Each contact's edges to active students, of one grade or of all.
    public func edges(
        of school: SchoolID, grade: String?, _ t: borrowing Transaction
    ) throws -> [ContactID: [Guardianship]] {
        let edges = try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN students ON students.id = guardianships.student_id
            WHERE students.school_id = \(school) AND students.active = \(true)
                AND (\(grade == nil) OR students.grade = \(grade ?? ""))
            """
        ).map(Guardianship.init(row:))
        return Dictionary(grouping: edges, by: \.contact)
    }

    /// Each contact's addresses of a channel, the preferred first.
    public func addresses(
        of school: SchoolID, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [ContactID: [String]] {
        let rows = try t.rows(
            """
            SELECT contact_addresses.contact_id, addresses.address
            FROM contact_addresses
            JOIN addresses ON addresses.id = contact_addresses.address_id
            JOIN contacts ON contacts.id = contact_addresses.contact_id
            WHERE contacts.school_id = \(school) AND addresses.channel = \(channel)
            ORDER BY contact_addresses.position, addresses.address
            """)
        return try rows.reduce(into: [:]) { found, row in
            found[try row["contact_id"], default: []].append(try row["address"])
        }
    }
}
