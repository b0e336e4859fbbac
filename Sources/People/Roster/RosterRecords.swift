import Store

/// What a roster knows of one thing; the same type holds what the database has of it.
protocol RosterRecord: Sendable, Equatable {
    associatedtype Key: Hashable & Comparable & Sendable
    associatedtype ID: Sendable

    static var kind: RosterKind { get }
    var key: Key { get }
    /// The key in parts: for showing it, and for the digest.
    var keyParts: [String] { get }
    /// The rest, by its name in the file; in the same order for every record of a kind.
    var fields: [(name: String, value: String)] { get }
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
    struct Key: Hashable, Comparable, Sendable {
        let student: String
        let contact: String

        static func < (left: Key, right: Key) -> Bool {
            (left.student, left.contact) < (right.student, right.contact)
        }
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
    struct Key: Hashable, Comparable, Sendable {
        let contact: String
        let channel: Channel
        let address: String

        static func < (left: Key, right: Key) -> Bool {
            (left.contact, left.channel.rawValue, left.address)
                < (right.contact, right.channel.rawValue, right.address)
        }
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

extension RosterStudent {
    init(row: RosterRow) {
        self.init(
            key: row.text(.studentID), givenName: row.text(.studentGivenName),
            familyName: row.text(.studentFamilyName), grade: row.text(.grade))
    }
}

extension RosterContact {
    init(row: RosterRow) {
        self.init(
            key: row.text(.contactID), givenName: row.text(.contactGivenName),
            familyName: row.text(.contactFamilyName), homeLanguage: row.text(.homeLanguage),
            family: row.text(.family), needsInterpreter: row.isYes(.interpreter))
    }
}

extension RosterEdge {
    init(row: RosterRow) {
        self.init(
            key: Key(student: row.text(.studentID), contact: row.text(.contactID)),
            relation: row.text(.relation), custody: row.text(.custody),
            mayReceive: row.isYes(.mayReceive), noContact: row.isYes(.noContact),
            livesWith: row.isYes(.livesWith))
    }
}

extension RosterAddress {
    /// A contact's addresses; the first of each channel is used first.
    static func all(of row: RosterRow) -> [RosterAddress] {
        [(Channel.email, row.emails), (.sms, row.phones)].flatMap { channel, written in
            written.enumerated().map { position, one in
                RosterAddress(
                    key: Key(
                        contact: row.text(.contactID), channel: channel, address: one.address),
                    original: one.original, position: position, isUnlisted: row.isYes(.unlisted))
            }
        }
    }
}

func yesOrNo(_ truth: Bool) -> String { truth ? "yes" : "no" }
