import People
import Store

extension Outbox {
    /// Which of some families were written to about something: each that got a message, or shares an
    /// address that did.
    ///
    /// The cross join keeps SQLite from beginning with all messages about it.
    public func families(
        toldOf about: (kind: String, id: String), among families: [FamilyID],
        _ t: borrowing Transaction
    ) throws -> Set<FamilyID> {
        let rows = try t.rows(
            """
            SELECT messages.family_id FROM messages CROSS JOIN sends
            WHERE sends.id = messages.send_id AND messages.family_id IN (\(padded: families))
                AND sends.about_kind = \(about.kind) AND sends.about_id = \(about.id)
                AND messages.state NOT IN ('cancelled', 'held')
            UNION
            SELECT send_exclusions.family_id FROM send_exclusions
            JOIN sends ON sends.id = send_exclusions.send_id
            WHERE send_exclusions.family_id IN (\(padded: families))
                AND sends.about_kind = \(about.kind) AND sends.about_id = \(about.id)
                AND sends.cancelled_at IS NULL
                AND send_exclusions.reason = \(Exclusion.sameAddress)
            """)
        return try Set(rows.map { try $0["family_id"] })
    }

    /// Whether anybody was written to about something.
    public func isTold(
        _ about: (kind: String, id: String), _ t: borrowing Transaction
    ) throws -> Bool {
        try t.row(
            """
            SELECT messages.id FROM sends JOIN messages ON messages.send_id = sends.id
            WHERE sends.about_kind = \(about.kind) AND sends.about_id = \(about.id)
                AND messages.state NOT IN ('cancelled', 'held') LIMIT 1
            """) != nil
    }
}
