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
    /// Header text.
    public let subject: String
    /// The sender's new words.
    public let words: String
    /// BCP 47.
    public let language: String
    /// How many files or media came beside the words.
    public let attachments: Int
    /// Where it may belong, the likeliest first.
    public let candidates: [Lead]
}

/// What could not be matched, with the places where it may belong.
public struct TriageTray: Sendable {
    private let source: ClockAndChance

    /// Takes the time and chance from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Puts an arrival in the tray.
    public func put(
        _ id: InboundID, because reason: TriageReason, candidates: [Lead],
        _ t: borrowing Transaction
    ) throws {
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO triage (raw_id, reference, at, reason, state)
                VALUES (\(id), \(reference), \(source.now()), \(reason.rawValue), \("open"))
                ON CONFLICT DO NOTHING
                """) == 1 || t.row("SELECT 1 AS n FROM triage WHERE raw_id = \(id)") != nil
        }
        var rank = 0
        var seen: Set<Lead> = []
        for lead in candidates where seen.insert(lead).inserted {
            rank += 1
            try t.execute(
                """
                INSERT INTO triage_candidates (raw_id, rank, family_id, case_id, reason)
                VALUES (\(id), \(rank), \(lead.family), \(lead.caseID), \(lead.evidence.rawValue))
                ON CONFLICT (raw_id, rank) DO NOTHING
                """)
        }
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
    /// `caseID`: Where it went; nil when it is not ours.
    /// - Returns: False when somebody was faster.
    public func settle(
        _ id: InboundID, into caseID: CaseID?, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> Bool {
        let state = caseID == nil ? "dismissed" : "assigned"
        return try t.execute(
            """
            UPDATE triage SET state = \(state), case_id = \(caseID), settled_by = \(staff),
                settled_at = \(source.now())
            WHERE raw_id = \(id) AND state = 'open'
            """) == 1
    }

    private static let items: SQL = """
        SELECT triage.*, readings.kind, readings.from_address, readings.subject, readings.reply,
            readings.language, readings.attachments, inbound.source
        FROM triage JOIN inbound ON inbound.id = triage.raw_id
        LEFT JOIN readings ON readings.raw_id = triage.raw_id
        """

    private func item(_ row: Row, _ t: borrowing Transaction) throws -> TriageItem {
        let id: InboundID = try row["raw_id"]
        let reason: String = try row["reason"]
        let candidates = try t.rows(
            "SELECT * FROM triage_candidates WHERE raw_id = \(id) ORDER BY rank"
        ).map { row -> Lead in
            let evidence: String = try row["reason"]
            return Lead(
                Evidence(rawValue: evidence) ?? .sender, family: try row["family_id"],
                contact: nil, caseID: try row["case_id"])
        }
        let besides: String = try row["attachments"] as String? ?? "[]"
        return TriageItem(
            inbound: id, reference: try row["reference"], at: try row["at"],
            reason: TriageReason(rawValue: reason) ?? .unreadable, state: try row["state"],
            kind: try row["kind"] as String? ?? "unreadable",
            channel: Channel(source: try row["source"]), fromAddress: try row["from_address"],
            subject: try row["subject"] as String? ?? "",
            words: try row["reply"] as String? ?? "",
            language: try row["language"] as String? ?? "und",
            attachments: try fromJSON(besides, as: [[String: String]].self).count,
            candidates: candidates)
    }
}
