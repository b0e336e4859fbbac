import Delivery
import People
import Store

/// The messages of ours that one mail names, by token, by Message-ID or in what it quotes. Most name
/// the same one in several ways: each question is put to the database once.
struct NamedMessages {
    private var byID: [OutboundID: OutboundMessage] = [:]
    private var byMessageID: [String: OutboundMessage] = [:]
    private var asked: Set<String> = []
    private var withdrawn: [OutboundID: Bool] = [:]
    private var users: [String: [FamilyID]] = [:]

    /// One message; nil where we sent none of that id.
    mutating func message(
        _ id: OutboundID, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        if let known = byID[id] { return known }
        let found = try Outbox().message(id, t)
        if let found { keep(found) }
        return found
    }

    /// The messages that bear some Message-IDs, in their order.
    mutating func messages(
        bearing messageIDs: [String], _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let unknown = messageIDs.filter { asked.insert($0).inserted }
        for message in try Outbox().messages(bearing: unknown, t) { keep(message) }
        return messageIDs.compactMap { byMessageID[$0] }
    }

    /// Whether a message's addresses were withdrawn.
    mutating func isWithdrawn(_ id: OutboundID, _ t: borrowing Transaction) throws -> Bool {
        if let known = withdrawn[id] { return known }
        let found = try Outbox().isWithdrawn(id, t)
        withdrawn[id] = found
        return found
    }

    /// The families that use a mail address.
    mutating func families(
        using address: String, _ t: borrowing Transaction
    ) throws -> [FamilyID] {
        if let known = users[address] { return known }
        let found = try Families().families(using: address, .email, t)
        users[address] = found
        return found
    }

    private mutating func keep(_ message: OutboundMessage) {
        byID[message.id] = message
        byMessageID[message.messageID] = message
    }
}
