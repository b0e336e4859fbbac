import Cases
import Delivery
import Engines
import Inbox
import Localization
import People
import Store

@testable import Outreach

/// A parent of the corpus' school.
struct CorpusParent: Sendable {
    let id: String, given: String, surname: String
    let mail: String
    var phone: String?
    var name: String { "\(given) \(surname)" }
}

/// A household of the corpus' school.
struct CorpusFamily: Sendable {
    /// What makes it hard to match.
    enum Kind: String, Sendable, CaseIterable {
        case plain, siblings, twoCases, apart, sharedPhone, sharedMail, standing
    }

    let index: Int
    let kind: Kind
    let id: String, surname: String, language: String
    let parents: [CorpusParent]
    /// Roster keys and given names.
    let children: [(key: String, name: String)]
    /// Open concerns, each with what was sent about it to the first parent.
    var cases: [(file: Case, message: OutboundMessage)] = []
    /// The copy of the notice to everybody that the first parent got.
    var bulk: OutboundMessage?
}

/// Two hundred families on a real database, with cases, and notices that went out by the use-cases
/// that send them.
struct CorpusSchool: Sendable {
    let fixture: DeskFixture
    var families: [CorpusFamily]

    private static let counts: [(CorpusFamily.Kind, Int)] = [
        (.plain, 40), (.siblings, 24), (.twoCases, 24), (.apart, 20), (.sharedPhone, 72),
        (.sharedMail, 8), (.standing, 12),
    ]
    private static let surnames = [
        "Hassan", "Warsame", "Lopez", "Chen", "Kim", "Nguyen", "Haddad", "Petrenko", "Silva",
        "Okoye", "Rahimi", "Sharma", "Garcia", "Tesfaye", "Moua", "Karimi", "Duarte", "Abdi",
        "Tran", "Castillo", "Yusuf", "Ramos", "Vang", "Ali", "Popescu", "Mendoza", "Khoury",
        "Osman", "Bui", "Ortega", "Farah", "Ivanenko", "Reyes", "Mohamud", "Pham", "Sousa",
        "Jimale", "Cruz", "Aden", "Molina",
    ]
    private static let parentNames = [
        "Asha", "Rosa", "Mei", "Joon", "Fatima", "Olena", "Ana", "Chidi", "Parisa", "Anita", "Luz",
        "Selam", "Pao", "Reza", "Ines", "Halima", "Linh", "Carmen", "Ifrah", "Beatriz", "Kia",
        "Layla", "Mihai", "Elena", "Nadia", "Hodan", "Thuy", "Pilar", "Deqa", "Iryna",
    ]
    private static let childNames = [
        "Sofia", "Ahmed", "Bo", "Maryan", "Diego", "Lan", "Yasmin", "Taras", "Paulo", "Ngozi",
        "Omid", "Ravi", "Lucia", "Abel", "Tou", "Zahra", "Mateo", "Ayan", "Minh", "Valeria",
    ]
    private static let languages = [
        "es", "so", "ar", "vi", "en", "uk", "pt", "zh-Hans", "fa", "en",
    ]

    /// Founds it. Notices by mail to every case, by text to shared and some other phones, one notice
    /// to everybody.
    static func found(_ engine: Engine) async throws -> CorpusSchool {
        let fixture = try await DeskFixture(engine)
        var school = CorpusSchool(fixture: fixture, families: Self.draft())
        try await school.enrol()
        try await school.openCases()
        try await school.announce()
        return school
    }

    // MARK: Who is there

    private static func draft() -> [CorpusFamily] {
        let kinds = counts.flatMap { kind, count in Array(repeating: kind, count: count) }
        return kinds.enumerated().map { index, kind in family(index, kind) }
    }

    private static func family(_ index: Int, _ kind: CorpusFamily.Kind) -> CorpusFamily {
        let surname = surnames[index % surnames.count]
        let generation = index / surnames.count
        let parents = (0..<2).map { place in
            let given = parentNames[(generation * 2 + place) * 3 % parentNames.count]
            let isShared = kind == .sharedMail && place == 0
            return CorpusParent(
                id: "p\(index)-\(place)", given: given, surname: surname,
                mail: isShared
                    ? "home\(index / 2)@example.org"
                    : "\(given).\(surname)\(index)@example.org".lowercased(),
                phone: phone(index, kind, place))
        }
        // Households that are apart have one child, which both of them call their own.
        let first = kind == .apart ? index - index % 2 : index
        let count = kind == .siblings ? 2 : kind == .plain && index % 3 == 0 ? 2 : 1
        let children = (0..<count).map { place in
            let name = childNames[(first / surnames.count * 3 + place) % childNames.count]
            return (key: "s\(first)-\(place)", name: name)
        }
        return CorpusFamily(
            index: index, kind: kind, id: "f\(index)", surname: surname,
            language: languages[index % languages.count], parents: parents, children: children)
    }

    /// A phone of the first parent; two households of ``CorpusFamily/Kind/sharedPhone`` use one.
    private static func phone(_ index: Int, _ kind: CorpusFamily.Kind, _ place: Int) -> String? {
        guard place == 0, kind != .standing else { return nil }
        let owner = kind == .sharedPhone ? index - index % 2 : index
        return "+1212555\(1000 + owner)"
    }

    private func enrol() async throws {
        let families = families
        try await fixture.database.write { t in
            for family in families { try Self.enrol(family, t) }
        }
    }

    private static func enrol(_ family: CorpusFamily, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            INSERT INTO families (id, school_id, roster_key, name, home_language, created_at)
            VALUES (\(family.id), 'school', \(family.id), \(family.surname), \(family.language), 0)
            """)
        for child in family.children {
            try t.execute(
                """
                INSERT INTO students (id, school_id, roster_key, given_name, family_name, grade,
                    active, created_at)
                VALUES (\(child.key), 'school', \(child.key), \(child.name), \(family.surname), '5',
                    \(true), 0)
                ON CONFLICT DO NOTHING
                """)
        }
        for parent in family.parents {
            try t.execute(
                """
                INSERT INTO contacts (id, school_id, family_id, roster_key, given_name,
                    family_name, home_language, interpreter, active, created_at)
                VALUES (\(parent.id), 'school', \(family.id), \(parent.id), \(parent.given),
                    \(parent.surname), \(family.language), \(false), \(true), 0)
                """)
            for child in family.children {
                try t.execute(
                    """
                    INSERT INTO guardianships (student_id, contact_id, relation, custody,
                        may_receive, no_contact, lives_with)
                    VALUES (\(child.key), \(parent.id), 'parent', 'yes', \(true), \(false), \(true))
                    """)
            }
            try use(parent.mail, .email, by: parent.id, t)
            if let phone = parent.phone { try use(phone, .sms, by: parent.id, t) }
        }
    }

    private static func use(
        _ address: String, _ channel: Channel, by contact: String, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO addresses (id, channel, address, created_at)
            VALUES (\(address), \(channel), \(address), 0) ON CONFLICT DO NOTHING
            """)
        try t.execute(
            """
            INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
            VALUES (\(contact), \(address), \(address), 0, \(false))
            """)
    }
}
