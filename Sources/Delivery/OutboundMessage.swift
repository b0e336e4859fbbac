import People
import Store
import Wire

/// One decision to send a notice to an audience.
public struct NewSend: Sendable {
    /// The id.
    public let id: SendID
    /// The school.
    public let school: SchoolID
    /// The family, when it concerns just one.
    public let family: FamilyID?
    /// The notice's name.
    public let notice: String
    /// `meeting`, `event`, `case` or `school`, with its id.
    public let about: (kind: String, id: String)
    /// Whether it goes to an audience rather than to one family.
    public let isBulk: Bool
    /// Who was meant, as it was asked for.
    public let audience: String
    /// What was filled in, as JSON.
    public let values: String
    /// Who decided.
    public let staff: StaffID
    /// The numbered answers that it offers, as JSON; nil when it offers none.
    public let answers: String?
    /// Until then it can be undone and nothing leaves; nil when it leaves at once.
    public let release: Instant?
    /// The send that it goes before and is steered with; nil when it stands by itself.
    public let goesBefore: SendID?

    /// Describes a send.
    public init(
        id: SendID, school: SchoolID, family: FamilyID?, notice: String,
        about: (kind: String, id: String), isBulk: Bool, audience: String, values: String,
        staff: StaffID, answers: String? = nil, release: Instant? = nil,
        goesBefore: SendID? = nil
    ) {
        self.id = id
        self.school = school
        self.family = family
        self.notice = notice
        self.about = about
        self.isBulk = isBulk
        self.audience = audience
        self.values = values
        self.staff = staff
        self.answers = answers
        self.release = release
        self.goesBefore = goesBefore
    }
}

/// A text exactly as it is sent; each distinct one is kept once.
public struct StoredRendering: Sendable {
    /// Digest of the send and the words: equal words of one send are one row.
    public let id: String
    /// The family, when the words name one.
    public let family: FamilyID?
    /// BCP 47.
    public let language: String
    /// `ltr` or `rtl`.
    public let direction: String
    /// `reviewed`, `machine`, `draft` or `fallback`.
    public let standing: String
    /// Header text.
    public let subject: String
    /// The plain part.
    public let text: String
    /// The HTML part.
    public let html: String
    /// Which catalog entries it was made from, as JSON.
    public let sources: String
    /// What it says to a calendar, for an invitation.
    public let calendar: CalendarInvitation?

    /// Describes a rendering.
    public init(
        id: String, family: FamilyID?, language: String, direction: String, standing: String,
        subject: String, text: String, html: String, sources: String,
        calendar: CalendarInvitation? = nil
    ) {
        self.id = id
        self.family = family
        self.language = language
        self.direction = direction
        self.standing = standing
        self.subject = subject
        self.text = text
        self.html = html
        self.sources = sources
        self.calendar = calendar
    }
}

/// One message to put in the outbox.
public struct NewMessage: Sendable {
    /// The id.
    public let id: OutboundID
    /// Says *same*: what is enqueued twice under it is enqueued once.
    public let idempotencyKey: String
    /// The decision that it belongs to.
    public let send: SendID
    /// The school.
    public let school: SchoolID
    /// The family.
    public let family: FamilyID
    /// Who it is for.
    public let contact: ContactID
    /// The case whose timeline it stands on.
    public let caseID: CaseID?
    /// E-mail or text message.
    public let channel: Channel
    /// Where it goes.
    public let address: String
    /// What it says.
    public let rendering: String
    /// Message-ID without the brackets: at least 80 random bits, the same in every attempt.
    public let messageID: String
    /// The Message-ID that it follows.
    public let inReplyTo: String?
    /// Whether an unsubscribed address keeps it back.
    public let isBulk: Bool
    /// How soon it leaves where many wait.
    public let priority: Priority
    /// Whether it waits to be released.
    public let isHeld: Bool
    /// When it may leave.
    public let due: Instant
    /// After this it is of no more use.
    public let expires: Instant?

    /// Describes a message.
    public init(
        id: OutboundID, idempotencyKey: String, send: SendID, school: SchoolID, family: FamilyID,
        contact: ContactID, caseID: CaseID?, channel: Channel, address: String, rendering: String,
        messageID: String, inReplyTo: String?, isBulk: Bool, priority: Priority? = nil,
        isHeld: Bool = false, due: Instant, expires: Instant?
    ) {
        self.id = id
        self.idempotencyKey = idempotencyKey
        self.send = send
        self.school = school
        self.family = family
        self.contact = contact
        self.caseID = caseID
        self.channel = channel
        self.address = address
        self.rendering = rendering
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.isBulk = isBulk
        self.priority = priority ?? (isBulk ? .bulk : .direct)
        self.isHeld = isHeld
        self.due = due
        self.expires = expires
    }
}

/// A message of the outbox as others see it.
public struct OutboundMessage: Sendable {
    /// The id.
    public let id: OutboundID
    /// The decision that it belongs to.
    public let send: SendID
    /// The notice's name.
    public let notice: String
    /// What the decision is about.
    public let about: (kind: String, id: String)
    /// The numbered answers that it offers, as JSON; nil when it offers none.
    public let answers: String?
    /// The school.
    public let school: SchoolID
    /// The family.
    public let family: FamilyID
    /// Who it is for.
    public let contact: ContactID
    /// The case.
    public let caseID: CaseID?
    /// E-mail or text message.
    public let channel: Channel
    /// Where it goes.
    public let address: String
    /// What it says: the id of its ``StoredRendering``.
    public let rendering: String
    /// Message-ID without the brackets.
    public let messageID: String
    /// The Message-ID that it follows.
    public let inReplyTo: String?
    /// Whether it went to an audience.
    public let isBulk: Bool
    /// How soon it leaves where many wait.
    public let priority: Priority
    /// Why it waits although nothing has failed.
    public let waitsFor: WaitReason?
    /// Where it stands.
    public let state: MessageState.Word
    /// How often it was tried.
    public let attempts: Int
    /// The next try.
    public let due: Instant
    /// The server's last word.
    public let lastReply: String?
    /// The language it is in.
    public let language: String
    /// How the translation stands.
    public let standing: String
    /// When it was put in the outbox.
    public let createdAt: Instant
}

extension OutboundMessage {
    static let columns: SQL = """
        SELECT messages.*, sends.notice, sends.about_kind, sends.about_id,
            sends.answers, renderings.language, renderings.standing
        FROM messages JOIN sends ON sends.id = messages.send_id
        JOIN renderings ON renderings.id = messages.rendering_id
        """

    init(row: Row) throws {
        try self.init(row: row, language: row["language"], standing: row["standing"])
    }

    /// `rendering`: What it says, where the row does not tell the language.
    init(row: Row, rendering: StoredRendering) throws {
        try self.init(row: row, language: rendering.language, standing: rendering.standing)
    }

    private init(row: Row, language: String, standing: String) throws {
        self.init(
            id: try row["id"], send: try row["send_id"], notice: try row["notice"],
            about: (try row["about_kind"], try row["about_id"]), answers: try row["answers"],
            school: try row["school_id"], family: try row["family_id"],
            contact: try row["contact_id"],
            caseID: try row["case_id"], channel: try row["channel"], address: try row["address"],
            rendering: try row["rendering_id"],
            messageID: try row["message_id"], inReplyTo: try row["in_reply_to"],
            isBulk: try row["bulk"], priority: try row["priority"],
            waitsFor: try row["waits_for"], state: try row["state"],
            attempts: try row["attempts"], due: try row["due_at"],
            lastReply: try row["last_reply"], language: language, standing: standing,
            createdAt: try row["created_at"])
    }
}
