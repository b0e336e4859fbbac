import MessageFormat
import Store

/// A contact whom staff add, because a person wrote whom the roster does not know.
public struct NewContact: Sendable {
    /// The household.
    public let family: FamilyID
    /// As written.
    public let givenName: String
    /// As written; may be empty.
    public let familyName: String
    /// To write in.
    public let language: LanguageTag
    /// In the form that is sent to: lower case, or E.164.
    public let address: String
    /// E-mail or text message.
    public let channel: Channel
    /// What the contact is to each child: `aunt`, `guardian`.
    public let relation: String
    /// The children.
    public let students: [StudentID]
    /// Whether news about the children may go to the contact.
    public let mayReceive: Bool

    /// Describes a contact to add.
    public init(
        family: FamilyID, givenName: String, familyName: String, language: LanguageTag,
        address: String, channel: Channel, relation: String, students: [StudentID],
        mayReceive: Bool
    ) {
        (self.family, self.language) = (family, language)
        (self.givenName, self.familyName) = (givenName, familyName)
        (self.address, self.channel) = (address, channel)
        (self.relation, self.students, self.mayReceive) = (relation, students, mayReceive)
    }
}

extension Contacts {
    /// Adds a contact who is staff's own: no roster import changes or removes it.
    ///
    /// Custody stays `unknown`: that is for the roster or a court to say.
    /// - Returns: The contact, with a key of its own in place of the roster's.
    public func add(
        _ new: NewContact, to school: SchoolID, _ source: ClockAndChance,
        _ t: borrowing Transaction
    ) throws -> Contact {
        let id: ContactID = source.newID()
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO contacts (id, school_id, family_id, roster_key, given_name,
                    family_name, home_language, interpreter, active, created_at, origin)
                VALUES (\(id), \(school), \(new.family), \("staff:" + reference), \(new.givenName),
                    \(new.familyName), \(new.language.text), \(false), \(true), \(source.now()),
                    \("staff"))
                ON CONFLICT DO NOTHING
                """) == 1
        }
        for student in new.students {
            try t.execute(
                """
                INSERT INTO guardianships (student_id, contact_id, relation, custody, may_receive,
                    no_contact, lives_with)
                VALUES (\(student), \(id), \(new.relation), \("unknown"), \(new.mayReceive),
                    \(false), \(false))
                """)
        }
        try use(new.address, new.channel, by: id, source, t)
        guard let contact = try contact(id, t) else {
            throw StoreError.statement("a contact vanished while it was added")
        }
        return contact
    }

    /// Gives a contact an address, which other contacts may use as well.
    private func use(
        _ address: String, _ channel: Channel, by contact: ContactID, _ source: ClockAndChance,
        _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO addresses (id, channel, address, created_at)
            VALUES (\(source.newID(AddressID.self)), \(channel), \(address), \(source.now()))
            ON CONFLICT (channel, address) DO NOTHING
            """)
        let row = try t.row(
            "SELECT id FROM addresses WHERE channel = \(channel) AND address = \(address)")
        guard let id: AddressID = try row?["id"] else {
            throw StoreError.statement("an address vanished while it was added")
        }
        try t.execute(
            """
            INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
            VALUES (\(contact), \(id), \(address), 0, \(false))
            """)
    }
}
