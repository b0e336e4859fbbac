import Store

/// A school with its staff and families, as rows: so that a test of any module has people to work
/// with, and rights that it can change at will.
///
/// Ids are plain words. Staff: `amina` (liaison), `tom` (teacher), `pat` (principal).
public struct SmallSchool: Sendable {
    /// Everything lies here.
    public let database: any Database
    /// The time, which stands still.
    public let clock: FixedClock

    /// A contact of a family with an edge to each of some students.
    public struct Parent: Sendable {
        let id: String
        let family: String
        /// BCP 47.
        public var language = "en"
        /// Preferred first.
        public var addresses: [String]
        /// Edges, with rights alike.
        public var students: [String]
        /// Whether the edges let the contact hear.
        public var mayReceive = true
        /// Whether the edges forbid contact.
        public var noContact = false
        /// Of each new student.
        public var grade = "5"

        /// A parent at `<id>@example.org`, unless other addresses are given.
        public init(
            _ id: String, of family: String, students: [String], addresses: [String]? = nil,
            language: String = "en"
        ) {
            self.id = id
            self.family = family
            self.students = students
            self.addresses = addresses ?? ["\(id)@example.org"]
            self.language = language
        }
    }

    /// A school without families.
    public init(_ engine: Engine, clock: FixedClock = FixedClock()) async throws {
        try await self.init(in: try await engine.empty(), clock: clock)
    }

    /// A school without families, in a migrated database that has none.
    public init(in database: any Database, clock: FixedClock) async throws {
        self.clock = clock
        self.database = database
        try await database.write { t in
            try t.execute(
                """
                INSERT INTO schools (id, name, time_zone, language, region, created_at)
                VALUES ('school', 'Lincoln', 'America/Chicago', 'en', 'US', 0)
                """)
            for (id, role) in [("amina", "liaison"), ("tom", "teacher"), ("pat", "principal")] {
                try t.execute(
                    """
                    INSERT INTO staff (id, school_id, handle, name, role, active, created_at)
                    VALUES (\(id), 'school', \(id), \("Staff " + id), \(role), \(true), 0)
                    """)
            }
        }
    }

    /// Adds a parent, and the family, students and addresses that are new.
    public func add(_ parent: Parent) async throws {
        try await database.write { t in
            try t.execute(
                """
                INSERT INTO families (id, school_id, roster_key, name, home_language, created_at)
                VALUES (\(parent.family), 'school', \(parent.family), \(parent.family),
                    \(parent.language), 0)
                ON CONFLICT DO NOTHING
                """)
            try t.execute(
                """
                INSERT INTO contacts (id, school_id, family_id, roster_key, given_name,
                    family_name, home_language, interpreter, active, created_at)
                VALUES (\(parent.id), 'school', \(parent.family), \(parent.id), \(parent.id),
                    \(parent.family), \(parent.language), \(false), \(true), 0)
                """)
            for student in parent.students { try Self.add(student, of: parent, t) }
            for (position, address) in parent.addresses.enumerated() {
                try Self.add(address, at: position, of: parent, t)
            }
        }
    }

    private static func add(
        _ student: String, of parent: Parent, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO students (id, school_id, roster_key, given_name, family_name, grade,
                active, created_at)
            VALUES (\(student), 'school', \(student), \(student), \(parent.family),
                \(parent.grade), \(true), 0)
            ON CONFLICT DO NOTHING
            """)
        try t.execute(
            """
            INSERT INTO guardianships (student_id, contact_id, relation, custody, may_receive,
                no_contact, lives_with)
            VALUES (\(student), \(parent.id), 'parent', 'yes', \(parent.mayReceive),
                \(parent.noContact), \(true))
            """)
    }

    private static func add(
        _ address: String, at position: Int, of parent: Parent, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO addresses (id, channel, address, created_at)
            VALUES (\(address), 'email', \(address), 0) ON CONFLICT DO NOTHING
            """)
        try t.execute(
            """
            INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
            VALUES (\(parent.id), \(address), \(address), \(position), \(false))
            """)
    }

    /// Counts rows.
    public func count(_ statement: SQL) async throws -> Int {
        try await database.read { t in try t.number(statement) }
    }

    /// Changes rows as nothing in the program would, such as an order of a court that arrives.
    public func change(_ statement: SQL) async throws {
        try await database.write { t in try t.execute(statement) }
    }
}
