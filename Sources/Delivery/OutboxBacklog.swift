import Store

extension Outbox {
    /// Messages that are due now; a dead worker's become due when their lease ends.
    public func overdue(now: Instant, _ t: borrowing Transaction) throws -> Backlog {
        try t.backlog(
            """
            SELECT COUNT(*) AS n, MIN(since) AS since FROM (
                SELECT due_at AS since FROM messages
                WHERE state IN ('queued', 'deferred', 'unclear') AND due_at <= \(now)
                UNION ALL
                SELECT lease_until AS since FROM messages
                WHERE state = 'sending' AND lease_until < \(now)
            ) AS waiting
            """)
    }

    /// When anything was last tried.
    public func lastAttempt(_ t: borrowing Transaction) throws -> Instant? {
        try t.row(
            """
            SELECT COALESCE((SELECT MAX(started_at) FROM attempts),
                (SELECT MAX(started_at) FROM archived_attempts)) AS since
            """)?["since"]
    }
}
