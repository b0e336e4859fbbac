import MessageFormat
import Store

/// A school with what its notices need to know of it.
public struct School: Sendable {
    /// Its id.
    public let id: SchoolID
    /// As families know it.
    public let name: String
    /// IANA name, for example `America/Chicago`.
    public let timeZone: String
    /// The language that the school writes when no other can be used.
    public let language: LanguageTag
    /// ISO 3166 region that local phone numbers are read in.
    public let region: String

    /// Describes a school.
    public init(
        id: SchoolID, name: String, timeZone: String, language: LanguageTag, region: String
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.language = language
        self.region = region
    }
}

/// Reads and keeps schools.
public struct Schools: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Keeps a new school.
    /// - Returns: Whether it is new; a school of that name is left as it is.
    public func insert(
        _ school: School, at now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        t.forget()
        return try t.execute(
            """
            INSERT INTO schools (id, name, time_zone, language, region, created_at)
            VALUES (\(school.id), \(school.name), \(school.timeZone), \(school.language.text),
                    \(school.region), \(now))
            ON CONFLICT (name) DO NOTHING
            """) == 1
    }

    /// Every school, by name.
    public func all(_ t: borrowing Transaction) throws -> [School] {
        try t.rows("SELECT * FROM schools ORDER BY name").map(School.init(row:))
    }

    /// One school.
    public func school(_ id: SchoolID, _ t: borrowing Transaction) throws -> School? {
        try t.rows(once: "SELECT * FROM schools WHERE id = \(id)").first.map(School.init(row:))
    }
}

extension School {
    init(row: Row) throws {
        self.init(
            id: try row["id"], name: try row["name"], timeZone: try row["time_zone"],
            language: try languageTag(row["language"]), region: try row["region"])
    }
}

/// A language column as a tag; what can't be read as one is `und`, which no catalog has.
func languageTag(_ text: String) -> LanguageTag {
    LanguageTag(text) ?? .undetermined
}
