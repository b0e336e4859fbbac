/// The fields that are the same in each mail of one notice in one language.
struct SharedFields: Sendable {
    private let from: Mailbox
    private let subject: String
    private let language: String
    private let bytes: (from: [UInt8], subject: [UInt8], language: [UInt8])

    init(of mail: OutgoingMail) throws(ComposeError) {
        (from, subject, language) = (mail.from, mail.subject, mail.language)
        bytes = (
            from: try ComposeFields.from(mail.from), subject: ComposeFields.subject(mail.subject),
            language: try ComposeFields.language(mail.language)
        )
    }

    /// The From field, written anew when it is another's.
    func from(_ mail: OutgoingMail) throws(ComposeError) -> [UInt8] {
        mail.from == from ? bytes.from : try ComposeFields.from(mail.from)
    }

    /// The Subject field.
    func subject(_ mail: OutgoingMail) -> [UInt8] {
        mail.subject == subject ? bytes.subject : ComposeFields.subject(mail.subject)
    }

    /// The Content-Language field.
    func language(_ mail: OutgoingMail) throws(ComposeError) -> [UInt8] {
        mail.language == language ? bytes.language : try ComposeFields.language(mail.language)
    }
}

/// The header of a message.
enum ComposeFields {
    /// Fields that ``OutgoingMail`` has members for, or that belong to the transport.
    private static let taken = [
        "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to",
        "references", "mime-version", "content-type", "content-transfer-encoding",
        "content-language", "content-disposition", "return-path", "received",
    ]

    static func write(
        _ mail: OutgoingMail, _ shared: SharedFields, to out: inout HeaderWriter
    ) throws(ComposeError) {
        out.add("Date", folded: try ComposeDate.text(mail.date))
        out.add(try shared.from(mail))
        out.add("To", folded: try ComposeHeader.mailbox(mail.to, "To"))
        if let replyTo = mail.replyTo {
            out.add("Reply-To", folded: try ComposeHeader.mailbox(replyTo, "Reply-To"))
        }
        out.add(shared.subject(mail))
        out.add("Message-ID", folded: try ComposeHeader.messageID(mail.messageID, "Message-ID"))
        if let parent = mail.inReplyTo {
            out.add("In-Reply-To", folded: try ComposeHeader.messageID(parent, "In-Reply-To"))
        }
        if !mail.references.isEmpty {
            let ids = try mail.references.map { id throws(ComposeError) in
                try ComposeHeader.messageID(id, "References")
            }
            out.add("References", folded: ComposeHeader.fold(ids, after: "References"))
        }
        out.add(try shared.language(mail))
        for field in mail.extraHeaders { try extra(field, to: &out) }
    }

    static func from(_ box: Mailbox) throws(ComposeError) -> [UInt8] {
        field("From", try ComposeHeader.mailbox(box, "From"))
    }

    static func subject(_ text: String) -> [UInt8] {
        field("Subject", ComposeHeader.subject(ComposeHeader.oneLine(text)))
    }

    static func language(_ tag: String) throws(ComposeError) -> [UInt8] {
        field("Content-Language", try languageTag(tag))
    }

    private static func field(_ name: String, _ folded: String) -> [UInt8] {
        var out = HeaderWriter()
        out.add(name, folded: folded)
        return out.bytes
    }

    static func languageTag(_ tag: String) throws(ComposeError) -> String {
        guard (1...100).contains(tag.utf8.count),
            tag.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { throw ComposeError("Content-Language", "is no BCP 47 tag.") }
        return tag
    }

    private static func extra(
        _ field: OutgoingField, to out: inout HeaderWriter
    ) throws(ComposeError) {
        let isName = field.name.utf8.allSatisfy { (0x21...0x7E) ~= $0 && $0 != UInt8(ascii: ":") }
        guard isName, (1...70).contains(field.name.utf8.count) else {
            throw ComposeError("A further field", "has a name that no header field can have.")
        }
        guard !taken.contains(where: { isSame($0, field.name) }) else {
            throw ComposeError(field.name, "is written by itself; set it in the mail.")
        }
        if out.add(field.name, plain: field.value) { return }
        guard !field.value.unicodeScalars.contains(where: ComposeHeader.isControl) else {
            throw ComposeError(field.name, "has a line break or control character in its value.")
        }
        let value = ComposeHeader.unstructured(field.value, after: field.name)
        guard ComposeHeader.longestLine(value, after: field.name) <= 998 else {
            throw ComposeError(field.name, "has a word of more than 990 octets.")
        }
        out.add(field.name, folded: value)
    }

    /// `name` in any case.
    private static func isSame(_ lowercase: String, _ name: String) -> Bool {
        lowercase.utf8.count == name.utf8.count
            && zip(lowercase.utf8, name.utf8).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
    }
}
