import People
import Store

/// An answer that was read from an arrival, and what it is to.
public struct ReadFromArrival: Sendable {
    /// The answer.
    public let given: GivenAnswer
    /// What it is to.
    public let occasion: Occasion
    fileprivate let id: EntryID
}

extension Answers {
    /// The answers that were read from an arrival and count.
    public func answers(
        readFrom inbound: InboundID, _ t: borrowing Transaction
    ) throws -> [ReadFromArrival] {
        try t.rows(
            """
            SELECT * FROM answers WHERE raw_id = \(inbound) AND withdrawn_at IS NULL
            ORDER BY at, id
            """
        ).compactMap { row in
            guard let occasion = Occasion(kind: try row["about_kind"], id: try row["about_id"])
            else { return nil }
            return ReadFromArrival(
                given: try GivenAnswer(row: row), occasion: occasion, id: try row["id"])
        }
    }

    /// Withdraws an answer that was read in the wrong place: it stays on record and counts no longer.
    public func withdraw(_ answer: ReadFromArrival, _ t: borrowing Transaction) throws {
        try t.execute(
            "UPDATE answers SET withdrawn_at = \(source.now()) WHERE id = \(answer.id)")
    }
}

extension Occasion {
    /// As the database has it; nil for what this program does not know.
    init?(kind: String, id: String) {
        switch kind {
        case "meeting": self = .meeting(MeetingID(text: id))
        case "event": self = .event(SchoolEventID(text: id))
        case "send": self = .send(SendID(text: id))
        default: return nil
        }
    }
}
