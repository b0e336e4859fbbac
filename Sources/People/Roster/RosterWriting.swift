import Store

/// Writes what differs, some hundreds of rows a statement.
struct RosterWriting: Sendable {
    private let source: ClockAndChance
    private let school: SchoolID
    private let now: Instant

    init(_ source: ClockAndChance, school: SchoolID) {
        self.source = source
        self.school = school
        now = source.now()
    }

    func write(
        _ changes: [RosterChange<RosterFamily>], _ t: borrowing Transaction
    ) throws {
        // A family without contacts stays as it is: its cases and its thread belong to it.
        try t.insert(
            "INSERT INTO families (id, school_id, roster_key, name, home_language, created_at)",
            kept(changes).map { stored, family in
                [
                    (stored?.id ?? source.newID()).sqlValue, school.sqlValue, family.key.sqlValue,
                    family.name.sqlValue, family.homeLanguage.sqlValue, now.sqlValue,
                ]
            },
            """
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, home_language = excluded.home_language
            """)
    }

    func write(
        _ changes: [RosterChange<RosterStudent>], _ t: borrowing Transaction
    ) throws {
        try t.insert(
            """
            INSERT INTO students
                (id, school_id, roster_key, given_name, family_name, grade, active, created_at)
            """,
            kept(changes).map { stored, student in
                [
                    (stored?.id ?? source.newID()).sqlValue, school.sqlValue,
                    student.key.sqlValue, student.givenName.sqlValue, student.familyName.sqlValue,
                    student.grade.sqlValue, true.sqlValue, now.sqlValue,
                ]
            },
            """
            ON CONFLICT (id) DO UPDATE SET given_name = excluded.given_name,
                family_name = excluded.family_name, grade = excluded.grade, active = excluded.active
            """)
        try t.execute(
            """
            UPDATE students SET active = \(false) WHERE id IN (\(padded: removed(changes)))
            """)
    }

    func write(
        _ changes: [RosterChange<RosterContact>], _ t: borrowing Transaction
    ) throws {
        let kept = kept(changes)
        let families: [String: FamilyID] = try ids("families", kept.map(\.record.family), t)
        try t.insert(
            """
            INSERT INTO contacts (id, school_id, family_id, roster_key, given_name, family_name,
                home_language, interpreter, active, created_at)
            """,
            try kept.map { stored, contact in
                try [
                    (stored?.id ?? source.newID()).sqlValue, school.sqlValue,
                    found(families[contact.family]), contact.key.sqlValue,
                    contact.givenName.sqlValue, contact.familyName.sqlValue,
                    contact.homeLanguage.sqlValue, contact.needsInterpreter.sqlValue,
                    true.sqlValue, now.sqlValue,
                ]
            },
            """
            ON CONFLICT (id) DO UPDATE SET family_id = excluded.family_id,
                given_name = excluded.given_name, family_name = excluded.family_name,
                home_language = excluded.home_language, interpreter = excluded.interpreter,
                active = excluded.active
            """)
        try t.execute(
            """
            UPDATE contacts SET active = \(false) WHERE id IN (\(padded: removed(changes)))
            """)
    }

    func write(_ changes: [RosterChange<RosterEdge>], _ t: borrowing Transaction) throws {
        try t.run(
            "DELETE FROM guardianships WHERE (student_id, contact_id)",
            among: removed(changes).map { ($0.student.sqlValue, $0.contact.sqlValue) })
        let kept = kept(changes)
        let students: [String: StudentID] = try ids("students", kept.map(\.record.key.student), t)
        let contacts: [String: ContactID] = try ids("contacts", kept.map(\.record.key.contact), t)
        try t.insert(
            """
            INSERT INTO guardianships (student_id, contact_id, relation, custody, may_receive,
                no_contact, lives_with)
            """,
            try kept.map { _, edge in
                try [
                    found(students[edge.key.student]), found(contacts[edge.key.contact]),
                    edge.relation.sqlValue, edge.custody.sqlValue, edge.mayReceive.sqlValue,
                    edge.noContact.sqlValue, edge.livesWith.sqlValue,
                ]
            },
            """
            ON CONFLICT (student_id, contact_id) DO UPDATE SET relation = excluded.relation,
                custody = excluded.custody, may_receive = excluded.may_receive,
                no_contact = excluded.no_contact, lives_with = excluded.lives_with
            """)
    }

    func write(_ changes: [RosterChange<RosterAddress>], _ t: borrowing Transaction) throws {
        try t.run(
            "DELETE FROM contact_addresses WHERE (contact_id, address_id)",
            among: removed(changes).map { ($0.contact.sqlValue, $0.address.sqlValue) })
        let kept = kept(changes)
        let contacts: [String: ContactID] = try ids("contacts", kept.map(\.record.key.contact), t)
        var known: [Channel: [String: AddressID]] = [:]
        for channel in Channel.allCases {
            let wanted = kept.map(\.record.key).filter { $0.channel == channel }.map(\.address)
            known[channel] = try addresses(Set(wanted).sorted(), channel, t)
        }
        try t.insert(
            """
            INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
            """,
            try kept.map { _, use in
                try [
                    found(contacts[use.key.contact]),
                    found(known[use.key.channel]?[use.key.address]), use.original.sqlValue,
                    use.position.sqlValue, use.isUnlisted.sqlValue,
                ]
            },
            """
            ON CONFLICT (contact_id, address_id) DO UPDATE SET original = excluded.original,
                position = excluded.position, unlisted = excluded.unlisted
            """)
    }

    /// The ids of those that the roster calls so.
    private func ids<ID: EntityID>(
        _ table: SQL, _ keys: [String], _ t: borrowing Transaction
    ) throws -> [String: ID] {
        let rows = try t.rows(
            """
            SELECT id, roster_key FROM \(table)
            WHERE school_id = \(school) AND roster_key IN (\(padded: keys))
            """)
        return try rows.reduce(into: [:]) { $0[try $1["roster_key"]] = try $1["id"] }
    }

    /// The ids of addresses, which are made where they are new: other contacts, of other schools
    /// too, may use the same.
    private func addresses(
        _ texts: [String], _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [String: AddressID] {
        var ids: [String: AddressID] = [:]
        let made = try t.insert(
            "INSERT INTO addresses (id, channel, address, created_at)",
            texts.map { text in
                [
                    source.newID(AddressID.self).sqlValue, channel.sqlValue, text.sqlValue,
                    now.sqlValue,
                ]
            }, "ON CONFLICT (channel, address) DO NOTHING RETURNING id, address")
        for row in made { ids[try row["address"]] = try row["id"] }
        // Only those that were there before are asked for.
        let known = try t.run(
            "SELECT id, address FROM addresses WHERE (channel, address)",
            among: texts.filter { ids[$0] == nil }.map { (channel.sqlValue, $0.sqlValue) })
        for row in known { ids[try row["address"]] = try row["id"] }
        return ids
    }
}

extension RosterFamily {
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws { try writing.write(changes, t) }
}

extension RosterStudent {
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws { try writing.write(changes, t) }
}

extension RosterContact {
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws { try writing.write(changes, t) }
}

extension RosterEdge {
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws { try writing.write(changes, t) }
}

extension RosterAddress {
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws { try writing.write(changes, t) }
}

/// What is new, changed or back again, with what the database has of it.
private func kept<Record>(
    _ changes: [RosterChange<Record>]
) -> [(stored: Stored<Record>?, record: Record)] {
    changes.compactMap { change in change.wanted.map { (change.stored, $0) } }
}

private func removed<Record>(_ changes: [RosterChange<Record>]) -> [Record.ID] {
    changes.filter { $0.wanted == nil }.compactMap(\.stored?.id)
}

private func found(_ id: (some EntityID)?) throws(StoreError) -> SQLValue {
    guard let id else { throw StoreError.statement("a roster row refers to nothing") }
    return id.sqlValue
}
