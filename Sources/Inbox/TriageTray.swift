import People
import Store

/// What could not be matched, with the places where it may belong.
public struct TriageTray: Sendable {
    private let source: ClockAndChance

    /// Takes the time and chance from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Puts an arrival in the tray, where nothing is known of its places but who named them.
    public func put(
        _ id: InboundID, because reason: TriageReason, candidates: [Lead],
        _ t: borrowing Transaction
    ) throws {
        var seen: Set<Lead> = []
        let leads = candidates.filter { seen.insert($0).inserted }
        try put(id, because: reason, ranked: leads.map { Candidate($0) }, t)
    }

    /// Puts an arrival in the tray, or back into it after it was read again.
    /// `ranked`: Where it may belong, the likeliest first.
    public func put(
        _ id: InboundID, because reason: TriageReason, ranked: [Candidate],
        _ t: borrowing Transaction
    ) throws {
        guard try putBack(id, because: reason, t) || insert(id, because: reason, t) else { return }
        for (rank, candidate) in ranked.enumerated() {
            try t.execute(
                """
                INSERT INTO triage_candidates (raw_id, rank, family_id, case_id, reason, score,
                    reasons)
                VALUES (\(id), \(rank + 1), \(candidate.family), \(candidate.caseID),
                    \(candidate.lead.evidence.rawValue), \(candidate.score),
                    \(jsonText(candidate.reasons)))
                ON CONFLICT (raw_id, rank) DO NOTHING
                """)
        }
    }

    /// What was read again keeps the name that staff know it by.
    private func putBack(
        _ id: InboundID, because reason: TriageReason, _ t: borrowing Transaction
    ) throws -> Bool {
        let count = try t.execute(
            """
            UPDATE triage SET state = \("open"), reason = \(reason.rawValue)
            WHERE raw_id = \(id) AND state = \("reread")
            """)
        guard count == 1 else { return false }
        try t.execute("DELETE FROM triage_candidates WHERE raw_id = \(id)")
        return true
    }

    /// - Returns: False when it is there already.
    private func insert(
        _ id: InboundID, because reason: TriageReason, _ t: borrowing Transaction
    ) throws -> Bool {
        guard try t.row("SELECT 1 AS n FROM triage WHERE raw_id = \(id)") == nil else {
            return false
        }
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO triage (raw_id, reference, at, reason, state)
                VALUES (\(id), \(reference), \(source.now()), \(reason.rawValue), \("open"))
                ON CONFLICT DO NOTHING
                """) == 1
        }
        return true
    }

    /// What waits, the oldest first.
    public func open(_ t: borrowing Transaction) throws -> [TriageItem] {
        try t.rows(Self.items + " WHERE triage.state = 'open' ORDER BY triage.at, triage.raw_id")
            .map { row -> TriageItem in try TriageItem(row, t) }
    }

    /// The item that staff call so.
    public func find(named name: String, _ t: borrowing Transaction) throws -> TriageItem? {
        let name = name.lowercased()
        let row = try t.row(
            Self.items + " WHERE triage.reference = \(name) OR triage.raw_id = \(name)")
        return try row.map { row -> TriageItem in try TriageItem(row, t) }
    }

    /// Settles an item that is open.
    /// `caseID`: Where it went; nil when it is not ours. `note`: Why not.
    /// - Returns: False when somebody was faster.
    public func settle(
        _ id: InboundID, into caseID: CaseID?, by staff: StaffID, note: String? = nil,
        _ t: borrowing Transaction
    ) throws -> Bool {
        let state = caseID == nil ? "dismissed" : "assigned"
        return try t.execute(
            """
            UPDATE triage SET state = \(state), case_id = \(caseID), settled_by = \(staff),
                settled_at = \(source.now()), note = \(note)
            WHERE raw_id = \(id) AND state = 'open'
            """) == 1
    }

    static let items: SQL = """
        SELECT triage.*, readings.kind, readings.from_address, readings.from_name,
            readings.subject, readings.reply, readings.cut, readings.language,
            readings.attachments, inbound.source, inbound.received_at
        FROM triage JOIN inbound ON inbound.id = triage.raw_id
        LEFT JOIN readings ON readings.raw_id = triage.raw_id
        """
}
