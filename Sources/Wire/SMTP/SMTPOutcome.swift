/// Who a message is from and for, as the server is told: the envelope, not the header.
///
/// One recipient per transaction, so that each has a return path of its own (VERP) and no refusal
/// touches another recipient. Source: RFC 5321 §2.3.1.
public struct MailEnvelope: Sendable, Hashable, CustomStringConvertible {
    /// Where bounces go, `local@domain`; empty for none (`<>`), as automatic answers want it.
    public var reversePath: String
    /// The one recipient, `local@domain`.
    public var recipient: String

    /// An envelope from its two addresses, which are checked when it is sent.
    public init(reversePath: String, recipient: String) {
        self.reversePath = reversePath
        self.recipient = recipient
    }

    /// The recipient, redacted.
    public var description: String { "to \(Mailbox(address: recipient))" }
}

/// The step of an SMTP transaction that a reply answered.
///
/// A refusal before ``recipient`` is about us or the server, never about the address.
public enum SMTPStage: String, Sendable, Hashable, CaseIterable {
    /// Parley itself refused the values before it spoke to the server.
    case ours
    /// The server's first line.
    case greeting
    /// EHLO or HELO.
    case hello
    /// STARTTLS.
    case startTLS
    /// AUTH, with its challenges.
    case auth
    /// MAIL FROM.
    case mail
    /// RCPT TO.
    case recipient
    /// DATA, before the message.
    case data
    /// The message and its final dot.
    case content
}

/// How an attempt to send one message to one recipient ended.
public enum SMTPOutcome: Sendable, Hashable {
    /// The server took responsibility for the message.
    case accepted(SMTPReply)
    /// The server said no (4yz or 5yz), or Parley did (``SMTPStage/ours``); it has no message.
    case refused(SMTPReply, SMTPStage)
    /// No byte of the message left: safe to repeat. The sentence says what stood in the way.
    case notSent(String)
    /// Bytes of the message left and no answer came: it may or may not arrive. Repeat it only with
    /// the same Message-ID. The sentence says what happened.
    case unclear(String)
}
