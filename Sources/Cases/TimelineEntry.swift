import People
import Store

/// What an entry of a timeline is.
public enum EntryKind: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// A teacher referred the child.
    case referral
    /// Words of staff for staff.
    case note
    /// A phone call.
    case call
    /// A home visit.
    case visit
    /// A notice went to the family.
    case notice
    /// The family wrote.
    case reply
    /// The family answered an invitation.
    case answer
    /// The family reacted to a text with a sign; nobody has to answer that.
    case reaction
    /// An out-of-office or the like; no answer of a person.
    case automatic
    /// What became of a message: delivered, bounced.
    case delivery
    /// The family asked for no more notices, or for them again.
    case choice
    /// A meeting was set, changed or called off.
    case meeting
    /// The case was opened, moved or closed.
    case state
}

/// Who an entry comes from.
public enum Author: Sendable, Hashable {
    case staff(StaffID)
    case contact(ContactID)
    /// Somebody of the family, not known who.
    case family
    /// Parley itself.
    case system

    var kind: String {
        switch self {
        case .staff: "staff"
        case .contact: "contact"
        case .family: "family"
        case .system: "system"
        }
    }

    var id: String? {
        switch self {
        case .staff(let id): id.text
        case .contact(let id): id.text
        case .family, .system: nil
        }
    }

    init(kind: String, id: String?) {
        switch (kind, id) {
        case ("staff", let id?): self = .staff(StaffID(text: id))
        case ("contact", let id?): self = .contact(ContactID(text: id))
        case ("family", _): self = .family
        default: self = .system
        }
    }
}

/// One line of a case's timeline. It is never changed afterwards.
public struct TimelineEntry: Sendable {
    /// The id.
    public let id: EntryID
    /// The case.
    public let caseID: CaseID
    /// Whose words they are about: for retention and erasure.
    public let family: FamilyID
    /// When it happened.
    public let at: Instant
    /// What it is.
    public let kind: EntryKind
    /// Who it comes from.
    public let author: Author
    /// How it reached us or them.
    public let channel: Channel?
    /// A mail's subject, or a short heading.
    public let subject: String?
    /// The words as they were written.
    public let words: String
    /// BCP 47; `und` when unknown.
    public let language: String
    /// More facts by name; JSON in the database.
    public let details: [String: String]
    /// The outgoing message that it is about.
    public let message: OutboundID?
    /// The kept bytes that it was read from.
    public let inbound: InboundID?
    /// What it was filed by.
    public let evidence: String?
    /// It rests on a From line alone, which anyone can write.
    public let isUnverified: Bool
}

/// What adding an entry needs.
public struct NewEntry: Sendable {
    /// See ``TimelineEntry``.
    public var kind: EntryKind
    /// See ``TimelineEntry``.
    public var author: Author
    /// See ``TimelineEntry``.
    public var words: String
    /// See ``TimelineEntry``.
    public var language = "und"
    /// See ``TimelineEntry``.
    public var channel: Channel?
    /// See ``TimelineEntry``.
    public var subject: String?
    /// See ``TimelineEntry``.
    public var details: [String: String] = [:]
    /// See ``TimelineEntry``.
    public var message: OutboundID?
    /// See ``TimelineEntry``.
    public var inbound: InboundID?
    /// See ``TimelineEntry``.
    public var evidence: String?
    /// See ``TimelineEntry``.
    public var isUnverified = false

    /// Describes an entry.
    public init(_ kind: EntryKind, by author: Author, _ words: String, language: String = "und") {
        self.kind = kind
        self.author = author
        self.words = words
        self.language = language
    }
}

/// Adds to timelines and reads them.
public struct Timeline: Sendable {
    let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Adds an entry to a case.
    @discardableResult
    public func add(
        _ entry: NewEntry, to file: Case, _ t: borrowing Transaction
    ) throws -> EntryID {
        let id: EntryID = source.newID()
        try t.execute(
            """
            INSERT INTO timeline (id, case_id, family_id, at, kind, author_kind, author_id,
                channel, subject, words, language, details, message_id, raw_id, evidence,
                unverified)
            VALUES (\(id), \(file.id), \(file.family), \(moment(in: file.id)), \(entry.kind),
                \(entry.author.kind), \(entry.author.id), \(entry.channel), \(entry.subject),
                \(entry.words), \(entry.language), \(jsonText(entry.details)), \(entry.message),
                \(entry.inbound), \(entry.evidence), \(entry.isUnverified))
            """)
        return id
    }

    /// Now, or just after the latest entry: what one transaction adds falls into one millisecond,
    /// and a notice must not come to stand below its answer. A clock that ran ahead drags nothing.
    private func moment(in id: CaseID) -> SQL {
        let now = source.now()
        return """
            COALESCE(
                (SELECT MAX(at) + 1 FROM timeline
                WHERE case_id = \(id) AND at >= \(now) AND at < \(now + .seconds(1))),
                CAST(\(now) AS BIGINT))
            """
    }

    /// Whether a message of ours stands in a case.
    public func shows(
        _ message: OutboundID, in id: CaseID, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.row(
            """
            SELECT 1 AS n FROM timeline
            WHERE message_id = \(message) AND case_id = \(id) AND kind = \(EntryKind.notice)
            LIMIT 1
            """) != nil
    }

    /// Whether a family's words stand anywhere that answer a message of ours.
    public func isAnswered(_ message: OutboundID, _ t: borrowing Transaction) throws -> Bool {
        try t.row(
            """
            SELECT 1 AS n FROM timeline
            WHERE message_id = \(message) AND kind IN (\(list: [EntryKind.reply, .answer])) LIMIT 1
            """) != nil
    }

    /// A case's entries, the oldest first.
    public func entries(of id: CaseID, _ t: borrowing Transaction) throws -> [TimelineEntry] {
        try t.rows("SELECT * FROM timeline WHERE case_id = \(id) ORDER BY at, id")
            .map(TimelineEntry.init(row:))
    }
}

extension TimelineEntry {
    init(row: Row) throws {
        let details: String = try row["details"]
        self.init(
            id: try row["id"], caseID: try row["case_id"], family: try row["family_id"],
            at: try row["at"], kind: try row["kind"],
            author: Author(kind: try row["author_kind"], id: try row["author_id"]),
            channel: try row["channel"], subject: try row["subject"], words: try row["words"],
            language: try row["language"],
            details: try fromJSON(details, as: [String: String].self),
            message: try row["message_id"], inbound: try row["raw_id"],
            evidence: try row["evidence"], isUnverified: try row["unverified"])
    }
}
