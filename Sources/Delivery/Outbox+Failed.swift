import People
import Store

extension Outbox {
    /// Messages of a school that nobody will try again: refused for good, or once too often. The
    /// latest first.
    ///
    /// `send`: Only of this one.
    public func failed(
        of school: SchoolID, send: SendID?, limit: Int, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let one: SQL = send.map { "AND messages.send_id = \($0)" } ?? ""
        return try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.school_id = \(school) AND messages.state = 'failed' \(one)
                ORDER BY messages.changed_at DESC, messages.id LIMIT \(limit)
                """
        ).map(OutboundMessage.init(row:))
    }

    /// Queues failed messages once more, because a person says so: the same messages, with the same
    /// Message-ID, and their schedule from its beginning.
    /// - Returns: Those that are queued, or held while their send is paused; of the others the time
    ///   is over, their send was cancelled, or they have not failed.
    public func requeue(
        _ messages: [OutboundID], now: Instant, _ t: borrowing Transaction
    ) throws -> Set<OutboundID> {
        var queued: Set<OutboundID> = []
        try holdSends(of: messages, t)
        for batch in batches(messages) {
            let rows = try t.rows(
                """
                UPDATE messages SET state = \(Self.pausedOrQueued), due_at = \(now), changed_at = \(now),
                    schedule_from = attempts
                WHERE state = 'failed' AND id IN (\(padded: Array(batch)))
                    AND (expires_at IS NULL OR expires_at > \(now))
                    \(Self.notCancelled)
                RETURNING id
                """)
            for row in rows { queued.insert(try row["id"]) }
        }
        if !queued.isEmpty { try t.announce() }
        return queued
    }

    /// Where a message goes that a person queues once more.
    static let pausedOrQueued: SQL = """
        COALESCE((SELECT 'held' FROM sends WHERE sends.id = messages.send_id
            AND sends.paused_at IS NOT NULL), 'queued')
        """

    /// Nothing more of a cancelled send leaves.
    static let notCancelled: SQL = """
        AND NOT EXISTS (SELECT 1 FROM sends WHERE sends.id = messages.send_id
            AND sends.cancelled_at IS NOT NULL)
        """
}
