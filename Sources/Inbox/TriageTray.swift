import People
import Store

/// One arrival that waits for a person.
public struct TriageItem: Sendable {
    /// The arrival.
    public let inbound: InboundID
    /// What staff type.
    public let reference: String
    /// Since when it waits.
    public let at: Instant
    /// Why.
    public let reason: TriageReason
    /// `open`, `assigned` or `dismissed`.
    public let state: String
    /// What it was read as.
    public let kind: String
    /// How it came.
    public let channel: Channel
    /// From line, or the number that a text came from.
    public let fromAddress: String?
    /// The name in the From line.
    public let fromName: String?
    /// Header text.
    public let subject: String
    /// The sender's new words.
    public let words: String
    /// BCP 47.
    public let language: String
    /// What was cut from the words: quotes, signatures, messages passed on.
    public let cut: String
    /// The files or media that came beside the words, each with what is known of it: `name`, `type`,
    /// `size`, `sha256`.
    public let files: [[String: String]]
    /// How many these are.
    public var attachments: Int { files.count }
    /// Where it may belong, the likeliest first.
    public var candidates: [Candidate]
    /// Why a person took it out of the tray; nil when nobody said so.
    public let note: String?
}

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
            .map { row -> TriageItem in try item(row, t) }
    }

    /// The item that staff call so.
    public func find(named name: String, _ t: borrowing Transaction) throws -> TriageItem? {
        let name = name.lowercased()
        let row = try t.row(
            Self.items + " WHERE triage.reference = \(name) OR triage.raw_id = \(name)")
        return try row.map { row -> TriageItem in try item(row, t) }
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

    private static let items: SQL = """
        SELECT triage.*, readings.kind, readings.from_address, readings.from_name,
            readings.subject, readings.reply, readings.cut, readings.language,
            readings.attachments, inbound.source
        FROM triage JOIN inbound ON inbound.id = triage.raw_id
        LEFT JOIN readings ON readings.raw_id = triage.raw_id
        """

    private func item(_ row: Row, _ t: borrowing Transaction) throws -> TriageItem {
        let id: InboundID = try row["raw_id"]
        let reason: String = try row["reason"]
        let candidates = try t.rows(
            "SELECT * FROM triage_candidates WHERE raw_id = \(id) ORDER BY rank"
        ).map { row -> Candidate in try candidate(row) }
        let besides: String = try row["attachments"] as String? ?? "[]"
        return TriageItem(
            inbound: id, reference: try row["reference"], at: try row["at"],
            reason: TriageReason(rawValue: reason) ?? .unreadable, state: try row["state"],
            kind: try row["kind"] as String? ?? "unreadable",
            channel: Channel(source: try row["source"]), fromAddress: try row["from_address"],
            fromName: try row["from_name"],
            subject: try row["subject"] as String? ?? "",
            words: try row["reply"] as String? ?? "",
            language: try row["language"] as String? ?? "und",
            cut: try row["cut"] as String? ?? "",
            files: try fromJSON(besides, as: [[String: String]].self),
            candidates: candidates, note: try row["note"])
    }

    /// A code that another version wrote and this one does not know is left out.
    private func candidate(_ row: Row) throws -> Candidate {
        let evidence: String = try row["reason"]
        let reasons: String = try row["reasons"]
        let lead = Lead(
            Evidence(rawValue: evidence) ?? .sender, family: try row["family_id"], contact: nil,
            caseID: try row["case_id"])
        let known = try fromJSON(reasons, as: [String].self)
            .compactMap(CandidateReason.init(rawValue:))
        return known.isEmpty ? Candidate(lead) : Candidate(lead, reasons: known)
    }
}
