import People
import Store

/// A family that waits for somebody.
public struct Waiting: Sendable, Hashable {
    /// When it wrote last.
    public let since: Instant
    /// Whether it has asked to be called or written to.
    public let wantsContact: Bool
}

extension Timeline {
    /// Which cases of a school have heard from their family, where no member of staff has written
    /// anything down since: the families who wait for somebody. A call or visit that reached nobody
    /// leaves them waiting.
    public func waiting(
        at school: SchoolID, _ t: borrowing Transaction
    ) throws -> [CaseID: Waiting] {
        let rows = try t.rows(
            """
            SELECT timeline.case_id,
                MAX(CASE WHEN timeline.author_kind IN ('contact', 'family')
                    AND timeline.kind IN ('reply', 'answer', 'choice') THEN timeline.at END) AS heard,
                MAX(CASE WHEN timeline.raw_id IN (
                        SELECT raw_id FROM answers
                        WHERE answer = \(Answer.contactMe) AND raw_id IS NOT NULL
                            AND withdrawn_at IS NULL)
                    THEN timeline.at END) AS asked,
                MAX(CASE WHEN timeline.author_kind = 'staff'
                    AND (timeline.kind NOT IN ('call', 'visit')
                        OR COALESCE(timeline.subject, 'reached') IN ('reached', 'met'))
                    THEN timeline.at END) AS looked
            FROM timeline JOIN cases ON cases.id = timeline.case_id
            WHERE cases.school_id = \(school) GROUP BY timeline.case_id
            """)
        return try rows.reduce(into: [:]) { found, row in
            guard let heard: Instant = try row["heard"] else { return }
            let asked: Instant? = try row["asked"]
            let looked: Instant? = try row["looked"]
            let isNew = { (at: Instant) in looked.map { $0 < at } ?? true }
            guard isNew(heard) else { return }
            found[try row["case_id"]] = Waiting(
                since: heard, wantsContact: asked.map(isNew) ?? false)
        }
    }
}
