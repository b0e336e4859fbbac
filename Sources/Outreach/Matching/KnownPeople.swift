import People
import Store

/// Who uses the mail addresses that mails come from or answer: each is asked for once.
struct KnownPeople {
    private var users: [String: [Contact]] = [:]

    /// Asks for many at once.
    mutating func ask(_ addresses: Set<String>, _ t: borrowing Transaction) throws {
        let unknown = addresses.filter { users[$0] == nil }
        let found = try Contacts().contacts(usingEach: Array(unknown), .email, t)
        for address in unknown { users[address] = found[address] ?? [] }
    }

    /// The contacts who use an address, over all families.
    mutating func contacts(
        using address: String, _ t: borrowing Transaction
    ) throws -> [Contact] {
        try ask([address], t)
        return users[address] ?? []
    }

    /// The families whose contacts use an address.
    mutating func families(
        using address: String, _ t: borrowing Transaction
    ) throws -> [FamilyID] {
        Set(try contacts(using: address, t).map(\.family)).sorted()
    }

    /// Every family that is known of.
    var families: Set<FamilyID> { Set(users.values.joined().map(\.family)) }

    /// Forgets what was known of a contact, who is as given now.
    mutating func replace(_ contact: Contact) {
        users = users.mapValues { $0.map { $0.id == contact.id ? contact : $0 } }
    }
}
