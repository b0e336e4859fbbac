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

/// What stands below a message's own fields, encoded: the same for all who are told the same.
public struct EncodedBody: Sendable {
    /// `MIME-Version`, the content fields, an empty line and the content, as GMime writes them.
    let bytes: [UInt8]
}

/// Encodes what a message says, without its header.
/// - Throws: ``ComposeError`` as ``composeMail(_:)``.
public func encodeBody(of mail: OutgoingMail) throws(ComposeError) -> EncodedBody {
    EncodedBody(bytes: try writeMail([], ComposeBody.parts(of: mail)))
}

/// Writes a message whose content is encoded already, for another reader of the same words.
/// - Throws: ``ComposeError`` as ``composeMail(_:)``.
public func composeMail(
    _ mail: OutgoingMail, body: EncodedBody
) throws(ComposeError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.bytes.count + 2_048)
    for field in try ComposeFields.all(of: mail) {
        bytes += field.name.utf8
        bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
        for byte in field.value.utf8 {
            if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\r")) }
            bytes.append(byte)
        }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
    return bytes + body.bytes
}

/// The header of a message, each value ready to be written.
enum ComposeFields {
    /// Fields that ``OutgoingMail`` has members for, or that belong to the transport.
    private static let taken: Set<String> = [
        "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to",
        "references", "mime-version", "content-type", "content-transfer-encoding",
        "content-language", "content-disposition", "return-path", "received",
    ]

    static func all(of mail: OutgoingMail) throws(ComposeError) -> [OutgoingField] {
        var fields = [
            OutgoingField("Date", try ComposeDate.text(mail.date)),
            OutgoingField("From", try ComposeHeader.mailbox(mail.from, "From")),
            OutgoingField("To", try ComposeHeader.mailbox(mail.to, "To")),
        ]
        if let replyTo = mail.replyTo {
            fields.append(OutgoingField("Reply-To", try ComposeHeader.mailbox(replyTo, "Reply-To")))
        }
        let subject = ComposeHeader.oneLine(mail.subject)
        fields.append(OutgoingField("Subject", ComposeHeader.subject(subject)))
        fields.append(
            OutgoingField("Message-ID", try ComposeHeader.messageID(mail.messageID, "Message-ID")))
        if let parent = mail.inReplyTo {
            fields.append(
                OutgoingField("In-Reply-To", try ComposeHeader.messageID(parent, "In-Reply-To")))
        }
        if !mail.references.isEmpty {
            let ids = try mail.references.map { id throws(ComposeError) in
                try ComposeHeader.messageID(id, "References")
            }
            fields.append(
                OutgoingField("References", ComposeHeader.fold(ids, after: "References")))
        }
        fields.append(OutgoingField("Content-Language", try language(mail.language)))
        for field in mail.extraHeaders { fields.append(try extra(field)) }
        return fields
    }

    static func language(_ tag: String) throws(ComposeError) -> String {
        guard (1...100).contains(tag.utf8.count),
            tag.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { throw ComposeError("Content-Language", "is no BCP 47 tag.") }
        return tag
    }

    private static func extra(_ field: OutgoingField) throws(ComposeError) -> OutgoingField {
        let isName = field.name.utf8.allSatisfy { (0x21...0x7E) ~= $0 && $0 != UInt8(ascii: ":") }
        guard isName, (1...70).contains(field.name.utf8.count) else {
            throw ComposeError("A further field", "has a name that no header field can have.")
        }
        guard !taken.contains(field.name.lowercased()) else {
            throw ComposeError(field.name, "is written by itself; set it in the mail.")
        }
        guard !field.value.unicodeScalars.contains(where: ComposeHeader.isControl) else {
            throw ComposeError(field.name, "has a line break or control character in its value.")
        }
        let value = ComposeHeader.unstructured(field.value, after: field.name)
        guard ComposeHeader.longestLine(value, after: field.name) <= 998 else {
            throw ComposeError(field.name, "has a word of more than 990 octets.")
        }
        return OutgoingField(field.name, value)
    }
}
