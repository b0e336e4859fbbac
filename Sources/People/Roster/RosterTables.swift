import Store
import Wire

/// A roster file as tables, a row for each thing that it speaks of: the first row of the file that
/// does. A cell with a problem is null; such a roster is refused as a whole.
struct RosterTables {
    static let statements: [SQL] = [
        """
        CREATE TABLE students (
            key TEXT NOT NULL PRIMARY KEY, given_name TEXT, family_name TEXT, grade TEXT,
            line BIGINT NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE contacts (
            key TEXT NOT NULL PRIMARY KEY, given_name TEXT, family_name TEXT, home_language TEXT,
            email TEXT, phone TEXT, family TEXT, interpreter TEXT, unlisted TEXT,
            line BIGINT NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE families (
            key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, home_language TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE edges (
            student TEXT NOT NULL, contact TEXT NOT NULL, relation TEXT, custody TEXT,
            may_receive TEXT, no_contact TEXT, lives_with TEXT, line BIGINT NOT NULL,
            PRIMARY KEY (student, contact)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE addresses (
            contact TEXT NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL,
            original TEXT NOT NULL, position BIGINT NOT NULL, unlisted TEXT,
            takes_texts BOOLEAN NOT NULL,
            PRIMARY KEY (contact, channel, address)
        ) WITHOUT ROWID
        """,
    ]

    /// The rows of the file that came first with each student, contact and edge of some rows.
    struct First {
        var students: [String: RosterRow] = [:]
        var contacts: [String: RosterRow] = [:]
        /// Its line.
        var edges: [RosterEdge.Key: Int] = [:]
    }

    /// Rows that speak of something for the first time.
    struct NewRows: Sendable {
        var students: [RosterRow] = []
        var contacts: [RosterRow] = []
        var edges: [RosterRow] = []
    }

    func first(of rows: [RosterRow], _ t: borrowing Transaction) throws -> First {
        var first = First()
        let students = rows.compactMap { $0[.studentID] }
        for found in try t.rows("SELECT * FROM students WHERE key IN (\(padded: students))") {
            var row = RosterRow(line: try found["line"])
            row[.studentGivenName] = try found["given_name"]
            row[.studentFamilyName] = try found["family_name"]
            row[.grade] = try found["grade"]
            first.students[try found["key"]] = row
        }
        let contacts = rows.compactMap { $0[.contactID] }
        for found in try t.rows("SELECT * FROM contacts WHERE key IN (\(padded: contacts))") {
            first.contacts[try found["key"]] = try contact(found)
        }
        let edges = rows.compactMap { row in
            row[.studentID].flatMap { student in
                row[.contactID].map { (student.sqlValue, $0.sqlValue) }
            }
        }
        let known = try t.run(
            "SELECT student, contact, line FROM edges WHERE (student, contact)", among: edges)
        for found in known {
            let key = RosterEdge.Key(student: try found["student"], contact: try found["contact"])
            first.edges[key] = try found["line"]
        }
        return first
    }

    private func contact(_ found: Row) throws -> RosterRow {
        var row = RosterRow(line: try found["line"])
        row[.contactGivenName] = try found["given_name"]
        row[.contactFamilyName] = try found["family_name"]
        row[.homeLanguage] = try found["home_language"]
        row[.email] = try found["email"]
        row[.phone] = try found["phone"]
        row[.family] = try found["family"]
        row[.interpreter] = try found["interpreter"]
        row[.unlisted] = try found["unlisted"]
        return row
    }

    func insert(_ new: NewRows, _ t: borrowing Transaction) throws {
        try t.insert(
            "INSERT INTO students (key, given_name, family_name, grade, line)",
            new.students.map { row in
                row.values(of: [.studentID, .studentGivenName, .studentFamilyName, .grade])
            }, "")
        try t.insert(
            """
            INSERT INTO contacts (key, given_name, family_name, home_language, email, phone,
                family, interpreter, unlisted, line)
            """,
            new.contacts.map { row in
                row.values(of: [
                    .contactID, .contactGivenName, .contactFamilyName, .homeLanguage, .email,
                    .phone, .family, .interpreter, .unlisted,
                ])
            }, "")
        try t.insert(
            """
            INSERT INTO edges (student, contact, relation, custody, may_receive, no_contact,
                lives_with, line)
            """,
            new.edges.map { row in
                row.values(of: [
                    .studentID, .contactID, .relation, .custody, .mayReceive, .noContact,
                    .livesWith,
                ])
            }, "")
        try t.insert(
            """
            INSERT INTO addresses (contact, channel, address, original, position, unlisted,
                takes_texts)
            """, new.contacts.flatMap(addresses(of:)), "")
    }

    /// A contact's addresses; the first of each channel is used first.
    private func addresses(of row: RosterRow) -> [[SQLValue]] {
        [(Channel.email, row.emails), (.sms, row.phones)].flatMap { channel, written in
            written.enumerated().map { position, one in
                [
                    row[.contactID].sqlValue, channel.sqlValue, one.address.sqlValue,
                    one.original.sqlValue, position.sqlValue, row[.unlisted].sqlValue,
                    (channel == .sms && takesTexts(one.address)).sqlValue,
                ]
            }
        }
    }

    /// Whether the numbering plan says that texts reach a number.
    private func takesTexts(_ number: String) -> Bool {
        let without: Set<String> = [
            "fixed-line", "toll-free", "premium-rate", "shared-cost", "pager", "uan", "voicemail",
        ]
        return readPhone(number, region: "ZZ").map { !without.contains($0.type) } ?? true
    }

    func studentsNobodyHearsOf(_ t: borrowing Transaction) throws -> Int {
        try t.number(
            """
            SELECT COUNT(*) AS n FROM students WHERE NOT EXISTS (
                SELECT 1 FROM edges WHERE student = students.key AND may_receive = 'yes'
                    AND no_contact <> 'yes')
            """)
    }

    func numbersWithoutTexts(_ t: borrowing Transaction) throws -> Int {
        try t.number(
            """
            SELECT COUNT(DISTINCT address) AS n FROM addresses
            WHERE channel = \(Channel.sms) AND NOT takes_texts
            """)
    }

    /// Which of some contacts the file speaks of.
    func staying(_ contacts: [String], _ t: borrowing Transaction) throws -> Set<String> {
        let rows = try t.rows("SELECT key FROM contacts WHERE key IN (\(padded: contacts))")
        return try rows.reduce(into: []) { $0.insert(try $1["key"]) }
    }

    /// A family has no row of its own: its first contact, by id, gives it name and language.
    func nameFamilies(_ t: borrowing Transaction) throws {
        // Of a bare column beside MIN, SQLite takes the row that has the minimum.
        try t.execute(
            """
            INSERT INTO families (key, name, home_language)
            SELECT family, CASE WHEN family_name = '' THEN given_name ELSE family_name END,
                home_language
            FROM (SELECT family, MIN(key), given_name, family_name, home_language
                FROM contacts WHERE family IS NOT NULL GROUP BY family)
            WHERE given_name IS NOT NULL AND family_name IS NOT NULL
                AND home_language IS NOT NULL
            """)
    }
}

extension RosterRow {
    /// Some cells, and the line.
    fileprivate func values(of columns: [RosterColumn]) -> [SQLValue] {
        columns.map { self[$0].sqlValue } + [line.sqlValue]
    }
}
