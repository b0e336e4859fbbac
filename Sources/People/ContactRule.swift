import MessageFormat
import Store

/// Why a contact does not get a notice, in the words that a liaison is shown.
public enum Exclusion: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    /// A court order or the school forbids contact.
    case noContact = "no-contact"
    /// The roster says that the contact gets nothing about this student.
    case mayNotReceive = "may-not-receive"
    /// There is no address on the notice's channels.
    case noAddress = "no-address"
    /// The address may not be written to: it is dead, or its owner said stop.
    case suppressed
    /// Another contact of the audience uses the same address, which gets the notice once.
    case sameAddress = "same-address"
    /// The address was removed from the roster after the message was made.
    case addressGone = "address-gone"
    /// The family has answered what the notice would ask once more.
    case hasAnswered = "has-answered"

    /// For people.
    public var sentence: String {
        switch self {
        case .noContact: "must not be contacted"
        case .mayNotReceive: "may not receive news about this student"
        case .noAddress: "has no address that this could go to"
        case .suppressed: "address is stopped or dead"
        case .sameAddress: "shares an address that gets it once"
        case .addressGone: "address was removed from the roster"
        case .hasAnswered: "the family has answered"
        }
    }
}

/// The edge between a student and a contact, which carries the rights.
public struct Guardianship: Sendable {
    /// The student.
    public let student: StudentID
    /// The contact.
    public let contact: ContactID
    /// As the roster says: `mother`, `guardian`, `uncle`.
    public let relation: String
    /// Legal rights: `yes`, `no` or `unknown`.
    public let custody: String
    /// Whether the contact gets news about this student.
    public let mayReceive: Bool
    /// Contact is forbidden. Wins over everything else.
    public let noContact: Bool
    /// Whether the student lives with the contact.
    public let livesWith: Bool
}

/// Who may be told. Asked when a send is shown, when it is made, and again when each message
/// leaves, since a court order may arrive in between.
public struct ContactRule: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Whether news about a student may go to a contact over an edge.
    public func objection(to edge: Guardianship) -> Exclusion? {
        if edge.noContact { return .noContact }
        return edge.mayReceive ? nil : .mayNotReceive
    }

    /// The strongest permission that any of a contact's edges gives: one that permits suffices
    /// for what concerns no single student, such as an event.
    public func objection(toAnyOf edges: [Guardianship]) -> Exclusion? {
        let objections = edges.map(objection(to:))
        if objections.contains(nil) { return nil }
        return objections.contains(.noContact) ? .noContact : .mayNotReceive
    }

    /// A student's edges, with active contacts only.
    public func edges(
        of student: StudentID, _ t: borrowing Transaction
    ) throws -> [Guardianship] {
        try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN contacts ON contacts.id = guardianships.contact_id
            WHERE guardianships.student_id = \(student) AND contacts.active = \(true)
            ORDER BY contacts.roster_key
            """
        ).map(Guardianship.init(row:))
    }

    /// The edges to some students of whoever has an address, also of who has left the roster.
    public func edges(
        at address: String, _ channel: Channel, to students: [StudentID],
        _ t: borrowing Transaction
    ) throws -> [Guardianship] {
        try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN contact_addresses ON contact_addresses.contact_id = guardianships.contact_id
            JOIN addresses ON addresses.id = contact_addresses.address_id
            WHERE addresses.channel = \(channel) AND addresses.address = \(address)
                AND guardianships.student_id IN (\(padded: students))
            """
        ).map(Guardianship.init(row:))
    }

    /// The edges of several contacts to students who are in the roster.
    public func edges(
        ofEach contacts: [ContactID], _ t: borrowing Transaction
    ) throws -> [ContactID: [Guardianship]] {
        let edges = try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN students ON students.id = guardianships.student_id
            WHERE guardianships.contact_id IN (\(padded: contacts))
                AND students.active = \(true)
            """
        ).map(Guardianship.init(row:))
        return Dictionary(grouping: edges, by: \.contact)
    }

    /// A contact's edges to students who are in the roster.
    public func edges(
        of contact: ContactID, _ t: borrowing Transaction
    ) throws -> [Guardianship] {
        try t.rows(
            """
            SELECT guardianships.* FROM guardianships
            JOIN students ON students.id = guardianships.student_id
            WHERE guardianships.contact_id = \(contact) AND students.active = \(true)
            ORDER BY students.roster_key
            """
        ).map(Guardianship.init(row:))
    }
}

extension Guardianship {
    init(row: Row) throws {
        self.init(
            student: try row["student_id"], contact: try row["contact_id"],
            relation: try row["relation"], custody: try row["custody"],
            mayReceive: try row["may_receive"], noContact: try row["no_contact"],
            livesWith: try row["lives_with"])
    }
}
