import People
import Store

/// What one of the staff is to be told of one arrival. It holds no name, no address and no words.
public struct StaffNote: Sendable, Hashable {
    /// Where the arrival is.
    public enum Place: String, Sendable, SQLBindable, SQLReadable {
        /// In a case of the reader's.
        case caseOfOwn = "case"
        /// In a case that the reader referred, and of which the liaison lets the reader know.
        case sharedCase = "shared-case"
        /// In the tray, for somebody to say where it belongs.
        case tray
    }

    /// Who is told.
    public let staff: StaffID
    /// The arrival.
    public let inbound: InboundID
    /// Where it is.
    public let place: Place
    /// What staff type to see it: a case's or a tray item's.
    public let reference: String
    /// Whose words they are, where that is known.
    public let family: FamilyID?
    /// The line on the timeline.
    public let entry: EntryID?
    /// What it was read as, as `inspect mail` calls it.
    public let kind: String
    /// What it answers to an invitation or a question.
    public let answer: String?
    /// BCP 47, or `und`.
    public let language: String
    /// Whether it can't wait for the next digest.
    public let isUrgent: Bool
    /// Whether it rests on a From line or a number alone, which anyone can write.
    public let isUnverified: Bool
    /// When it was read.
    public let at: Instant

    /// Describes what is to be told.
    public init(
        staff: StaffID, inbound: InboundID, place: Place, reference: String, family: FamilyID?,
        entry: EntryID?, kind: String, answer: String?, language: String, isUrgent: Bool,
        isUnverified: Bool, at: Instant
    ) {
        self.staff = staff
        self.inbound = inbound
        self.place = place
        self.reference = reference
        self.family = family
        self.entry = entry
        self.kind = kind
        self.answer = answer
        self.language = language
        self.isUrgent = isUrgent
        self.isUnverified = isUnverified
        self.at = at
    }
}

/// What staff are to be told, until a mail has taken it along: once for each arrival and reader.
public struct StaffNotes: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Keeps a note; one of the same arrival for the same reader is there but once.
    public func insert(
        _ note: StaffNote, due: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO staff_notes (staff_id, raw_id, place, reference, family_id, entry_id, kind,
                answer, language, urgent, unverified, at, due_at)
            VALUES (\(note.staff), \(note.inbound), \(note.place), \(note.reference),
                \(note.family), \(note.entry), \(note.kind), \(note.answer), \(note.language),
                \(note.isUrgent), \(note.isUnverified), \(note.at), \(due))
            ON CONFLICT (staff_id, raw_id) DO NOTHING
            """)
    }

    /// Takes back what nobody was told yet of an arrival, because it stands elsewhere now.
    public func takeBack(_ inbound: InboundID, _ t: borrowing Transaction) throws {
        try t.execute("DELETE FROM staff_notes WHERE raw_id = \(inbound) AND mail_id IS NULL")
    }

    /// Lets what waits for a reader be due then at the latest.
    public func hasten(
        for staff: StaffID, to due: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE staff_notes SET due_at = \(due)
            WHERE staff_id = \(staff) AND mail_id IS NULL AND due_at > \(due)
            """)
    }

    /// Forgets what waits for a reader, who wants no mail.
    public func drop(for staff: StaffID, _ t: borrowing Transaction) throws {
        try t.execute(
            "DELETE FROM staff_notes WHERE staff_id = \(staff) AND mail_id IS NULL")
    }

    /// When the reader's next mail is due; nil when nothing waits for it.
    public func nextDue(for staff: StaffID, _ t: borrowing Transaction) throws -> Instant? {
        try t.row(
            """
            SELECT due_at FROM staff_notes WHERE staff_id = \(staff) AND mail_id IS NULL
            ORDER BY due_at LIMIT 1
            """)?["due_at"]
    }

    /// Who has something to be told now.
    public func readersDue(now: Instant, _ t: borrowing Transaction) throws -> [StaffID] {
        try t.rows(
            """
            SELECT DISTINCT staff_id FROM staff_notes WHERE mail_id IS NULL AND due_at <= \(now)
            ORDER BY staff_id
            """
        ).map { row -> StaffID in try row["staff_id"] }
    }

    /// Gives everything that waits for a reader to one mail, also what is not due yet.
    /// - Returns: It, the oldest first; nothing when another worker was faster.
    public func take(
        for staff: StaffID, into mail: StaffMailID, _ t: borrowing Transaction
    ) throws -> [StaffNote] {
        try t.rows(
            """
            UPDATE staff_notes SET mail_id = \(mail)
            WHERE staff_id = \(staff) AND mail_id IS NULL
            RETURNING *
            """
        ).map { row in try StaffNote(row: row) }.sorted {
            ($0.at, $0.inbound) < ($1.at, $1.inbound)
        }
    }
}

extension StaffNote {
    init(row: Row) throws {
        self.init(
            staff: try row["staff_id"], inbound: try row["raw_id"], place: try row["place"],
            reference: try row["reference"], family: try row["family_id"],
            entry: try row["entry_id"], kind: try row["kind"], answer: try row["answer"],
            language: try row["language"], isUrgent: try row["urgent"],
            isUnverified: try row["unverified"], at: try row["at"])
    }
}
