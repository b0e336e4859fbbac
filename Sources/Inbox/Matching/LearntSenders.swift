import People
import Store

/// Remembers with whom a person placed what an address sent, for the next time.
///
/// It counts for no more than a From line: the words of such a sender are filed as unverified, and
/// nothing follows from them.
public struct LearntSenders: Sendable {
    private let source: ClockAndChance

    /// Takes the time from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Remembers where a person placed an arrival.
    public func learn(
        _ address: String, _ channel: Channel, family: FamilyID, caseID: CaseID,
        from inbound: InboundID, by staff: StaffID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO learnt_senders (channel, address, family_id, case_id, raw_id, staff_id, at)
            VALUES (\(channel), \(address), \(family), \(caseID), \(inbound), \(staff),
                \(source.now()))
            ON CONFLICT (channel, address, raw_id) DO UPDATE SET family_id = excluded.family_id,
                case_id = excluded.case_id, staff_id = excluded.staff_id, at = excluded.at
            """)
    }

    /// Forgets all that was learnt about an address and a family, because it was wrong.
    public func forget(
        _ address: String, _ channel: Channel, of family: FamilyID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            DELETE FROM learnt_senders WHERE channel = \(channel) AND address = \(address)
                AND family_id = \(family)
            """)
    }

    /// Where an address was placed, the latest first, each place once.
    public func places(
        of address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [Lead] {
        var found: [Lead] = []
        let rows = try t.rows(
            """
            SELECT family_id, case_id FROM learnt_senders
            WHERE channel = \(channel) AND address = \(address) ORDER BY at DESC, raw_id DESC
            """)
        for row in rows {
            let lead = Lead(
                .learnt, family: try row["family_id"], contact: nil, caseID: try row["case_id"])
            if !found.contains(lead) { found.append(lead) }
        }
        return found
    }
}
