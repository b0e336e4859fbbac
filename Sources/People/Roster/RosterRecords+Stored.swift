import Store

// What the database has of each kind, by the roster's keys.

extension RosterStudent {
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<RosterStudent> {
        let found = try keys("students", of: school, after: key, t).map { row in
            Stored(
                id: try row["id"],
                record: RosterStudent(
                    key: try row["roster_key"], givenName: try row["given_name"],
                    familyName: try row["family_name"], grade: try row["grade"]),
                isActive: try row["active"])
        }
        return StoredPage(found, end: found.last?.record.key)
    }
}

extension RosterFamily {
    /// A family counts as active while one of its contacts does whom the roster brought.
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<RosterFamily> {
        let found = try t.rows(
            """
            SELECT families.*, EXISTS (
                SELECT 1 FROM contacts
                WHERE contacts.family_id = families.id AND contacts.active = \(true)
                    AND contacts.origin = 'roster') AS inhabited
            FROM families WHERE school_id = \(school) AND roster_key > \(key ?? "")
            ORDER BY roster_key LIMIT \(StoredPage<Self>.size)
            """
        ).map { row in
            Stored(
                id: try row["id"],
                record: RosterFamily(
                    key: try row["roster_key"], name: try row["name"],
                    homeLanguage: try row["home_language"]),
                isActive: try row["inhabited"])
        }
        return StoredPage(found, end: found.last?.record.key)
    }
}

extension RosterContact {
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<RosterContact> {
        let found = try t.rows(
            """
            SELECT contacts.*, families.roster_key AS family_key FROM contacts
            JOIN families ON families.id = contacts.family_id
            WHERE contacts.school_id = \(school) AND contacts.roster_key > \(key ?? "")
                AND contacts.origin = 'roster'
            ORDER BY contacts.roster_key LIMIT \(StoredPage<Self>.size)
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
        return StoredPage(found, end: found.last?.record.key)
    }
}

extension RosterEdge {
    /// Those of a page of students.
    ///
    /// The cross joins keep SQLite from beginning with all contacts.
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<RosterEdge> {
        let students = try keys("students", of: school, after: key, t)
        let ids: [StudentID] = try students.map { try $0["id"] }
        let found = try t.rows(
            """
            SELECT guardianships.*, students.roster_key AS student_key,
                contacts.roster_key AS contact_key
            FROM guardianships CROSS JOIN students CROSS JOIN contacts
            WHERE guardianships.student_id IN (\(padded: ids))
                AND students.id = guardianships.student_id
                AND contacts.id = guardianships.contact_id AND contacts.school_id = \(school)
                AND contacts.origin = 'roster'
            """
        ).map { row in
            Stored(
                id: ID(student: try row["student_id"], contact: try row["contact_id"]),
                record: RosterEdge(
                    key: Key(student: try row["student_key"], contact: try row["contact_key"]),
                    relation: try row["relation"], custody: try row["custody"],
                    mayReceive: try row["may_receive"], noContact: try row["no_contact"],
                    livesWith: try row["lives_with"]),
                isActive: true)
        }
        return StoredPage(sorted(found), end: try students.last.map { try $0["roster_key"] })
    }
}

extension RosterAddress {
    /// Those of a page of contacts.
    ///
    /// The cross join keeps SQLite from beginning with all addresses.
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<RosterAddress> {
        let contacts = try keys("contacts", of: school, after: key, and: "origin = 'roster'", t)
        let ids: [ContactID] = try contacts.map { try $0["id"] }
        let names: [ContactID: String] = try contacts.reduce(into: [:]) {
            $0[try $1["id"]] = try $1["roster_key"]
        }
        let found = try t.rows(
            """
            SELECT contact_addresses.*, addresses.channel, addresses.address
            FROM contact_addresses CROSS JOIN addresses
            WHERE contact_addresses.contact_id IN (\(padded: ids))
                AND addresses.id = contact_addresses.address_id
            """
        ).map { row in
            let contact: ContactID = try row["contact_id"]
            return Stored(
                id: ID(contact: contact, address: try row["address_id"]),
                record: RosterAddress(
                    key: Key(
                        contact: names[contact] ?? "", channel: try row["channel"],
                        address: try row["address"]),
                    original: try row["original"], position: try row["position"],
                    isUnlisted: try row["unlisted"]),
                isActive: true)
        }
        return StoredPage(sorted(found), end: try contacts.last.map { try $0["roster_key"] })
    }
}

extension RosterAddress {
    /// A contact who is gone keeps the addresses: nobody writes to them, and they are needed to
    /// tell whose old letter came in.
    static func concerned(
        _ records: [Stored<RosterAddress>], by file: RosterFile
    ) throws -> [Stored<RosterAddress>] {
        let contacts = Set(records.map(\.record.key.contact)).sorted()
        guard !contacts.isEmpty else { return [] }
        let staying = try file.tables.use { t in try RosterTables().staying(contacts, t) }
        return records.filter { staying.contains($0.record.key.contact) }
    }
}

/// A page of students or contacts, as rows.
private func keys(
    _ table: SQL, of school: SchoolID, after key: String?, and condition: SQL = "1 = 1",
    _ t: borrowing Transaction
) throws -> [Row] {
    try t.rows(
        """
        SELECT * FROM \(table) WHERE school_id = \(school) AND roster_key > \(key ?? "")
            AND \(condition)
        ORDER BY roster_key LIMIT \(StoredPage<RosterStudent>.size)
        """)
}

private func sorted<Record: RosterRecord>(_ records: [Stored<Record>]) -> [Stored<Record>] {
    records.map { ($0.record.keyParts, $0) }
        .sorted { comesBefore($0.0, $1.0) }.map(\.1)
}
