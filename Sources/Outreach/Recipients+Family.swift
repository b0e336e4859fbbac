import People
import Store

extension Recipients {
    /// Those of one family who may hear about one child.
    static func ofFamily(
        _ family: FamilyID, about student: StudentID?, by ways: Ways, isBulk: Bool = false,
        _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        found.search = Search(family: family, student: student, ways: ways, isBulk: isBulk)
        for contact in try Contacts().contacts(of: family, t) {
            let edges = try ContactRule().edges(of: contact.id, t)
                .filter { student == nil || $0.student == student }
            // No edge to the child: the contact has no right to hear about it.
            guard !edges.isEmpty else {
                found.add(contact, .leftOut(.mayNotReceive))
                continue
            }
            try found.add(contact, edges: edges, by: ways, isBulk: isBulk, desk, t)
        }
        return found
    }

    /// A contact, about themselves and about no child: any child's edge lets them hear.
    static func of(
        _ contact: Contact, by ways: Ways, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        let edges = try ContactRule().edges(of: contact.id, t)
        try found.add(contact, edges: edges, by: ways, isBulk: false, desk, t)
        return found
    }

    private mutating func add(
        _ contact: Contact, edges: [Guardianship], by ways: Ways, isBulk: Bool, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        var addresses: [Way] = []
        var (stopped, shared): (Set<Way>, Set<Way>) = ([], [])
        for channel in ways.channels {
            for used in try Contacts().addresses(of: contact.id, channel, t) {
                let way = Way(channel: channel, address: used.address)
                addresses.append(way)
                if try desk.suppressions.stops(way.address, channel, isBulk: isBulk, t) {
                    stopped.insert(way)
                }
                if try Families().families(using: way.address, channel, t).count > 1 {
                    shared.insert(way)
                }
            }
        }
        let decision = Decision(edges: edges, addresses: addresses, stopped: stopped, by: ways)
        add(contact, decision, shared: shared)
    }
}
