/// What a difference holds that should make its reader stop and look, as it is found on the way.
struct RosterRemarks: Sendable {
    /// A change to who may be told, before it has names.
    struct Right: Sendable {
        let kind: RosterCallout.Kind
        let edge: RosterEdge.Key
        let from: String?
        let to: String?
    }

    /// A contact who moves, before it has a name.
    struct Move: Sendable {
        let contact: String
        let from: String
        let to: String
    }

    /// On edges that come, that change and that go.
    private(set) var added = Excerpt<Right>(limit: RosterDifference.listed)
    private(set) var changed = Excerpt<Right>(limit: RosterDifference.listed)
    private(set) var removed = Excerpt<Right>(limit: RosterDifference.listed)
    private(set) var rights: [RosterCallout.Kind: Int] = [:]
    private(set) var moved = Excerpt<Move>(limit: RosterDifference.listed)
    /// Contacts who stay and had an address.
    private(set) var reachable = 0
    /// Those of them who have none any more.
    private(set) var unreachable = 0
    private var addressee: (contact: String, had: Bool, has: Bool)?

    /// Every change to a right on an edge that stays, and edges that come or go with a prohibition.
    mutating func note(_ pair: RosterPair<RosterEdge>) {
        switch pair {
        case .new(let edge):
            guard edge.noContact else { return }
            let right = right(.noContact, edge.key, nil, "yes")
            added.add(right)
        case .gone(let old):
            guard old.record.noContact else { return }
            let right = right(.noContact, old.record.key, "yes", nil)
            removed.add(right)
        case .known(let stored, let new):
            let old = stored.record
            for (kind, from, to) in [
                (RosterCallout.Kind.noContact, yesOrNo(old.noContact), yesOrNo(new.noContact)),
                (.custody, old.custody, new.custody),
                (.mayReceive, yesOrNo(old.mayReceive), yesOrNo(new.mayReceive)),
            ] where from != to {
                let right = right(kind, new.key, from, to)
                changed.add(right)
            }
        }
    }

    mutating func note(_ pair: RosterPair<RosterContact>) {
        guard case .known(let old, let new) = pair, old.record.family != new.family else { return }
        moved.add(Move(contact: new.key, from: old.record.family, to: new.family))
    }

    /// The addresses of contacts who stay, one contact after another.
    mutating func note(_ pair: RosterPair<RosterAddress>) {
        guard let contact = (pair.wanted ?? pair.stored?.record)?.key.contact else { return }
        if addressee?.contact != contact {
            endAddresses()
            addressee = (contact, false, false)
        }
        if pair.stored != nil { addressee?.had = true }
        if pair.wanted != nil { addressee?.has = true }
    }

    /// After the last address.
    mutating func endAddresses() {
        guard let last = addressee, last.had else { return }
        reachable += 1
        if !last.has { unreachable += 1 }
        addressee = nil
    }

    private mutating func right(
        _ kind: RosterCallout.Kind, _ edge: RosterEdge.Key, _ from: String?, _ to: String?
    ) -> Right {
        rights[kind, default: 0] += 1
        return Right(kind: kind, edge: edge, from: from, to: to)
    }
}

extension RosterEdge {
    static func remark(on pair: RosterPair<RosterEdge>, in remarks: inout RosterRemarks) {
        remarks.note(pair)
    }
}

extension RosterContact {
    static func remark(on pair: RosterPair<RosterContact>, in remarks: inout RosterRemarks) {
        remarks.note(pair)
    }
}

extension RosterAddress {
    static func remark(on pair: RosterPair<RosterAddress>, in remarks: inout RosterRemarks) {
        remarks.note(pair)
    }
}
