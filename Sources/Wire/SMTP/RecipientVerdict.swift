/// What the receiving side says about one recipient, at RCPT.
public enum RecipientVerdict: Sendable, Hashable {
    /// Mail for it is taken.
    case accept
    /// Never: a 5yz reply.
    case unknown(SMTPReply)
    /// Not now: a 4yz reply.
    case later(SMTPReply)

    /// Nobody has this address here.
    public static let noSuchMailbox = RecipientVerdict.unknown(
        SMTPReply(550, "5.1.1", "No such mailbox here"))
    /// The domain is not ours, and we pass nothing on.
    public static let noRelaying = RecipientVerdict.unknown(
        SMTPReply(550, "5.7.1", "Not a domain of ours; no relaying"))
    /// The question could not be answered.
    public static let tryLater = RecipientVerdict.later(
        SMTPReply(451, "4.3.0", "Cannot look that up now; try again later"))
}

/// One mail as it came, with its envelope.
public struct ReceivedMail: Sendable, Hashable, CustomStringConvertible {
    /// The sender of the envelope; empty for `<>`.
    public var reversePath: String
    /// The accepted recipients in the order of their RCPT commands, repeats included.
    public var recipients: [String]
    /// The content, dots unstuffed and nothing else changed.
    public var bytes: [UInt8]
    /// The address that it came from, as the listener names it.
    public var peer: String
    /// The protocol that it came by.
    public var mode: SMTPSession.Mode
    /// True when the sender declared SMTPUTF8.
    public var smtpUTF8: Bool

    /// A mail from its parts.
    public init(
        reversePath: String, recipients: [String], bytes: [UInt8], peer: String,
        mode: SMTPSession.Mode, smtpUTF8: Bool
    ) {
        self.reversePath = reversePath
        self.recipients = recipients
        self.bytes = bytes
        self.peer = peer
        self.mode = mode
        self.smtpUTF8 = smtpUTF8
    }

    /// Size and number of recipients.
    public var description: String { "\(bytes.count) bytes for \(recipients.count)" }
}
