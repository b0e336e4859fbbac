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
    /// When it came; later it was read.
    public let receivedAt: Instant
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
    /// Who settled it; nil while it waits, and where the family itself did.
    public let settledBy: StaffID?
}

extension TriageItem {
    /// Reads a row of the tray, joined with what was read.
    init(_ row: Row, _ t: borrowing Transaction) throws {
        let id: InboundID = try row["raw_id"]
        let reason: String = try row["reason"]
        let candidates = try t.rows(
            "SELECT * FROM triage_candidates WHERE raw_id = \(id) ORDER BY rank"
        ).map { row -> Candidate in try Candidate(row) }
        let besides: String = try row["attachments"] as String? ?? "[]"
        self.init(
            inbound: id, reference: try row["reference"], at: try row["at"],
            receivedAt: try row["received_at"],
            reason: TriageReason(rawValue: reason) ?? .unreadable, state: try row["state"],
            kind: try row["kind"] as String? ?? "unreadable",
            channel: Channel(source: try row["source"]), fromAddress: try row["from_address"],
            fromName: try row["from_name"],
            subject: try row["subject"] as String? ?? "",
            words: try row["reply"] as String? ?? "",
            language: try row["language"] as String? ?? "und",
            cut: try row["cut"] as String? ?? "",
            files: try fromJSON(besides, as: [[String: String]].self),
            candidates: candidates, note: try row["note"], settledBy: try row["settled_by"])
    }
}

extension Candidate {
    /// Reads a row. A code that another version wrote and this one does not know is left out.
    init(_ row: Row) throws {
        let evidence: String = try row["reason"]
        let reasons: String = try row["reasons"]
        let lead = Lead(
            Evidence(rawValue: evidence) ?? .sender, family: try row["family_id"], contact: nil,
            caseID: try row["case_id"])
        let known = try fromJSON(reasons, as: [String].self)
            .compactMap(CandidateReason.init(rawValue:))
        self = known.isEmpty ? Candidate(lead) : Candidate(lead, reasons: known)
    }
}
