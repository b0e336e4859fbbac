import People
import Store

// Opening what was settled as not ours, and reading again what waits.
extension TriageTray {
    /// Takes back that an arrival is not ours.
    /// - Returns: False when it was not dismissed.
    public func reopen(_ id: InboundID, _ t: borrowing Transaction) throws -> Bool {
        try t.execute(
            """
            UPDATE triage SET state = \("open"), settled_by = NULL, settled_at = NULL, note = NULL
            WHERE raw_id = \(id) AND state = \("dismissed")
            """) == 1
    }

    /// What waits and was read by an older reader than this program's. What ended three readers was
    /// read by none and is not among it: it is read again only when a person names it.
    public func readByOlder(_ t: borrowing Transaction) throws -> [InboundID] {
        try t.rows(
            """
            SELECT triage.raw_id FROM triage JOIN readings ON readings.raw_id = triage.raw_id
            WHERE triage.state = 'open' AND readings.reader < \(readerVersion)
            ORDER BY triage.at, triage.raw_id
            """
        ).map { row -> InboundID in try row["raw_id"] }
    }

    /// Whether an arrival is being read again, after a person had it put back. It may be weeks old:
    /// where it stands can be told, and nothing follows from it any more.
    public func isReadAgain(_ id: InboundID, _ t: borrowing Transaction) throws -> Bool {
        try !readAgain(among: [id], t).isEmpty
    }

    /// Which of some arrivals are being read again; see ``isReadAgain(_:_:)``.
    public func readAgain(
        among ids: [InboundID], _ t: borrowing Transaction
    ) throws -> Set<InboundID> {
        try t.found("raw_id", among: ids) { some in
            "SELECT raw_id FROM triage WHERE raw_id IN (\(padded: some)) AND state = 'reread'"
        }
    }

    /// Puts a waiting arrival's bytes back to be read as if they had just come. If they can't be
    /// matched again, it comes back under its name; what a person has decided stays.
    /// - Returns: False when it does not wait.
    public func readAgain(_ id: InboundID, _ t: borrowing Transaction) throws -> Bool {
        let count = try t.execute(
            """
            UPDATE triage SET state = \("reread") WHERE raw_id = \(id) AND state = \("open")
            """)
        guard count == 1 else { return false }
        try t.execute("DELETE FROM readings WHERE raw_id = \(id)")
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.kept), claims = 0, lease_until = NULL
            WHERE id = \(id) AND state IN (\(list: [InboundState.read, .setAside]))
            """)
        return true
    }
}

extension TriageTray {
    /// An arrival that a person had assigned stands on another case now.
    public func moved(
        _ id: InboundID, to caseID: CaseID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            "UPDATE triage SET case_id = \(caseID) WHERE raw_id = \(id) AND state = 'assigned'")
    }
}

extension Readings {
    /// The From line of an arrival, or the number that a text came from; nil when none was read.
    public func sender(of id: InboundID, _ t: borrowing Transaction) throws -> String? {
        try t.row("SELECT from_address FROM readings WHERE raw_id = \(id)")?["from_address"]
    }
}
