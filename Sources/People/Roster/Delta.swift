/// A record as the database has it.
struct Stored<Record: RosterRecord>: Sendable {
    let id: Record.ID
    let record: Record
    /// Whether it is in the roster that was imported last.
    let isActive: Bool
}

/// What one kind of record needs to become what the roster says.
struct Delta<Record: RosterRecord>: Sendable {
    struct Change: Sendable {
        let stored: Stored<Record>
        let wanted: Record
    }

    private(set) var added: [Record] = []
    private(set) var changed: [Change] = []
    /// Was left out of an earlier roster and is in this one.
    private(set) var returned: [Change] = []
    private(set) var removed: [Stored<Record>] = []
    /// How many were active before.
    let activeBefore: Int

    /// - Parameters:
    ///   - stored: What the database has.
    ///   - wanted: What the roster says, sorted by key, each key once.
    init(stored: [Stored<Record>], wanted: [Record]) {
        let byKey = Dictionary(
            stored.map { ($0.record.key, $0) }, uniquingKeysWith: { first, _ in first })
        let wantedKeys = Set(wanted.map(\.key))
        activeBefore = stored.count { $0.isActive }
        for record in wanted {
            guard let old = byKey[record.key] else {
                added.append(record)
                continue
            }
            let change = Change(stored: old, wanted: record)
            if !old.isActive {
                returned.append(change)
            } else if old.record != record {
                changed.append(change)
            }
        }
        removed = stored.filter { $0.isActive && !wantedKeys.contains($0.record.key) }
            .sorted { $0.record.key < $1.record.key }
    }

    var isEmpty: Bool {
        added.isEmpty && changed.isEmpty && returned.isEmpty && removed.isEmpty
    }

    var count: RosterCount {
        RosterCount(
            added: added.count, changed: changed.count, removed: removed.count,
            returned: returned.count)
    }

    /// Every change, the added first. `label` names a key for people.
    func entries(label: (Record.Key) -> String) -> [RosterEntry] {
        added.map { entry(.added, $0, nil, label) }
            + changed.map { entry(.changed, $0.wanted, $0.stored.record, label) }
            + returned.map { entry(.returned, $0.wanted, $0.stored.record, label) }
            + removed.map { entry(.removed, nil, $0.record, label) }
    }

    private func entry(
        _ change: RosterEntry.Change, _ new: Record?, _ old: Record?,
        _ label: (Record.Key) -> String
    ) -> RosterEntry {
        let fields = zip(new?.fields ?? old?.fields ?? [], old?.fields ?? new?.fields ?? [])
        let known = new ?? old
        return RosterEntry(
            kind: Record.kind, change: change, key: known?.keyParts ?? [],
            label: known.map { label($0.key) } ?? "",
            fields: fields.compactMap { fresh, former in
                let from = old == nil ? nil : former.value
                let to = new == nil ? nil : fresh.value
                return from == to ? nil : RosterFieldChange(field: fresh.name, from: from, to: to)
            })
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
