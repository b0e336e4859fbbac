import People
import Store

extension Outbox {
    /// Makes leases longer, for messages whose server is slow.
    public func renew(
        _ messages: [OutboundID], until: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE messages SET lease_until = \(until)
            WHERE state = 'sending' AND id IN (\(padded: messages))
            """)
    }

    /// Takes back what dead workers of a channel held.
    ///
    /// `repeats`: Whether a repetition does no harm there; otherwise what may have left waits for a
    /// receipt or a person.
    /// - Returns: How many.
    public func sweep(
        _ channel: Channel, repeats: Bool, now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        // It was due when it was claimed. A clock that runs ahead must not put it off.
        let due: Instant? = repeats ? nil : .never
        let back = MessageState.sending(leaseUntil: now, attempt: 0).after(
            .leaseRanOut(next: due ?? now))
        let rows = try t.rows(
            """
            UPDATE messages SET state = \(back?.word), due_at = COALESCE(\(due), due_at),
                lease_until = NULL,
                last_reply = \(back?.lastReply), changed_at = \(now)
            WHERE id IN (SELECT id FROM messages
                WHERE state = 'sending' AND lease_until < \(now) AND channel = \(channel)
                ORDER BY id LIMIT \(1_000) \(t.dialect.skipLocked))
            RETURNING id, attempts
            """)
        for row in rows {
            let (id, number): (OutboundID, Int) = (try row["id"], try row["attempts"])
            try t.execute(
                """
                UPDATE attempts SET ended_at = \(now), outcome = \("lease-ran-out")
                WHERE message_id = \(id) AND number = \(number) AND ended_at IS NULL
                """)
        }
        return rows.count
    }

    /// Gives back messages that were taken and not tried: they stand as before, for others to
    /// take, or where their send stands if it was halted meanwhile. (A message is loaded before it
    /// is taken: its state is the one that it had.)
    public func giveBack(
        _ messages: [ClaimedMessage], now: Instant, _ t: borrowing Transaction
    ) throws {
        for one in messages {
            let changed = try t.execute(
                """
                UPDATE messages SET lease_until = NULL, attempts = attempts - 1,
                    changed_at = \(now), state = COALESCE((SELECT CASE
                        WHEN sends.cancelled_at IS NOT NULL THEN 'cancelled'
                        WHEN sends.paused_at IS NOT NULL THEN 'held' END
                        FROM sends WHERE sends.id = messages.send_id), \(one.message.state))
                WHERE id = \(one.message.id) AND state = 'sending' AND attempts = \(one.attempt)
                """)
            guard changed == 1 else { continue }
            try t.execute(
                """
                DELETE FROM attempts WHERE message_id = \(one.message.id)
                    AND number = \(one.attempt)
                """)
        }
    }
}
