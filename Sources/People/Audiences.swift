import MessageFormat
import Store

/// Whole schools, read a page at a time, so that a district's size is no matter.
public struct Audiences: Sendable {
    /// How many contacts a page has.
    public static let page = 400

    /// Has no state of its own.
    public init() {}

    /// A page of a school's active contacts in the roster's order.
    ///
    /// `grade`: Only those of an active student of that grade. `key`: The roster's key of the last
    /// contact of the page before; nil for the first page.
    public func contacts(
        of school: SchoolID, grade: String?, after key: String?, _ t: borrowing Transaction
    ) throws -> [Contact] {
        let rest: SQL = key.map { "AND roster_key > \($0)" } ?? ""
        return try t.rows(
            """
            SELECT * FROM contacts WHERE school_id = \(school) AND active = \(true)
                \(rest) \(Self.has(grade))
            ORDER BY roster_key LIMIT \(Self.page)
            """
        ).map(Contact.init(row:))
    }

    /// How many active contacts a school has; with a grade, those of its students.
    public func count(
        of school: SchoolID, grade: String?, _ t: borrowing Transaction
    ) throws -> Int {
        try t.number(
            """
            SELECT COUNT(*) AS n FROM contacts
            WHERE school_id = \(school) AND active = \(true) \(Self.has(grade))
            """)
    }

    /// How many active contacts read which language first.
    public func languages(
        of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [LanguageTag: Int] {
        let rows = try t.rows(
            """
            SELECT COALESCE(chosen_language, home_language) AS language, COUNT(*) AS n
            FROM contacts WHERE school_id = \(school) AND active = \(true)
            GROUP BY COALESCE(chosen_language, home_language)
            """)
        return try rows.reduce(into: [:]) { counts, row in
            counts[try languageTag(row["language"]), default: 0] += try row["n"]
        }
    }

    /// The edges of some contacts to active students, of one grade or of all.
    public func edges(
        ofEach contacts: [ContactID], grade: String?, _ t: borrowing Transaction
    ) throws -> [ContactID: [Guardianship]] {
        let only: SQL = grade.map { "AND students.grade = \($0)" } ?? ""
        let edges = try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN students ON students.id = guardianships.student_id
            WHERE guardianships.contact_id IN (\(padded: contacts))
                AND students.active = \(true) \(only)
            """
        ).map(Guardianship.init(row:))
        return Dictionary(grouping: edges, by: \.contact)
    }

    /// An address that a contact uses.
    public struct UsedAddress: Sendable {
        /// E-mail or text message.
        public let channel: Channel
        /// In the form that is sent to.
        public let address: String
        /// Whether another contact uses it too, in the roster or no longer.
        public let isShared: Bool
    }

    /// The addresses of some contacts, the preferred of each channel first.
    ///
    /// The cross join keeps SQLite from beginning with all addresses.
    public func addresses(
        ofEach contacts: [ContactID], _ channels: [Channel], _ t: borrowing Transaction
    ) throws -> [ContactID: [UsedAddress]] {
        let rows = try t.rows(
            """
            SELECT contact_addresses.contact_id, addresses.channel, addresses.address,
                (SELECT COUNT(*) FROM (SELECT 1 AS one FROM contact_addresses AS others
                    WHERE others.address_id = addresses.id LIMIT 2) AS few) AS users
            FROM contact_addresses CROSS JOIN addresses
            WHERE contact_addresses.contact_id IN (\(padded: contacts))
                AND addresses.id = contact_addresses.address_id
                AND addresses.channel IN (\(list: channels))
            ORDER BY contact_addresses.position, addresses.address
            """)
        return try rows.reduce(into: [:]) { found, row in
            let users: Int = try row["users"]
            found[try row["contact_id"], default: []].append(
                UsedAddress(
                    channel: try row["channel"], address: try row["address"],
                    isShared: users > 1))
        }
    }

    /// The active contacts of a school who use one of some addresses of a channel and stand in the
    /// roster no later than a key; who uses several may come as often.
    ///
    /// The cross joins keep SQLite from beginning with the whole school.
    public func contacts(
        using addresses: [String], _ channel: Channel, of school: SchoolID, upTo key: String,
        _ t: borrowing Transaction
    ) throws -> [Contact] {
        try t.rows(
            """
            SELECT contacts.* FROM addresses CROSS JOIN contact_addresses CROSS JOIN contacts
            WHERE addresses.channel = \(channel) AND addresses.address IN (\(padded: addresses))
                AND contact_addresses.address_id = addresses.id
                AND contacts.id = contact_addresses.contact_id
                AND contacts.school_id = \(school) AND contacts.active = \(true)
                AND contacts.roster_key <= \(key)
            """
        ).map(Contact.init(row:))
    }

    private static func has(_ grade: String?) -> SQL {
        guard let grade else { return "" }
        return """
            AND EXISTS (SELECT 1 FROM guardianships
                JOIN students ON students.id = guardianships.student_id
                WHERE guardianships.contact_id = contacts.id AND students.active = \(true)
                    AND students.grade = \(grade))
            """
    }
}
