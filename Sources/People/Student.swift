import Store

/// A student.
public struct Student: Sendable {
    /// The id.
    public let id: StudentID
    /// The school.
    public let school: SchoolID
    /// What the roster calls the student.
    public let rosterKey: String
    /// As written in the roster, in any script.
    public let givenName: String
    /// As written in the roster.
    public let familyName: String
    /// As the school writes it: `K`, `5`, `10`.
    public let grade: String
    /// Whether the student is still in the roster.
    public let isActive: Bool

    /// Describes a student.
    public init(
        id: StudentID, school: SchoolID, rosterKey: String, givenName: String, familyName: String,
        grade: String, isActive: Bool = true
    ) {
        self.id = id
        self.school = school
        self.rosterKey = rosterKey
        self.givenName = givenName
        self.familyName = familyName
        self.grade = grade
        self.isActive = isActive
    }

    /// Both names in the order given.
    public var fullName: String {
        [givenName, familyName].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Reads students.
public struct Students: Sendable {
    /// Has no state of its own.
    public init() {}

    /// One student.
    public func student(_ id: StudentID, _ t: borrowing Transaction) throws -> Student? {
        try t.row("SELECT * FROM students WHERE id = \(id)").map(Student.init(row:))
    }

    /// The student whom the roster calls so.
    public func student(
        rosterKey: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> Student? {
        try t.row(
            """
            SELECT * FROM students WHERE school_id = \(school) AND roster_key = \(rosterKey)
            """
        ).map(Student.init(row:))
    }

    /// Every student of a school in the roster's order.
    public func all(of school: SchoolID, _ t: borrowing Transaction) throws -> [Student] {
        try t.rows(
            """
            SELECT * FROM students WHERE school_id = \(school) AND active = \(true)
            ORDER BY roster_key
            """
        ).map(Student.init(row:))
    }
}

extension Students {
    /// A family's children who are in the roster.
    public func students(of family: FamilyID, _ t: borrowing Transaction) throws -> [Student] {
        try t.rows(
            """
            SELECT * FROM students WHERE active = \(true) AND id IN (
                SELECT guardianships.student_id FROM guardianships
                JOIN contacts ON contacts.id = guardianships.contact_id
                WHERE contacts.family_id = \(family) AND contacts.active = \(true))
            ORDER BY roster_key
            """
        ).map(Student.init(row:))
    }
}

extension Student {
    init(row: Row) throws {
        self.init(
            id: try row["id"], school: try row["school_id"], rosterKey: try row["roster_key"],
            givenName: try row["given_name"], familyName: try row["family_name"],
            grade: try row["grade"], isActive: try row["active"])
    }
}
