import Store

/// What a member of staff is there for.
public enum StaffRole: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    case liaison, teacher, principal, translator, administrator
}

/// A member of staff.
public struct StaffMember: Sendable {
    /// The id.
    public let id: StaffID
    /// The school.
    public let school: SchoolID
    /// A short name to type, unique over all schools: `amina`.
    public let handle: String
    /// As families know the person.
    public let name: String
    /// What the person is there for.
    public let role: StaffRole
    /// Where Parley writes to the person.
    public let email: String?
    /// Whether the person still works there.
    public let isActive: Bool

    /// Describes a member of staff.
    public init(
        id: StaffID, school: SchoolID, handle: String, name: String, role: StaffRole,
        email: String?, isActive: Bool = true
    ) {
        self.id = id
        self.school = school
        self.handle = handle
        self.name = name
        self.role = role
        self.email = email
        self.isActive = isActive
    }
}

/// Reads and keeps staff.
public struct Staff: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Keeps a new member.
    /// - Returns: False when the handle is taken.
    public func insert(
        _ member: StaffMember, at now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        t.forget()
        return try t.execute(
            """
            INSERT INTO staff (id, school_id, handle, name, role, email, active, created_at)
            VALUES (\(member.id), \(member.school), \(member.handle), \(member.name),
                    \(member.role), \(member.email), \(member.isActive), \(now))
            ON CONFLICT (handle) DO NOTHING
            """) == 1
    }

    /// Every member, by handle.
    public func all(_ t: borrowing Transaction) throws -> [StaffMember] {
        try t.rows("SELECT * FROM staff ORDER BY handle").map(StaffMember.init(row:))
    }

    /// Whether a member of staff has an address, in lower case.
    public func uses(_ address: String, _ t: borrowing Transaction) throws -> Bool {
        try t.row("SELECT 1 AS n FROM staff WHERE LOWER(email) = \(address)") != nil
    }

    /// The member with a handle.
    public func member(handle: String, _ t: borrowing Transaction) throws -> StaffMember? {
        try t.row("SELECT * FROM staff WHERE handle = \(handle.lowercased())")
            .map(StaffMember.init(row:))
    }

    /// One member.
    public func member(_ id: StaffID, _ t: borrowing Transaction) throws -> StaffMember? {
        try t.rows(once: "SELECT * FROM staff WHERE id = \(id)").first
            .map(StaffMember.init(row:))
    }

    /// A school's liaison: who is asked first when a family without a case writes.
    public func liaison(of school: SchoolID, _ t: borrowing Transaction) throws -> StaffMember? {
        try t.rows(
            once: """
                SELECT * FROM staff WHERE school_id = \(school) AND role = \(StaffRole.liaison)
                    AND active = \(true)
                ORDER BY created_at, id LIMIT 1
                """
        ).first.map(StaffMember.init(row:))
    }
}

extension StaffMember {
    init(row: Row) throws {
        self.init(
            id: try row["id"], school: try row["school_id"], handle: try row["handle"],
            name: try row["name"], role: try row["role"], email: try row["email"],
            isActive: try row["active"])
    }
}
