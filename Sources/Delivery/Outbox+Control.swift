import People
import Store

/// Whether a send goes on.
public enum SendCourse: String, Sendable, Codable {
    /// Its messages leave as they are due.
    case running
    /// It can still be undone; nothing has left.
    case undoable
    /// A person has halted it.
    case paused
    /// A person has ended it.
    case cancelled
}

extension Outbox {
    /// Halts a send: what waits is held until it is resumed. What a worker is just sending leaves.
    /// - Returns: How many messages are held now; nil when the send had ended already.
    public func pause(
        _ send: SendID, now: Instant, _ t: borrowing Transaction
    ) throws -> Int? {
        let changed = try t.execute(
            """
            UPDATE sends SET paused_at = \(now)
            WHERE id = \(send) AND paused_at IS NULL AND cancelled_at IS NULL
            """)
        guard changed == 1 else { return nil }
        try t.announce()
        for other in try companions(of: send, t) { _ = try pause(other, now: now, t) }
        try t.execute(
            """
            UPDATE messages SET state = 'held', changed_at = \(now)
            WHERE send_id = \(send) AND state IN ('queued', 'deferred')
            """)
        return try count(of: send, in: [.held], t)
    }

    /// Lets a halted send go on.
    /// - Returns: How many messages wait again; nil when it was not halted.
    public func resume(
        _ send: SendID, now: Instant, _ t: borrowing Transaction
    ) throws -> Int? {
        let changed = try t.execute(
            "UPDATE sends SET paused_at = NULL WHERE id = \(send) AND paused_at IS NOT NULL")
        guard changed == 1 else { return nil }
        try t.announce()
        for other in try companions(of: send, t) { _ = try resume(other, now: now, t) }
        let held = try count(of: send, in: [.held], t)
        let waits = try t.number(
            "SELECT COUNT(*) AS n FROM sends WHERE id = \(send) AND release_at > \(now)")
        if waits == 0 { while try release(of: send, now: now, t) > 0 {} }
        return held
    }

    /// Ends a send: what waits is never sent. Addresses that it has not reached count as not
    /// written to, so that the notice can be sent anew.
    /// - Returns: How many were kept from leaving, and how many a worker is just sending; nil when
    ///   it had been ended before.
    public func cancel(
        _ send: SendID, now: Instant, _ t: borrowing Transaction
    ) throws -> (cancelled: Int, leaving: Int)? {
        let changed = try t.execute(
            """
            UPDATE sends SET cancelled_at = \(now), release_at = NULL, paused_at = NULL
            WHERE id = \(send) AND cancelled_at IS NULL
            """)
        guard changed == 1 else { return nil }
        try t.announce()
        for other in try companions(of: send, t) { _ = try cancel(other, now: now, t) }
        let cancelled = try t.execute(
            """
            UPDATE messages SET state = 'cancelled', changed_at = \(now),
                idempotency_key = \(Self.undoneKey)
            WHERE send_id = \(send) AND (state IN ('held', 'queued', 'deferred')
                OR (state = 'unclear' AND due_at < \(Instant.never)))
            """)
        try t.execute(
            """
            UPDATE messages SET idempotency_key = \(Self.undoneKey)
            WHERE send_id = \(send) AND state = 'failed'
            """)
        return (cancelled, try count(of: send, in: [.sending], t))
    }

    /// The words of who writes that go before its texts.
    private func companions(of send: SendID, _ t: borrowing Transaction) throws -> [SendID] {
        try t.rows("SELECT id FROM sends WHERE goes_before = \(send) ORDER BY id")
            .map { try $0["id"] }
    }

    /// Sets free what can be undone no more.
    /// - Returns: How many messages; nothing is left when it is 0.
    public func release(now: Instant, _ t: borrowing Transaction) throws -> Int {
        let due = try t.rows(
            """
            SELECT id FROM sends WHERE release_at <= \(now) AND paused_at IS NULL
                AND cancelled_at IS NULL ORDER BY release_at, id
            """)
        for row in due {
            let send: SendID = try row["id"]
            let released = try release(of: send, now: now, t)
            if released > 0 { return released }
            // Another worker may be at the last of them, and die of it.
            try t.execute(
                """
                UPDATE sends SET release_at = NULL WHERE id = \(send) AND NOT EXISTS (
                    SELECT 1 FROM messages WHERE send_id = \(send) AND state = 'held')
                """)
        }
        return 0
    }

    /// When the next send can be undone no more; nil when none can.
    public func nextRelease(_ t: borrowing Transaction) throws -> Instant? {
        try t.row(
            """
            SELECT MIN(release_at) AS since FROM sends
            WHERE release_at IS NOT NULL AND paused_at IS NULL AND cancelled_at IS NULL
            """)?["since"]
    }

    /// Which of some sends a person has halted or ended.
    public func halted(
        among sends: Set<SendID>, _ t: borrowing Transaction
    ) throws -> Set<SendID> {
        guard !sends.isEmpty else { return [] }
        let rows = try t.rows(
            """
            SELECT id FROM sends WHERE id IN (\(padded: sends.sorted { $0.text < $1.text }))
                AND (paused_at IS NOT NULL OR cancelled_at IS NOT NULL)
            """)
        return try rows.reduce(into: []) { $0.insert(try $1["id"]) }
    }

    /// Some thousands at once, so that other writers get their turn between.
    private func release(
        of send: SendID, now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        try t.execute(
            """
            UPDATE messages SET state = 'queued', changed_at = \(now),
                due_at = CASE WHEN due_at < \(now) THEN \(now) ELSE due_at END
            WHERE id IN (SELECT id FROM messages WHERE send_id = \(send) AND state = 'held'
                LIMIT \(5_000) \(t.dialect.skipLocked))
            """)
    }

    private func count(
        of send: SendID, in states: [MessageState.Word], _ t: borrowing Transaction
    ) throws -> Int {
        try t.number(
            """
            SELECT COUNT(*) AS n FROM messages
            WHERE send_id = \(send) AND state IN (\(list: states))
            """)
    }
}
