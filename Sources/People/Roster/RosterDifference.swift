import Crypto
import Wire

/// How many of one kind a roster changes.
public struct RosterCount: Codable, Sendable, Hashable {
    /// New in Parley.
    public var added = 0
    /// Known, with another value somewhere.
    public var changed = 0
    /// No longer in the roster.
    public var removed = 0
    /// Back in the roster.
    public var returned = 0
}

/// How many of everything a roster changes: what may be kept and logged.
public struct RosterCounts: Codable, Sendable, Hashable {
    /// Rows of the file.
    public let rows: Int
    /// Students.
    public let students: RosterCount
    /// Contacts.
    public let contacts: RosterCount
    /// Families.
    public let families: RosterCount
    /// What binds students and contacts.
    public let edges: RosterCount
    /// Addresses as contacts use them.
    public let addresses: RosterCount
    /// Edges on which contact is now forbidden, or no longer.
    public let noContactChanges: Int
    /// Edges with another custody.
    public let custodyChanges: Int
    /// Edges on which the contact may now receive news, or no longer.
    public let mayReceiveChanges: Int
    /// Contacts in another family.
    public let movedContacts: Int

    /// The counts of each kind by its name.
    public var byKind: [(name: String, count: RosterCount)] {
        [
            ("students", students), ("contacts", contacts), ("families", families),
            ("edges", edges), ("addresses", addresses),
        ]
    }
}

/// A contact who moves to another family.
public struct RosterMove: Sendable, Hashable, CustomStringConvertible {
    /// The roster's id of the contact.
    public let contact: String
    /// The contact's name, for people.
    public let name: String
    /// The roster's id of the old family.
    public let from: String
    /// The roster's id of the new one.
    public let to: String

    /// For people.
    public var sentence: String { "\(name) moves from family \(from) to family \(to)." }
    /// Without the name.
    public var description: String { "a contact moves to another family" }
}

extension Delta where Record == RosterContact {
    /// Those who are in another family now.
    var moved: [Change] {
        (changed + returned).filter { $0.stored.record.family != $0.wanted.family }
    }
}

/// What a roster would change in a school: shown first, then applied whole or not at all.
public struct RosterDifference: Sendable, CustomStringConvertible {
    /// Of everything that would change, from what, to what: SHA-256 in hex. Hand it to
    /// ``RosterImport/apply(_:school:staff:expecting:allowRemoval:_:)``, which refuses when the
    /// database has changed in between.
    public let digest: String
    /// How many.
    public let counts: RosterCounts
    /// What should make the reader stop.
    public let warnings: [RosterWarning]
    /// Each change to who may be told and who must not be contacted.
    public let callouts: [RosterCallout]
    /// Contacts who move to another family.
    public let moved: [RosterMove]

    let students: Delta<RosterStudent>
    let families: Delta<RosterFamily>
    let contacts: Delta<RosterContact>
    let edges: Delta<RosterEdge>
    let addresses: Delta<RosterAddress>
    let names: RosterNames

    init(_ file: RosterFile, _ state: RosterState, school: SchoolID) {
        let wanted = Set(file.contacts.map(\.key))
        let names = RosterNames(file, state)
        self.names = names
        students = Delta(stored: state.students, wanted: file.students)
        families = Delta(stored: state.families, wanted: file.families)
        contacts = Delta(stored: state.contacts, wanted: file.contacts)
        edges = Delta(stored: state.edges, wanted: file.edges)
        // A contact who is gone keeps the addresses: nobody writes to them, and they are needed
        // to tell whose old letter came in.
        addresses = Delta(
            stored: state.addresses.filter { wanted.contains($0.record.key.contact) },
            wanted: file.addresses)
        callouts = RosterCallout.all(of: edges, names)
        moved = contacts.moved.map { change in
            let old = change.stored.record
            return RosterMove(
                contact: old.key, name: names.contact(old.key), from: old.family,
                to: change.wanted.family)
        }
        warnings = RosterWarning.all(file, state, students, contacts)
        let callouts = callouts
        counts = RosterCounts(
            rows: file.rows, students: students.count, contacts: contacts.count,
            families: families.count, edges: edges.count, addresses: addresses.count,
            noContactChanges: callouts.count { $0.kind == .noContact },
            custodyChanges: callouts.count { $0.kind == .custody },
            mayReceiveChanges: callouts.count { $0.kind == .mayReceive },
            movedContacts: moved.count)
        var hash = DifferenceHash(school: school)
        hash.add(students)
        hash.add(families)
        hash.add(contacts)
        hash.add(edges)
        hash.add(addresses)
        digest = hash.text
    }

    /// Whether the roster says what Parley already knows.
    public var isEmpty: Bool {
        students.isEmpty && families.isEmpty && contacts.isEmpty && edges.isEmpty
            && addresses.isEmpty
    }

    /// Whether applying it needs `allowRemoval`.
    public var needsAllowance: Bool { warnings.contains { $0.blocks } }

    /// Every single change with its values: for the person who asked.
    public var entries: [RosterEntry] {
        students.entries(label: names.student)
            + families.entries { "family \($0)" }
            + contacts.entries(label: names.contact)
            + edges.entries { "\(names.contact($0.contact)) for \(names.student($0.student))" }
            + addresses.entries { "\($0.address) of \(names.contact($0.contact))" }
    }

    /// How many changes; no names.
    public var description: String {
        counts.byKind.map { name, count in
            "\(name) +\(count.added) ~\(count.changed) -\(count.removed) ↺\(count.returned)"
        }.joined(separator: ", ")
    }
}

/// The names of the people in a difference: as the file has them, else as the database does.
struct RosterNames: Sendable {
    private let students: [String: String]
    private let contacts: [String: String]

    init(_ file: RosterFile, _ state: RosterState) {
        students = Dictionary(
            (file.students + state.students.map(\.record)).map {
                ($0.key, named($0.givenName, $0.familyName, $0.key))
            }, uniquingKeysWith: { first, _ in first })
        contacts = Dictionary(
            (file.contacts + state.contacts.map(\.record)).map {
                ($0.key, named($0.givenName, $0.familyName, $0.key))
            }, uniquingKeysWith: { first, _ in first })
    }

    func student(_ key: String) -> String { students[key] ?? key }
    func contact(_ key: String) -> String { contacts[key] ?? key }
}

private func named(_ given: String, _ family: String, _ key: String) -> String {
    [given, family].filter { !$0.isEmpty }.joined(separator: " ") + " (\(key))"
}

/// Takes in every change, each text with its length before it, so that no two differences can
/// read alike.
private struct DifferenceHash {
    private var hash = SHA256()

    init(school: SchoolID) {
        add(["difference 1", school.text])
    }

    mutating func add<Record>(_ delta: Delta<Record>) {
        add([Record.kind.rawValue])
        for record in delta.added { add("added", nil, record) }
        for change in delta.changed { add("changed", change.stored.record, change.wanted) }
        for change in delta.returned { add("returned", change.stored.record, change.wanted) }
        for stored in delta.removed { add("removed", stored.record, nil) }
    }

    var text: String { hexText(hash.finalize()) }

    private mutating func add<Record: RosterRecord>(
        _ change: String, _ old: Record?, _ new: Record?
    ) {
        add([change] + ((new ?? old)?.keyParts ?? []))
        add((old?.fields ?? []).map(\.value))
        add((new?.fields ?? []).map(\.value))
    }

    private mutating func add(_ texts: [String]) {
        var bytes: [UInt8] = []
        for text in texts {
            bytes += Array("\(text.utf8.count):".utf8)
            bytes += Array(text.utf8)
        }
        hash.update(data: Array("\(texts.count)/\(bytes.count);".utf8))
        hash.update(data: bytes)
    }
}
