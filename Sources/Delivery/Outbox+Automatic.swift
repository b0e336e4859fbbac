import People
import Store

/// An automatic answer that was made for an address.
public struct AutomaticAnswer: Sendable, Hashable {
    /// The notice's name: one of ``AutomaticNotice``.
    public let notice: String
    /// When it was put in the outbox.
    public let at: Instant
}

extension Outbox {
    /// The automatic answers that were made for each of some addresses since a moment, in no order;
    /// an address that had none is missing.
    public func automatic(
        toEach addresses: [String], _ channel: Channel, since: Instant, _ t: borrowing Transaction
    ) throws -> [String: [AutomaticAnswer]] {
        let notices = AutomaticNotice.allCases.map(\.rawValue)
        return try batches(addresses).reduce(into: [:]) { found, some in
            let rows = try t.rows(
                """
                SELECT messages.address, messages.created_at, sends.notice
                FROM messages JOIN sends ON sends.id = messages.send_id
                WHERE messages.channel = \(channel)
                    AND messages.address IN (\(padded: Array(some)))
                    AND messages.created_at >= \(since) AND sends.notice IN (\(list: notices))
                """)
            for row in rows {
                found[try row["address"], default: []].append(
                    AutomaticAnswer(notice: try row["notice"], at: try row["created_at"]))
            }
        }
    }
}
