import People
import Store

extension Outbox {
    /// Messages that may have been sent and are not repeated by themselves, the oldest first.
    public func unclear(
        of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(Channel.sms) AND messages.state = 'unclear'
                    AND messages.due_at = \(Instant.never) AND messages.school_id = \(school)
                ORDER BY messages.changed_at, messages.id
                """
        ).map(OutboundMessage.init(row:))
    }

    /// How many of them wait, and since when.
    public func unclear(_ t: borrowing Transaction) throws -> Backlog {
        try t.backlog(
            """
            SELECT COUNT(*) AS n, MIN(changed_at) AS since FROM messages
            WHERE channel = \(Channel.sms) AND state = 'unclear' AND due_at = \(Instant.never)
            """)
    }
}
