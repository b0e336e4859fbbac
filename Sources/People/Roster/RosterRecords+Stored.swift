import Store

/// What the database has of a school's roster.
struct RosterState: Sendable {
    let students: [Stored<RosterStudent>]
    let families: [Stored<RosterFamily>]
    let contacts: [Stored<RosterContact>]
    let edges: [Stored<RosterEdge>]
    let addresses: [Stored<RosterAddress>]

    /// Reads it whole: five statements, however large the school.
    init(of school: SchoolID, _ t: borrowing Transaction) throws {
        students = try Self.students(school, t)
        families = try Self.families(school, t)
        contacts = try Self.contacts(school, t)
        edges = try Self.edges(school, t)
        addresses = try Self.addresses(school, t)
    }

    private static func students(
        _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> [Stored<RosterStudent>] {
        try t.rows("SELECT * FROM students WHERE school_id = \(school)").map { row in
            Stored(
                id: try row["id"],
                record: RosterStudent(
                    key: try row["roster_key"], givenName: try row["given_name"],
                    familyName: try row["family_name"], grade: try row["grade"]),
                isActive: try row["active"])
        }
    }

    /// A family counts as active while one of its contacts does.
    private static func families(
        _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> [Stored<RosterFamily>] {
        try t.rows(
            """
            SELECT families.*, EXISTS (
                SELECT 1 FROM contacts
                WHERE contacts.family_id = families.id AND contacts.active = \(true)) AS inhabited
            FROM families WHERE school_id = \(school)
            """
        ).map { row in
            Stored(
                id: try row["id"],
                record: RosterFamily(
                    key: try row["roster_key"], name: try row["name"],
                    homeLanguage: try row["home_language"]),
                isActive: try row["inhabited"])
        }
    }

    private static func contacts(
        _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> [Stored<RosterContact>] {
        try t.rows(
            """
            SELECT contacts.*, families.roster_key AS family_key FROM contacts
            JOIN families ON families.id = contacts.family_id
            WHERE contacts.school_id = \(school)
            """
        ).map { row in
            Stored(
                id: try row["id"],
                record: RosterContact(
                    key: try row["roster_key"], givenName: try row["given_name"],
                    familyName: try row["family_name"], homeLanguage: try row["home_language"],
                    family: try row["family_key"], needsInterpreter: try row["interpreter"]),
                isActive: try row["active"])
        }
    }

    private static func edges(
        _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> [Stored<RosterEdge>] {
        try t.rows(
            """
            SELECT guardianships.*, students.roster_key AS student_key,
                contacts.roster_key AS contact_key
            FROM guardianships
            JOIN students ON students.id = guardianships.student_id
            JOIN contacts ON contacts.id = guardianships.contact_id
            WHERE contacts.school_id = \(school) AND students.school_id = \(school)
            """
        ).map { row in
            Stored(
                id: RosterEdge.ID(student: try row["student_id"], contact: try row["contact_id"]),
                record: RosterEdge(
                    key: RosterEdge.Key(
                        student: try row["student_key"], contact: try row["contact_key"]),
                    relation: try row["relation"], custody: try row["custody"],
                    mayReceive: try row["may_receive"], noContact: try row["no_contact"],
                    livesWith: try row["lives_with"]),
                isActive: true)
        }
    }

    private static func addresses(
        _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> [Stored<RosterAddress>] {
        try t.rows(
            """
            SELECT contact_addresses.*, addresses.channel, addresses.address,
                contacts.roster_key AS contact_key
            FROM contact_addresses
            JOIN addresses ON addresses.id = contact_addresses.address_id
            JOIN contacts ON contacts.id = contact_addresses.contact_id
            WHERE contacts.school_id = \(school)
            """
        ).map { row in
            Stored(
                id: RosterAddress.ID(
                    contact: try row["contact_id"], address: try row["address_id"]),
                record: RosterAddress(
                    key: RosterAddress.Key(
                        contact: try row["contact_key"], channel: try row["channel"],
                        address: try row["address"]),
                    original: try row["original"], position: try row["position"],
                    isUnlisted: try row["unlisted"]),
                isActive: true)
        }
    }
}
