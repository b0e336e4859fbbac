import MessageFormat
import Store

/// A parent or guardian: a person who may be told about a student.
public struct Contact: Sendable {
    /// The id.
    public let id: ContactID
    /// The household.
    public let family: FamilyID
    /// What the roster calls the person.
    public let rosterKey: String
    /// As written, in any script.
    public let givenName: String
    /// As written.
    public let familyName: String
    /// From the roster.
    public let homeLanguage: LanguageTag
    /// The person's own choice, which comes before the roster's.
    public let chosenLanguage: LanguageTag?
    /// Whether a meeting with the person needs an interpreter.
    public let needsInterpreter: Bool
    /// Whether the person is still in the roster.
    public let isActive: Bool

    /// Both names in the order given.
    public var fullName: String {
        [givenName, familyName].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The languages to write in, the best first.
    public var languages: [LanguageTag] {
        [chosenLanguage, homeLanguage].compactMap { $0 }
    }
}

/// An address as one contact uses it.
public struct ContactAddress: Sendable {
    /// Whose it is.
    public let contact: ContactID
    /// E-mail or text message.
    public let channel: Channel
    /// In the form that is sent to: a lower-case domain, or E.164.
    public let address: String
    /// As the roster wrote it.
    public let original: String
    /// 0 is used first.
    public let position: Int
    /// Never shown to anyone but the liaison.
    public let isUnlisted: Bool
}

/// Reads contacts and their addresses.
public struct Contacts: Sendable {
    /// Has no state of its own.
    public init() {}

    /// One contact.
    public func contact(_ id: ContactID, _ t: borrowing Transaction) throws -> Contact? {
        try t.row("SELECT * FROM contacts WHERE id = \(id)").map(Contact.init(row:))
    }

    /// The active contact of a school that the roster calls so.
    public func contact(
        rosterKey: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> Contact? {
        try t.row(
            """
            SELECT * FROM contacts WHERE school_id = \(school) AND roster_key = \(rosterKey)
                AND active = \(true)
            """
        ).map(Contact.init(row:))
    }

    /// Keeps the language that a contact wants; nil goes back to the roster's.
    public func choose(
        _ language: LanguageTag?, for contact: ContactID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            "UPDATE contacts SET chosen_language = \(language?.text) WHERE id = \(contact)")
    }

    /// A family's contacts in the roster's order.
    public func contacts(of family: FamilyID, _ t: borrowing Transaction) throws -> [Contact] {
        try t.rows(
            """
            SELECT * FROM contacts WHERE family_id = \(family) AND active = \(true)
            ORDER BY roster_key
            """
        ).map(Contact.init(row:))
    }

    /// The contacts who use an address, over all families.
    public func contacts(
        using address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [Contact] {
        try t.rows(
            """
            SELECT contacts.* FROM contacts
            JOIN contact_addresses ON contact_addresses.contact_id = contacts.id
            JOIN addresses ON addresses.id = contact_addresses.address_id
            WHERE addresses.channel = \(channel) AND addresses.address = \(address)
                AND contacts.active = \(true)
            ORDER BY contacts.id
            """
        ).map(Contact.init(row:))
    }

    /// The contacts who use each of some addresses, over all families; an address that nobody uses
    /// is missing.
    public func contacts(
        usingEach addresses: [String], _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [String: [Contact]] {
        var found: [String: [Contact]] = [:]
        for some in batches(addresses) {
            let rows = try t.rows(
                """
                SELECT addresses.address, contacts.* FROM addresses
                JOIN contact_addresses ON contact_addresses.address_id = addresses.id
                JOIN contacts ON contacts.id = contact_addresses.contact_id
                WHERE addresses.channel = \(channel)
                    AND addresses.address IN (\(padded: Array(some)))
                    AND contacts.active = \(true)
                """)
            for row in rows { found[try row["address"], default: []].append(try Contact(row: row)) }
        }
        return found.mapValues { contacts in contacts.sorted { $0.id < $1.id } }
    }

    /// A contact's addresses of one channel, the preferred first.
    public func addresses(
        of contact: ContactID, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [ContactAddress] {
        try t.rows(
            """
            SELECT contact_addresses.*, addresses.channel, addresses.address
            FROM contact_addresses JOIN addresses ON addresses.id = contact_addresses.address_id
            WHERE contact_addresses.contact_id = \(contact) AND addresses.channel = \(channel)
            ORDER BY contact_addresses.position, addresses.address
            """
        ).map(ContactAddress.init(row:))
    }

    /// Which addresses of one channel several contacts use.
    ///
    /// The cross join keeps SQLite from beginning with all addresses of the channel.
    public func addresses(
        ofEach contacts: [ContactID], _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [ContactID: Set<String>] {
        let rows = try t.rows(
            """
            SELECT contact_addresses.contact_id, addresses.address
            FROM contact_addresses CROSS JOIN addresses
            WHERE contact_addresses.contact_id IN (\(padded: contacts))
                AND addresses.id = contact_addresses.address_id
                AND addresses.channel = \(channel)
            """)
        return try rows.reduce(into: [:]) { found, row in
            found[try row["contact_id"], default: []].insert(try row["address"])
        }
    }
}

extension Contact {
    init(row: Row) throws {
        let chosen: String? = try row["chosen_language"]
        self.init(
            id: try row["id"], family: try row["family_id"], rosterKey: try row["roster_key"],
            givenName: try row["given_name"], familyName: try row["family_name"],
            homeLanguage: try languageTag(row["home_language"]),
            chosenLanguage: chosen.flatMap(LanguageTag.init),
            needsInterpreter: try row["interpreter"], isActive: try row["active"])
    }
}

extension ContactAddress {
    init(row: Row) throws {
        self.init(
            contact: try row["contact_id"], channel: try row["channel"],
            address: try row["address"], original: try row["original"],
            position: try row["position"], isUnlisted: try row["unlisted"])
    }
}
