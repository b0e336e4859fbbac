import People
import Store

// Addresses of ours that were handed out, and that prove nothing any more.
extension Outbox {
    /// Withdraws the addresses of some messages.
    /// - Returns: How many were not withdrawn before.
    public func withdraw(
        _ messages: [OutboundID], by staff: StaffID, at now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        var count = 0
        for id in messages {
            count += try t.execute(
                """
                INSERT INTO withdrawn_addresses (message_id, staff_id, at)
                VALUES (\(id), \(staff), \(now)) ON CONFLICT (message_id) DO NOTHING
                """)
        }
        return count
    }

    /// Whether a message's addresses were withdrawn.
    public func isWithdrawn(_ id: OutboundID, _ t: borrowing Transaction) throws -> Bool {
        try !withdrawn(among: [id], t).isEmpty
    }

    /// Of which of some messages the addresses were withdrawn.
    public func withdrawn(
        among ids: [OutboundID], _ t: borrowing Transaction
    ) throws -> Set<OutboundID> {
        try t.found("message_id", among: ids) { some in
            "SELECT message_id FROM withdrawn_addresses WHERE message_id IN (\(padded: some))"
        }
    }

    /// How many messages ``sent(to:_:since:_:)`` gives at most.
    public static let mostSent = 40

    /// What went to a family since a moment, by one channel or, for nil, by any, the latest first.
    public func sent(
        to family: FamilyID, _ channel: Channel?, since: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.family_id = \(family)
                    AND messages.channel IN (\(list: channel.map { [$0] } ?? Channel.allCases))
                    AND messages.created_at >= \(since)
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT \(Self.mostSent)
                """
        ).map(OutboundMessage.init(row:))
    }

    /// The messages of a case, the oldest first.
    public func messages(
        inCase id: CaseID, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.case_id = \(id) ORDER BY messages.created_at, messages.id
                """
        ).map(OutboundMessage.init(row:))
    }

    /// The message that an address was sent last; nil when none was.
    public func latest(
        to address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        try t.row(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(channel) AND messages.address = \(address)
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 1
                """
        ).map(OutboundMessage.init(row:))
    }
}
