import MessageFormat
import Store

/// One household. Separated parents are two families, each with the same child.
public struct Family: Sendable {
    /// Its id.
    public let id: FamilyID
    /// The school.
    public let school: SchoolID
    /// What the roster calls it.
    public let rosterKey: String
    /// For staff only, such as a surname.
    public let name: String
    /// From the roster; a contact's own choice comes before it.
    public let homeLanguage: LanguageTag

    /// Describes a family.
    public init(
        id: FamilyID, school: SchoolID, rosterKey: String, name: String, homeLanguage: LanguageTag
    ) {
        self.id = id
        self.school = school
        self.rosterKey = rosterKey
        self.name = name
        self.homeLanguage = homeLanguage
    }
}

/// Reads families.
public struct Families: Sendable {
    /// Has no state of its own.
    public init() {}

    /// One family.
    public func family(_ id: FamilyID, _ t: borrowing Transaction) throws -> Family? {
        try t.row("SELECT * FROM families WHERE id = \(id)").map(Family.init(row:))
    }

    /// The family of a school that the roster calls so.
    public func family(
        rosterKey: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> Family? {
        try t.row(
            """
            SELECT * FROM families WHERE school_id = \(school) AND roster_key = \(rosterKey)
            """
        ).map(Family.init(row:))
    }

    /// Keeps the time zone that a family lives in, an IANA name; nil for the school's.
    public func live(
        in zone: String?, _ family: FamilyID, _ t: borrowing Transaction
    ) throws {
        try t.execute("UPDATE families SET time_zone = \(zone) WHERE id = \(family)")
    }

    /// Every family of a school, by name.
    public func all(of school: SchoolID, _ t: borrowing Transaction) throws -> [Family] {
        try t.rows("SELECT * FROM families WHERE school_id = \(school) ORDER BY name, id")
            .map(Family.init(row:))
    }

    /// The families that have a student, each by a contact of its own.
    public func families(of student: StudentID, _ t: borrowing Transaction) throws -> [Family] {
        try t.rows(
            """
            SELECT * FROM families WHERE id IN (
                SELECT contacts.family_id FROM guardianships
                JOIN contacts ON contacts.id = guardianships.contact_id
                WHERE guardianships.student_id = \(student) AND contacts.active = \(true))
            ORDER BY name, id
            """
        ).map(Family.init(row:))
    }

    /// The families whose contacts use an address.
    public func families(
        using address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [FamilyID] {
        try t.rows(
            """
            SELECT DISTINCT contacts.family_id AS family FROM addresses
            JOIN contact_addresses ON contact_addresses.address_id = addresses.id
            JOIN contacts ON contacts.id = contact_addresses.contact_id
            WHERE addresses.channel = \(channel) AND addresses.address = \(address)
                AND contacts.active = \(true)
            ORDER BY family
            """
        ).map { row -> FamilyID in try row["family"] }
    }
}

extension Family {
    init(row: Row) throws {
        self.init(
            id: try row["id"], school: try row["school_id"], rosterKey: try row["roster_key"],
            name: try row["name"], homeLanguage: try languageTag(row["home_language"]))
    }
}
