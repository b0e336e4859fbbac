import People
import Store

/// A mail that was filed before.
public struct FiledMail: Sendable {
    /// Its arrival.
    public let inbound: InboundID
    /// Its Message-ID.
    public let messageID: String
    /// Its From line.
    public let from: String?
    /// Whose words it holds.
    public let family: FamilyID
    /// Where it stands.
    public let caseID: CaseID
}

extension Readings {
    /// The mails that bear one of some Message-IDs and stand on a timeline.
    public func filed(
        bearing messageIDs: [String], _ t: borrowing Transaction
    ) throws -> [FiledMail] {
        guard !messageIDs.isEmpty else { return [] }
        return try t.rows(
            """
            SELECT raw_id, message_id, from_address, family_id, case_id FROM readings
            WHERE message_id IN (\(padded: messageIDs)) AND outcome = \(ReadingOutcome.filed)
                AND family_id IS NOT NULL AND case_id IS NOT NULL
            """
        ).map { row in
            FiledMail(
                inbound: try row["raw_id"], messageID: try row["message_id"],
                from: try row["from_address"],
                family: try row["family_id"], caseID: try row["case_id"])
        }
    }
}
