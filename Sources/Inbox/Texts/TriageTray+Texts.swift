import People
import Store

// Texts that wait because several cases of one family are open.
extension TriageTray {
    /// Texts from a number that wait for the family to say which case they are about, the oldest
    /// first.
    ///
    /// `number`: E.164.
    public func textsOfSeveralCases(
        from number: String, since: Instant, _ t: borrowing Transaction
    ) throws -> [TriageItem] {
        try t.rows(
            Self.items + """
                 WHERE triage.state = 'open' AND triage.at >= \(since)
                    AND triage.reason = \(TriageReason.severalCases.rawValue)
                    AND readings.from_address = \(number)
                ORDER BY triage.at, triage.raw_id LIMIT 20
                """
        ).map { row -> TriageItem in try TriageItem(row, t) }.filter { $0.channel == .sms }
    }

    /// Settles an item that the family itself has said the place of.
    /// - Returns: False when somebody was faster.
    public func settle(
        _ id: InboundID, bySenderInto caseID: CaseID, at now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            UPDATE triage SET state = \("assigned"), case_id = \(caseID),
                settled_at = \(now)
            WHERE raw_id = \(id) AND state = 'open'
            """) == 1
    }
}

extension ClaimedInbound {
    /// An arrival that waits in the tray, whose words have been read; its bytes are not at hand.
    public init(waiting item: TriageItem) {
        self.init(
            id: item.inbound, source: "", reversePath: "", recipients: [], bytes: [], claim: 0,
            receivedAt: item.at)
    }
}
