import People
import Store

extension Recipients {
    /// Some contacts, each about themselves and about no child: whom any child's edge lets hear.
    static func of(
        _ contacts: [Contact], by ways: Ways, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        var reach = try Reach(ways, isBulk: false, desk, t)
        for contact in contacts {
            let addresses = try addresses(of: contact, ways, t)
            for way in addresses
            where try Families().families(using: way.address, way.channel, t).count > 1 {
                reach.shared.insert(way)
            }
            found.consider(
                contact, edges: try ContactRule().edges(of: contact.id, t), addresses: addresses,
                reach)
        }
        return found
    }
}
