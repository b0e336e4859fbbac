/// A mail as values: header, parts and body text.
public struct ParsedMail: Sendable {
    /// The message's own header.
    public let headers: MailHeaders
    /// The first originator.
    public let from: Mailbox?
    /// The Sender field.
    public let sender: Mailbox?
    /// The To field.
    public let to: [Mailbox]
    /// The Cc field.
    public let cc: [Mailbox]
    /// The Bcc field, which only a copy of one's own carries.
    public let bcc: [Mailbox]
    /// The Reply-To field.
    public let replyTo: [Mailbox]
    /// Addresses where a token of ours may stand: Delivered-To, X-Original-To, Envelope-To, To, Cc.
    public let recipients: [String]
    /// The subject, decoded, on one line.
    public let subject: String
    /// The Date field in milliseconds since 1970 UTC; nil when it says no time.
    public let date: Int64?
    /// Without angle brackets.
    public let messageID: String?
    /// Message-IDs of In-Reply-To, without angle brackets.
    public let inReplyTo: [String]
    /// Message-IDs of References, oldest first, without angle brackets.
    public let references: [String]
    /// The reverse-path that the last server noted: empty for `<>`, nil when there is none.
    public let returnPath: String?
    /// Every leaf in order.
    public let parts: [MailPart]
    /// The body: its text parts, and for what has none its HTML as text. Lines end in LF.
    public let text: String
    /// The text parts alone.
    public let plainText: String?
    /// The HTML parts, one after the other.
    public let html: String?
    /// The lines of ``html`` where they were read already: to read them takes longer than the rest.
    package let htmlLines: HTMLText?

    /// The parts to keep beside the text.
    public var attachments: [MailPart] { parts.filter(\.isAttachment) }
}
