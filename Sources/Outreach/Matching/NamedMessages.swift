import Delivery
import People
import Store

/// The messages of ours that mails name, by token, by Message-ID or in what they quote. Most name the
/// same one in several ways, and many of a group the same notice: each question is put to the database
/// once.
struct NamedMessages {
    private var byID: [OutboundID: OutboundMessage] = [:]
    private var byMessageID: [String: OutboundMessage] = [:]
    private var asked: Set<String> = []
    private var withdrawn: [OutboundID: Bool] = [:]
    private var missing: Set<OutboundID> = []
    /// All that were found.
    var found: some Collection<OutboundMessage> { byID.values }

    /// Asks for many at once.
    mutating func ask(
        _ ids: [OutboundID], bearing messageIDs: [String], _ t: borrowing Transaction
    ) throws {
        _ = try messages(bearing: messageIDs, t)
        let unknown = Set(ids).filter { byID[$0] == nil }
        for message in try Outbox().messages(Array(unknown), t) { keep(message) }
        missing.formUnion(unknown.filter { byID[$0] == nil })
        let gone = try Outbox().withdrawn(among: Array(byID.keys), t)
        for id in byID.keys { withdrawn[id] = gone.contains(id) }
    }

    /// One message; nil where we sent none of that id.
    mutating func message(
        _ id: OutboundID, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        if let known = byID[id] { return known }
        guard !missing.contains(id) else { return nil }
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

    private mutating func keep(_ message: OutboundMessage) {
        byID[message.id] = message
        byMessageID[message.messageID] = message
    }
}
