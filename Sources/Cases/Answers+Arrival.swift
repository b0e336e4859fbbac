import People
import Store

extension Answers {
    /// What an arrival was read as an answer to, and what it says; nil when it is none.
    public func given(
        in inbound: InboundID, _ t: borrowing Transaction
    ) throws -> (answer: Answer, meeting: MeetingID?)? {
        let row = try t.row(
            """
            SELECT answer, about_kind, about_id FROM answers
            WHERE raw_id = \(inbound) AND withdrawn_at IS NULL
            ORDER BY at DESC, id DESC LIMIT 1
            """)
        guard let row else { return nil }
        let kind: String = try row["about_kind"]
        let meeting: MeetingID? = kind == "meeting" ? try row["about_id"] : nil
        return (try row["answer"], meeting)
    }
}
