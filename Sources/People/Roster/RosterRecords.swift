import Store

/// What a roster knows of one thing; the same type holds what the database has of it.
protocol RosterRecord: Sendable, Equatable {
    associatedtype Key: Hashable & Sendable
    associatedtype ID: Sendable

    static var kind: RosterKind { get }
    var key: Key { get }
    /// The key in parts: for showing it, for the digest, and for the order, which is that of their
    /// bytes.
    var keyParts: [String] { get }
    /// The rest, by its name in the file; in the same order for every record of a kind.
    var fields: [(name: String, value: String)] { get }

    /// A page of what the file says, in the order of the keys.
    ///
    /// `key`: The last of the page before; nil for the first page. `t`: Of the file's own tables.
    static func page(after key: Key?, _ t: borrowing Transaction) throws -> [Self]
    /// A page of what the database has of a school, in the order of the keys.
    ///
    /// `key`: Where the page before ended; nil for the first page.
    static func stored(
        of school: SchoolID, after key: String?, _ t: borrowing Transaction
    ) throws -> StoredPage<Self>
    /// Those of a page that the file has a say in.
    static func concerned(
        _ records: [Stored<Self>], by file: RosterFile
    ) throws -> [Stored<Self>]
    /// Writes some changes.
    static func write(
        _ changes: [RosterChange<Self>], by writing: RosterWriting, _ t: borrowing Transaction
    ) throws
    /// Notes what a person should be told of, beyond how many things change.
    static func remark(on pair: RosterPair<Self>, in remarks: inout RosterRemarks)
}

extension RosterRecord {
    static func concerned(
        _ records: [Stored<Self>], by file: RosterFile
    ) throws -> [Stored<Self>] { records }

    static func remark(on pair: RosterPair<Self>, in remarks: inout RosterRemarks) {}
}

/// Some of what the database has.
struct StoredPage<Record: RosterRecord> {
    let records: [Stored<Record>]
    /// Where it ends; nil when there is no more.
    let end: String?

    init(_ records: [Stored<Record>], end: String?) {
        (self.records, self.end) = (records, end)
    }

    /// Rows of a page.
    static var size: Int { 400 }
}

/// The kinds of things that a roster speaks of.
public enum RosterKind: String, Sendable, Codable, CaseIterable {
    case student, family, contact
    /// What binds a student and a contact, with its rights.
    case edge
    /// An address as one contact uses it.
    case address
}

struct RosterStudent: RosterRecord {
    typealias ID = StudentID
    static let kind = RosterKind.student
    let key: String
    let givenName: String
    let familyName: String
    let grade: String

    var keyParts: [String] { [key] }
    var fields: [(name: String, value: String)] {
        [("given_name", givenName), ("family_name", familyName), ("grade", grade)]
    }
}

struct RosterFamily: RosterRecord {
    typealias ID = FamilyID
    static let kind = RosterKind.family
    let key: String
    let name: String
    let homeLanguage: String

    var keyParts: [String] { [key] }
    var fields: [(name: String, value: String)] {
        [("name", name), ("home_language", homeLanguage)]
    }
}

struct RosterContact: RosterRecord {
    typealias ID = ContactID
    static let kind = RosterKind.contact
    let key: String
    let givenName: String
    let familyName: String
    let homeLanguage: String
    /// The family's key.
    let family: String
    let needsInterpreter: Bool

    var keyParts: [String] { [key] }
    var fields: [(name: String, value: String)] {
        [
            ("given_name", givenName), ("family_name", familyName),
            ("home_language", homeLanguage), ("family", family),
            ("interpreter", yesOrNo(needsInterpreter)),
        ]
    }
}

struct RosterEdge: RosterRecord {
    struct Key: Hashable, Sendable {
        let student: String
        let contact: String
    }
    struct ID: Sendable {
        let student: StudentID
        let contact: ContactID
    }

    static let kind = RosterKind.edge
    let key: Key
    let relation: String
    let custody: String
    let mayReceive: Bool
    let noContact: Bool
    let livesWith: Bool

    var keyParts: [String] { [key.student, key.contact] }
    var fields: [(name: String, value: String)] {
        [
            ("relation", relation), ("custody", custody), ("may_receive", yesOrNo(mayReceive)),
            ("no_contact", yesOrNo(noContact)), ("lives_with", yesOrNo(livesWith)),
        ]
    }
}

struct RosterAddress: RosterRecord {
    struct Key: Hashable, Sendable {
        let contact: String
        let channel: Channel
        let address: String
    }
    struct ID: Sendable {
        let contact: ContactID
        let address: AddressID
    }

    static let kind = RosterKind.address
    let key: Key
    let original: String
    let position: Int
    let isUnlisted: Bool

    var keyParts: [String] { [key.contact, key.channel.rawValue, key.address] }
    var fields: [(name: String, value: String)] {
        [
            ("as_written", original), ("position", String(position)),
            ("unlisted", yesOrNo(isUnlisted)),
        ]
    }
}

func yesOrNo(_ truth: Bool) -> String { truth ? "yes" : "no" }
