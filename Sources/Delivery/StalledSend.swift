import People
import Store

/// A send that stands still: messages of it are due for long, and none of it has left in that time.
public struct StalledSend: Sendable, Hashable {
    /// The send.
    public let id: SendID
    /// The school.
    public let school: SchoolID
    /// What staff type.
    public let reference: String
    /// How many of its messages are due.
    public let due: Int
    /// Since when the oldest of them is.
    public let since: Instant
}

extension Outbox {
    /// The sends that stand still, the oldest first. Nobody has halted them, it is not night for
    /// their families, and no try in vain is the reason: then their messages would not be due.
    ///
    /// `send`: Only this one.
    /// `patience`: How long a message may be due.
    public func stalled(
        _ send: SendID? = nil, patience: Duration, now: Instant, _ t: borrowing Transaction
    ) throws -> [StalledSend] {
        let limit = now - patience
        let one: SQL = send.map { "AND send_id = \($0)" } ?? ""
        // What a worker holds is due as well: its server may never answer.
        return try t.rows(
            """
            SELECT sends.id, sends.school_id, sends.reference, waiting.n, waiting.since
            FROM (SELECT send_id, COUNT(*) AS n, MIN(due_at) AS since FROM (
                    SELECT send_id, due_at FROM messages
                    WHERE state IN ('queued', 'deferred', 'unclear') AND due_at <= \(limit) \(one)
                    UNION ALL
                    SELECT send_id, due_at FROM messages
                    WHERE state = 'sending' AND due_at <= \(limit) \(one)) AS due
                GROUP BY send_id) AS waiting
            JOIN sends ON sends.id = waiting.send_id
            WHERE sends.paused_at IS NULL AND sends.cancelled_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages WHERE send_id = sends.id
                    AND state IN ('sent', 'delivered', 'bounced')
                    AND changed_at > \(limit) AND sent_at > \(limit))
            ORDER BY waiting.since, sends.id
            """
        ).map { row in
            StalledSend(
                id: try row["id"], school: try row["school_id"], reference: try row["reference"],
                due: try row["n"], since: try row["since"])
        }
    }
}
