import Wire

/// A message as the rest of the house knows it: what it is, who wrote it, what is new in it.
///
/// Holds addresses and words of families; its description holds neither.
public struct ReadMessage: Sendable, CustomStringConvertible {
    /// What it is for us.
    public var kind: MailKind
    /// The first originator; forgeable.
    public var from: Mailbox?
    /// The To field.
    public var to: [Mailbox] = []
    /// The Cc field.
    public var cc: [Mailbox] = []
    /// Addresses where a token of ours may stand, as written.
    public var recipients: [String] = []
    /// The subject, decoded.
    public var subject = ""
    /// The Date field in milliseconds since 1970 UTC.
    public var date: Int64?
    /// Without angle brackets.
    public var messageID: String?
    /// Without angle brackets.
    public var inReplyTo: [String] = []
    /// Oldest first, without angle brackets.
    public var references: [String] = []
    /// The reverse-path that the last server noted: empty for `<>`, nil when none was noted.
    public var returnPath: String?
    /// The domains of the schools whose Parley sent it, in lower case; empty for any other mail. A
    /// program may have copied them.
    public var loopMarks: [String] = []
    /// The whole text body; lines end in LF.
    public var text = ""
    /// The words that are new in it.
    public var reply = ""
    /// What was cut from the body to get ``reply``.
    public var cut = ""
    /// The body in order, each stretch with what it is; empty for a text.
    public var pieces: [ReplyPiece] = []
    /// The language of the new words: BCP 47, `und` when they do not say.
    public var language = "und"
    /// 0…1; 0 for `und`.
    public var languageConfidence = 0.0
    /// Whether the words alone say so: who may have written them changes nothing.
    public var languageIsSure = false
    /// For reports, what they say about each recipient.
    public var bounces: [Bounce] = []
    /// For an RSVP, the calendar program's answer.
    public var rsvp: CalendarReply?
    /// What came beside the text.
    public var attachments: [Attachment] = []
    /// How many pictures or other media came with a text; they lie with its provider.
    public var mediaCount = 0
    /// Why it is of this kind, and what the body was cut by.
    public var evidence: [String] = []
    /// What was forgiven or skipped in reading.
    public var forgiven: [String] = []

    /// The body as it was cut, so that it can be cut again by who knows more.
    var body: ReplyBody?

    /// Of what a program seems to have sent: only marks say so that a person's mail may bear as well.
    /// Nothing answers it by itself, but its words are shown as a person's.
    public var mayBePerson = false

    /// Whether a message was passed on in it, below words of the sender's own.
    public var hasForwarded: Bool {
        pieces.contains { $0.kind == .forwarded } && pieces.contains { $0.kind == .words }
    }

    /// A program wrote it: never answer it by itself.
    public var isAutomatic: Bool {
        switch kind {
        case .autoReply, .bounce, .receipt, .complaint: true
        default: false
        }
    }

    /// Kind, language and counts.
    public var description: String {
        "\(kind.rawValue), \(language), \(reply.count) of \(text.count) characters new, "
            + "\(attachments.count) attachments"
    }

    init(kind: MailKind) { self.kind = kind }
}
