import People
import Store
import Wire

/// What was made of an arrival.
public enum ReadingOutcome: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// It stands on a timeline.
    case filed
    /// A person has to say where it belongs.
    case triage
    /// It is a copy of one that came by another way, or a part of a text that stands with another.
    case folded
    /// It is a part of a long text, and waits for the others.
    case waiting
    /// A report about a message of ours; the message has been brought up to date.
    case recorded
    /// It held several texts or receipts, and each is kept and read by itself.
    case split
    /// A mail of Parley's own that came back; it is answered nothing and stands on no timeline.
    case loop
    /// A text of Parley's own, or a report about nothing that it knows.
    case ignored
}

/// Raised when reading changes, so that what an older version could not read is read again.
public let readerVersion = 5

/// Keeps what was read in each arrival.
public struct Readings: Sendable {
    private let source: ClockAndChance

    /// Takes the time from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Where a reading ended.
    public struct Result: Sendable {
        /// What was made of it.
        public var outcome: ReadingOutcome
        /// By what it was matched.
        public var evidence: Evidence?
        /// Whose words they are.
        public var family: FamilyID?
        /// The case.
        public var caseID: CaseID?
        /// The entry.
        public var entry: EntryID?
        /// The arrival that it is a copy of.
        public var foldedInto: InboundID?

        /// Describes where a reading ended.
        public init(_ outcome: ReadingOutcome) {
            self.outcome = outcome
        }
    }

    /// Keeps a reading.
    public func insert(
        _ read: ReadMessage, of id: InboundID, bodyDigest: String, _ result: Result,
        _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO readings (raw_id, family_id, reader, read_at, kind, message_id,
                body_digest, from_address, from_name, subject, reply, cut, language, attachments,
                reasons, outcome, evidence, case_id, entry_id, folded_into)
            VALUES (\(id), \(result.family), \(readerVersion), \(source.now()),
                \(read.kind.rawValue), \(read.messageID), \(bodyDigest), \(read.from?.address),
                \(read.from?.name), \(read.subject), \(read.reply), \(read.cut), \(read.language),
                \(jsonText(read.besides)), \(jsonText(read.evidence)),
                \(result.outcome), \(result.evidence?.rawValue), \(result.caseID),
                \(result.entry), \(result.foldedInto))
            ON CONFLICT (raw_id) DO NOTHING
            """)
    }

    /// Records under which arrival the text stands that an arrival is a part of.
    public func fold(
        _ parts: [InboundID], into carrier: InboundID, _ result: Result, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE readings SET outcome = \(ReadingOutcome.folded), folded_into = \(carrier),
                family_id = \(result.family), case_id = \(result.caseID),
                entry_id = \(result.entry)
            WHERE raw_id IN (\(list: parts.filter { $0 != carrier }))
            """)
    }

    /// Replaces what was kept of an arrival while it waited.
    public func forget(_ id: InboundID, _ t: borrowing Transaction) throws {
        try t.execute("DELETE FROM readings WHERE raw_id = \(id) AND outcome = 'waiting'")
    }

    /// Under which arrival one stands that is a copy or a part; nil for any other, and for one that
    /// has no reading.
    public func carrier(of id: InboundID, _ t: borrowing Transaction) throws -> InboundID? {
        try t.row("SELECT folded_into FROM readings WHERE raw_id = \(id)")?["folded_into"]
    }

    /// Whether a reading is kept of an arrival.
    public func holds(_ id: InboundID, _ t: borrowing Transaction) throws -> Bool {
        try t.row("SELECT raw_id FROM readings WHERE raw_id = \(id)") != nil
    }

    /// Whose words an arrival holds; nil while nobody knows.
    public func family(of id: InboundID, _ t: borrowing Transaction) throws -> FamilyID? {
        try t.row("SELECT family_id FROM readings WHERE raw_id = \(id)")?["family_id"]
    }

    /// What came beside the words of a mail, in order; empty for a text, and for what is no longer
    /// kept.
    public func files(with id: InboundID, _ t: borrowing Transaction) throws -> [AttachedFile] {
        let row = try t.row("SELECT attachments FROM readings WHERE raw_id = \(id)")
        guard let text: String = try row?["attachments"] else { return [] }
        return try fromJSON(text, as: [[String: String]].self).compactMap(AttachedFile.init)
    }

    /// What was cut from an arrival's words when it was read: quotes, signatures, what was passed
    /// on. Nil when nothing was, or when the arrival is no longer kept.
    public func cut(from id: InboundID, _ t: borrowing Transaction) throws -> String? {
        let cut: String? = try t.row("SELECT cut FROM readings WHERE raw_id = \(id)")?["cut"]
        return cut?.isEmpty == true ? nil : cut
    }

    /// Records where a person has put an arrival, or whoever wrote it.
    public func assign(
        _ id: InboundID, to caseID: CaseID, entry: EntryID, by evidence: Evidence = .staff,
        _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE readings SET outcome = \(ReadingOutcome.filed),
                evidence = \(evidence.rawValue), case_id = \(caseID), entry_id = \(entry)
            WHERE raw_id = \(id)
            """)
    }
}

extension ReadMessage {
    /// What came beside the words, as it is kept: of a text's media no more is known than that
    /// they came.
    fileprivate var besides: [[String: String]] {
        attachments.map(\.record) + Array(repeating: ["type": "media"], count: mediaCount)
    }
}

extension Attachment {
    /// What is kept about an attachment beside the raw bytes.
    fileprivate var record: [String: String] {
        ["name": name, "type": type, "size": String(size), "sha256": sha256]
    }
}
