import People
import Store

extension Outbox {
    /// The families that were written to about something: each that got a message, or shares an
    /// address that did.
    public func families(
        toldOf about: (kind: String, id: String), _ t: borrowing Transaction
    ) throws -> Set<FamilyID> {
        let rows = try t.rows(
            """
            SELECT messages.family_id FROM messages JOIN sends ON sends.id = messages.send_id
            WHERE sends.about_kind = \(about.kind) AND sends.about_id = \(about.id)
                AND messages.state NOT IN ('cancelled', 'held')
            UNION
            SELECT send_exclusions.family_id FROM send_exclusions
            JOIN sends ON sends.id = send_exclusions.send_id
            WHERE sends.about_kind = \(about.kind) AND sends.about_id = \(about.id)
                AND sends.cancelled_at IS NULL
                AND send_exclusions.reason = \(Exclusion.sameAddress)
            """)
        return try Set(rows.map { try $0["family_id"] })
    }
}
