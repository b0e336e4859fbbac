import Store

/// Writes a difference, many rows a statement.
struct RosterWriting {
    private let source: ClockAndChance
    private let school: SchoolID
    private let now: Instant
    private var students: [String: StudentID]
    private var families: [String: FamilyID]
    private var contacts: [String: ContactID]

    init(_ source: ClockAndChance, school: SchoolID, state: RosterState) {
        self.source = source
        self.school = school
        now = source.now()
        students = ids(state.students)
        families = ids(state.families)
        contacts = ids(state.contacts)
    }

    /// Families before their contacts, contacts and students before what binds them.
    func write(_ difference: RosterDifference, _ t: borrowing Transaction) throws {
        var writing = self
        try writing.write(difference.families, t)
        try writing.write(difference.students, t)
        try writing.write(difference.contacts, t)
        try writing.write(difference.edges, t)
        try writing.write(difference.addresses, t)
    }

    private mutating func write(
        _ delta: Delta<RosterFamily>, _ t: borrowing Transaction
    ) throws {
        for family in delta.added { families[family.key] = source.newID() }
        // A family without contacts stays as it is: its cases and its thread belong to it.
        try t.insert(
            "INSERT INTO families (id, school_id, roster_key, name, home_language, created_at)",
            rows(delta) { family in
                try [
                    found(families[family.key]), school.sqlValue, family.key.sqlValue,
                    family.name.sqlValue, family.homeLanguage.sqlValue, now.sqlValue,
                ]
            },
            """
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, home_language = excluded.home_language
            """)
    }

    private mutating func write(
        _ delta: Delta<RosterStudent>, _ t: borrowing Transaction
    ) throws {
        for student in delta.added { students[student.key] = source.newID() }
        try t.insert(
            """
            INSERT INTO students
                (id, school_id, roster_key, given_name, family_name, grade, active, created_at)
            """,
            rows(delta) { student in
                try [
                    found(students[student.key]), school.sqlValue, student.key.sqlValue,
                    student.givenName.sqlValue, student.familyName.sqlValue,
                    student.grade.sqlValue, true.sqlValue, now.sqlValue,
                ]
            },
            """
            ON CONFLICT (id) DO UPDATE SET given_name = excluded.given_name,
                family_name = excluded.family_name, grade = excluded.grade, active = excluded.active
            """)
        for batch in batches(delta.removed.map(\.id)) {
            try t.execute(
                "UPDATE students SET active = \(false) WHERE id IN (\(list: Array(batch)))")
        }
    }

    private mutating func write(
        _ delta: Delta<RosterContact>, _ t: borrowing Transaction
    ) throws {
        for contact in delta.added { contacts[contact.key] = source.newID() }
        try t.insert(
            """
            INSERT INTO contacts (id, school_id, family_id, roster_key, given_name, family_name,
                home_language, interpreter, active, created_at)
            """,
            rows(delta) { contact in
                try [
                    found(contacts[contact.key]), school.sqlValue,
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
        for batch in batches(delta.removed.map(\.id)) {
            try t.execute(
                "UPDATE contacts SET active = \(false) WHERE id IN (\(list: Array(batch)))")
        }
    }

    private func write(_ delta: Delta<RosterEdge>, _ t: borrowing Transaction) throws {
        try t.run(
            "DELETE FROM guardianships WHERE (student_id, contact_id)",
            among: delta.removed.map { ($0.id.student.sqlValue, $0.id.contact.sqlValue) })
        try t.insert(
            """
            INSERT INTO guardianships (student_id, contact_id, relation, custody, may_receive,
                no_contact, lives_with)
            """,
            rows(delta) { edge in
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

    private func write(_ delta: Delta<RosterAddress>, _ t: borrowing Transaction) throws {
        try t.run(
            "DELETE FROM contact_addresses WHERE (contact_id, address_id)",
            among: delta.removed.map { ($0.id.contact.sqlValue, $0.id.address.sqlValue) })
        var known: [Channel: [String: AddressID]] = [:]
        for channel in Channel.allCases {
            let wanted = (delta.added + delta.changed.map(\.wanted)).map(\.key)
                .filter { $0.channel == channel }.map(\.address)
            known[channel] = try addresses(Set(wanted).sorted(), channel, t)
        }
        try t.insert(
            """
            INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
            """,
            rows(delta) { use in
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

/// The rows of everything that is written: new, changed, back again.
private func rows<Record>(
    _ delta: Delta<Record>, _ values: (Record) throws -> [SQLValue]
) rethrows -> [[SQLValue]] {
    try delta.added.map(values) + delta.changed.map { try values($0.wanted) }
        + delta.returned.map { try values($0.wanted) }
}

private func ids<Record>(_ stored: [Stored<Record>]) -> [String: Record.ID]
where Record.Key == String {
    Dictionary(stored.map { ($0.record.key, $0.id) }, uniquingKeysWith: { first, _ in first })
}

private func found(_ id: (some EntityID)?) throws(StoreError) -> SQLValue {
    guard let id else { throw StoreError.statement("a roster row refers to nothing") }
    return id.sqlValue
}
