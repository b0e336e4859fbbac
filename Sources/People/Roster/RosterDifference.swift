import Store

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

/// What a roster would change in a school: shown first, then applied whole or not at all. Of many
/// changes the first are listed, and all are counted.
public struct RosterDifference: Sendable, CustomStringConvertible {
    /// How many of each sort of change are listed.
    static let listed = 100

    /// Of everything that would change, from what, to what: SHA-256 in hex. Hand it to
    /// ``RosterImport/apply(_:school:staff:expecting:allowRemoval:_:)``, which refuses when the
    /// database has changed in between.
    public let digest: String
    /// How many.
    public let counts: RosterCounts
    /// What should make the reader stop.
    public let warnings: [RosterWarning]
    /// Each change to who may be told and who must not be contacted.
    public let callouts: Excerpt<RosterCallout>
    /// Contacts who move to another family.
    public let moved: Excerpt<RosterMove>
    /// Every single change with its values: for the person who asked.
    public let entries: Excerpt<RosterEntry>

    /// After the comparison has run.
    init(_ comparison: RosterComparison, _ t: borrowing Transaction) throws {
        let remarks = comparison.remarks
        let names = try RosterNames(for: comparison, t)
        digest = comparison.digest
        counts = RosterCounts(comparison)
        warnings = try RosterWarning.all(comparison, t)
        var callouts = Excerpt<RosterCallout>(limit: Self.listed)
        for rights in [remarks.added, remarks.changed, remarks.removed] {
            callouts.add(rights) { RosterCallout($0, names) }
        }
        self.callouts = callouts
        var moved = Excerpt<RosterMove>(limit: Self.listed)
        moved.add(remarks.moved) { move in
            RosterMove(
                contact: move.contact, name: names.contact(move.contact), from: move.from,
                to: move.to)
        }
        self.moved = moved
        entries = Self.entries(comparison, names)
    }

    private static func entries(
        _ comparison: RosterComparison, _ names: RosterNames
    ) -> Excerpt<RosterEntry> {
        var entries = Excerpt<RosterEntry>(limit: 20 * listed)
        entries.add(comparison.students, label: names.student)
        entries.add(comparison.families) { "family \($0)" }
        entries.add(comparison.contacts, label: names.contact)
        entries.add(comparison.edges) {
            "\(names.contact($0.contact)) for \(names.student($0.student))"
        }
        entries.add(comparison.addresses) { "\($0.address) of \(names.contact($0.contact))" }
        return entries
    }

    /// Whether the roster says what Parley already knows.
    public var isEmpty: Bool { entries.isEmpty }

    /// Whether applying it needs `allowRemoval`.
    public var needsAllowance: Bool { warnings.contains { $0.blocks } }

    /// How many changes; no names.
    public var description: String {
        counts.byKind.map { name, count in
            "\(name) +\(count.added) ~\(count.changed) -\(count.removed) ↺\(count.returned)"
        }.joined(separator: ", ")
    }
}

extension RosterCounts {
    init(_ comparison: RosterComparison) {
        let remarks = comparison.remarks
        self.init(
            rows: comparison.file.rows, students: comparison.students.count,
            contacts: comparison.contacts.count, families: comparison.families.count,
            edges: comparison.edges.count, addresses: comparison.addresses.count,
            noContactChanges: remarks.rights[.noContact] ?? 0,
            custodyChanges: remarks.rights[.custody] ?? 0,
            mayReceiveChanges: remarks.rights[.mayReceive] ?? 0,
            movedContacts: remarks.moved.count)
    }
}

extension Excerpt<RosterEntry> {
    fileprivate mutating func add<Record>(
        _ delta: Delta<Record>, label: (Record.Key) -> String
    ) {
        for changes in [delta.added, delta.changed, delta.returned, delta.removed] {
            add(changes) { RosterEntry($0, label: label) }
        }
    }
}
