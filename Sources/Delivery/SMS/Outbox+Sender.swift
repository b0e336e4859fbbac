import People
import Store

extension Outbox {
    /// The one of some numbers that a reader was last written to from; nil for none of them.
    public func lastSender(
        to address: String, among senders: [String], _ t: borrowing Transaction
    ) throws -> String? {
        try t.row(
            """
            SELECT sender FROM messages
            WHERE channel = \(Channel.sms) AND address = \(address) AND sender IN (\(list: senders))
            ORDER BY created_at DESC, id DESC LIMIT 1
            """)?["sender"]
    }

    /// The number or name that a message went out from; nil before it did.
    public func sender(of id: OutboundID, _ t: borrowing Transaction) throws -> String? {
        try t.row("SELECT sender FROM messages WHERE id = \(id) AND sender IS NOT NULL")?["sender"]
    }
}
