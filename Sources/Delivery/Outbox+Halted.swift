import People
import Store

/// What becomes of a message that a worker had while its send was halted.
extension Outbox {
    /// Keeps the sends of some messages as they are until this transaction ends: one that is being
    /// halted in the same moment is either seen here, or sees what is written here.
    func holdSends(of messages: [OutboundID], _ t: borrowing Transaction) throws {
        guard t.dialect == .postgres else { return }
        for batch in batches(messages) {
            _ = try t.rows(
                """
                SELECT id FROM sends WHERE id IN (SELECT send_id FROM messages
                    WHERE id IN (\(padded: Array(batch)))) ORDER BY id FOR SHARE
                """)
        }
    }

    /// A state, unless the message's send is halted: then held, or cancelled.
    ///
    /// `mayHaveLeft`: What may have left once is not held, since that would hide it.
    static func whereSendStands(mayHaveLeft: Bool = false, else state: SQL) -> SQL {
        let paused: SQL = mayHaveLeft ? "" : "WHEN sends.paused_at IS NOT NULL THEN 'held'"
        return """
            COALESCE((SELECT CASE WHEN sends.cancelled_at IS NOT NULL THEN 'cancelled' \(paused) END
                FROM sends WHERE sends.id = messages.send_id), \(state))
            """
    }

    /// The key of a message that is to count as not written to. What left and was not answered
    /// keeps its own: the family may have it. What a dead worker held does not: most of it never
    /// began, and a family that hears nothing is worse off than one that hears twice.
    static let undoneKey: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM attempts
            WHERE attempts.message_id = messages.id AND attempts.outcome = 'unclear')
            OR (state = 'unclear' AND NOT EXISTS (SELECT 1 FROM attempts
                WHERE attempts.message_id = messages.id AND attempts.outcome = 'lease-ran-out'))
            THEN idempotency_key ELSE idempotency_key || ':undone:' || id END
        """

    /// The same where the send has been cancelled; otherwise the key as it is.
    static let keyWhereSendStands: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM sends WHERE sends.id = messages.send_id
            AND sends.cancelled_at IS NOT NULL) THEN \(undoneKey) ELSE idempotency_key END
        """
}
