/// A message to one reader, before it is bytes.
///
/// Text and HTML say the same in one language; `date`, `messageID` and everything else come from
/// the caller, so that the same value always gives the same bytes.
public struct OutgoingMail: Sendable {
    /// The author.
    public var from: Mailbox
    /// The only recipient that the header names.
    public var to: Mailbox
    /// Where an answer goes, when not to `from`.
    public var replyTo: Mailbox?
    /// One line of text; line breaks and control characters become a space.
    public var subject: String
    /// Milliseconds since 1970 UTC.
    public var date: Int64
    /// `left@right`, without angle brackets.
    public var messageID: String
    /// The Message-ID that this answers, without angle brackets.
    public var inReplyTo: String?
    /// The thread's Message-IDs, oldest first, without angle brackets.
    public var references: [String] = []
    /// The language of the text, BCP 47.
    public var language: String
    /// The plain text, LF or CRLF.
    public var text: String
    /// The same as HTML; nil makes a mail of one text part.
    public var html: String?
    /// More fields, in this order, after the others.
    public var extraHeaders: [OutgoingField] = []
    /// An invitation or its like, as the last and richest alternative.
    public var calendar: CalendarPart?
    /// Files, after the text.
    public var attachments: [OutgoingAttachment] = []

    /// A message without thread, further fields or attachments.
    public init(
        from: Mailbox, to: Mailbox, subject: String, date: Int64, messageID: String,
        language: String, text: String, html: String? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.language = language
        self.text = text
        self.html = html
    }
}

/// A header field that composing does not write by itself, such as `List-Unsubscribe`.
public struct OutgoingField: Sendable, Hashable {
    /// The field's name, without colon.
    public var name: String
    /// The value on one line; words that are not ASCII become encoded words.
    public var value: String

    /// A field from its two parts, which are checked when the mail is composed.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// An iCalendar object that a calendar program acts on. Source: RFC 6047 §2.4.
public struct CalendarPart: Sendable, Hashable {
    /// The iTIP method, such as `REQUEST`, the same as in the object.
    public var method: String
    /// The object.
    public var text: String

    /// A part from its method and its object.
    public init(method: String, text: String) {
        self.method = method
        self.text = text
    }
}

/// A file that travels with a message.
public struct OutgoingAttachment: Sendable, Hashable {
    /// The file's name, in any script, without a path.
    public var name: String
    /// Its media type, such as `application/pdf`.
    public var type: String
    /// Its content.
    public var bytes: [UInt8]

    /// A file from its parts.
    public init(name: String, type: String, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}

/// A value that cannot stand in a message: a fault of the caller's, which repeating does not mend.
public struct ComposeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The field or part at fault, such as `Message-ID`.
    public let field: String
    /// What is wrong with it and what to do, without its value.
    public let sentence: String

    init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }

    /// Field and sentence.
    public var description: String { "\(field): \(sentence)" }
}

/// Writes a message as bytes that any server takes.
///
/// `multipart/alternative` of text, HTML and calendar (a single text part when there is only one),
/// inside `multipart/mixed` when there are attachments. ASCII throughout, unless an address itself
/// is not (SMTPUTF8, RFC 6532); CRLF; no line longer than 998 octets. The boundaries follow from the
/// Message-ID. RFCs: 5322 (fields), 2045–2047 (MIME), 2231 (file names), 3282 (Content-Language).
/// - Throws: ``ComposeError`` for a value that cannot stand in a message. Line breaks in subject and
///   names become spaces; in every other field they are an error.
public func composeMail(_ mail: OutgoingMail) throws(ComposeError) -> [UInt8] {
    try composeMail(mail, body: encodeBody(of: mail))
}

/// What all who are told the same have in common, encoded once: the body, and the fields that are
/// the same in each mail.
public struct EncodedBody: Sendable {
    /// `MIME-Version`, the content fields, an empty line and the content, as GMime writes them.
    let bytes: [UInt8]
    let shared: SharedFields
}

/// Encodes what a message says, without what is its reader's own.
/// - Throws: ``ComposeError`` as ``composeMail(_:)``.
public func encodeBody(of mail: OutgoingMail) throws(ComposeError) -> EncodedBody {
    EncodedBody(
        bytes: try writeMail(ComposeBody.parts(of: mail)), shared: try SharedFields(of: mail))
}

/// Writes a message whose content is encoded already, for another reader of the same words.
/// - Throws: ``ComposeError`` as ``composeMail(_:)``.
public func composeMail(
    _ mail: OutgoingMail, body: EncodedBody
) throws(ComposeError) -> [UInt8] {
    var writer = HeaderWriter()
    writer.reserve(body.bytes.count + 2_048)
    try ComposeFields.write(mail, body.shared, to: &writer)
    writer.add(body.bytes)
    return writer.bytes
}
