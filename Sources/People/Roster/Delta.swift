/// A record as the database has it.
struct Stored<Record: RosterRecord>: Sendable {
    let id: Record.ID
    let record: Record
    /// Whether it is in the roster that was imported last.
    let isActive: Bool
}

/// One thing that has to change to become what the roster says.
struct RosterChange<Record: RosterRecord>: Sendable {
    let change: RosterEntry.Change
    /// Nil for what is added.
    let stored: Stored<Record>?
    /// Nil for what is removed.
    let wanted: Record?

    /// What of it has to change; nil when nothing has.
    init?(_ pair: RosterPair<Record>) {
        stored = pair.stored
        wanted = pair.wanted
        switch pair {
        case .new: change = .added
        case .known(let old, let new):
            guard !old.isActive || old.record != new else { return nil }
            change = old.isActive ? .changed : .returned
        case .gone(let old):
            guard old.isActive else { return nil }
            change = .removed
        }
    }
}

/// What one kind of record needs to become what the roster says: how many, and the first of them.
struct Delta<Record: RosterRecord>: Sendable {
    private(set) var count = RosterCount()
    /// How many were active before.
    private(set) var activeBefore = 0
    private(set) var added = Excerpt<RosterChange<Record>>(limit: RosterDifference.listed)
    private(set) var changed = Excerpt<RosterChange<Record>>(limit: RosterDifference.listed)
    private(set) var returned = Excerpt<RosterChange<Record>>(limit: RosterDifference.listed)
    private(set) var removed = Excerpt<RosterChange<Record>>(limit: RosterDifference.listed)

    /// Takes in what stands side by side.
    /// - Returns: What has to change.
    mutating func take(_ pair: RosterPair<Record>) -> RosterChange<Record>? {
        if pair.stored?.isActive == true { activeBefore += 1 }
        guard let change = RosterChange(pair) else { return nil }
        switch change.change {
        case .added:
            added.add(change)
            count.added += 1
        case .changed:
            changed.add(change)
            count.changed += 1
        case .returned:
            returned.add(change)
            count.returned += 1
        case .removed:
            removed.add(change)
            count.removed += 1
        }
        return change
    }

    var isEmpty: Bool { count == RosterCount() }

    /// The first changes of each sort, the added first.
    var listed: [RosterChange<Record>] {
        added.listed + changed.listed + returned.listed + removed.listed
    }
}

/// One change that a roster makes, with values: for the person who asked, and for nobody else.
public struct RosterEntry: Sendable, Hashable, CustomStringConvertible {
    /// What happens.
    public enum Change: String, Sendable, Codable {
        case added, changed, returned, removed
    }

    /// What kind of thing changes.
    public let kind: RosterKind
    /// What happens to it.
    public let change: Change
    /// The roster's id, or ids: student and contact of an edge; contact, channel and address.
    public let key: [String]
    /// Names for people.
    public let label: String
    /// The fields that differ; all of them for what is added or removed.
    public let fields: [RosterFieldChange]

    /// `label`: Names a key for people.
    init<Record>(_ change: RosterChange<Record>, label: (Record.Key) -> String) {
        let (new, old) = (change.wanted, change.stored?.record)
        let known = new ?? old
        kind = Record.kind
        self.change = change.change
        key = known?.keyParts ?? []
        self.label = known.map { label($0.key) } ?? ""
        let fields = zip(new?.fields ?? old?.fields ?? [], old?.fields ?? new?.fields ?? [])
        self.fields = fields.compactMap { fresh, former in
            let from = old == nil ? nil : former.value
            let to = new == nil ? nil : fresh.value
            return from == to ? nil : RosterFieldChange(field: fresh.name, from: from, to: to)
        }
    }

    /// What kind of change, without whose.
    public var description: String {
        "\(kind.rawValue) \(change.rawValue): \(fields.map(\.field).joined(separator: ", "))"
    }

    /// The whole of it in one line, with names and values.
    public var line: String {
        let what = "\(kind.rawValue) \(change.rawValue): \(label)"
        guard change == .changed || change == .returned, !fields.isEmpty else { return what }
        let words = fields.map { "\($0.field) \(shown($0.from ?? "")) → \(shown($0.to ?? ""))" }
        return what + ": " + words.joined(separator: ", ")
    }
}

/// One field's old and new value.
public struct RosterFieldChange: Sendable, Hashable, CustomStringConvertible {
    /// As the roster calls it.
    public let field: String
    /// What Parley has; nil for what is added.
    public let from: String?
    /// What the roster says; nil for what is removed.
    public let to: String?

    /// The field's name alone.
    public var description: String { field }
}
