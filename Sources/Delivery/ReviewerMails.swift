import People
import Store

/// When each of those who answer for translations was last told by mail that some wait.
public struct ReviewerMails: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Whom a mail went to after a moment.
    public func told(after moment: Instant, _ t: borrowing Transaction) throws -> Set<StaffID> {
        try t.rows("SELECT staff_id FROM reviewer_mails WHERE told_at > \(moment)")
            .reduce(into: []) { $0.insert(try $1["staff_id"]) }
    }

    /// Notes that a reader is told now.
    /// - Parameters:
    ///   - staff: The reader.
    ///   - now: When.
    ///   - moment: A mail after this moment is enough.
    ///   - t: The transaction that queues the mail.
    /// - Returns: False when there was such a mail, by another worker that was faster.
    /// - Throws: What the statement throws.
    public func note(
        _ staff: StaffID, at now: Instant, unlessAfter moment: Instant,
        _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            INSERT INTO reviewer_mails (staff_id, told_at) VALUES (\(staff), \(now))
            ON CONFLICT (staff_id) DO UPDATE SET told_at = excluded.told_at
            WHERE reviewer_mails.told_at <= \(moment)
            """) == 1
    }
}
