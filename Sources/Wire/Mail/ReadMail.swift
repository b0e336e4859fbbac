/// Reads a mail: header, structure, texts and attachments.
///
/// Tolerant: one bad part never fails the message, and what was forgiven or skipped is listed.
/// Everything is linear in the bytes and bounded by ``MailLimits``. Blocks; call it on a thread of
/// your own. Sources: RFC 5322, RFC 2045–2049, RFC 2231, RFC 6532.
/// - Throws: ``MailError`` when there are no bytes or nothing at the head is a header field.
public func readMail(_ bytes: [UInt8]) throws(MailError) -> Parsed<ParsedMail> {
    var forgiven: [Quirk] = []
    let message = try repairedMail(bytes, &forgiven)
    guard let tree = MIMETree.split(message) else {
        throw MailError(at: 0, .nothingRead("its structure is beyond the parser"))
    }
    guard !tree.headers.fields.isEmpty else { throw MailError(at: 0, .noHeaders) }
    forgiven += tree.forgiven
    let charset = commonCharset(tree.parts)
    var parts = tree.parts.map { MailPart($0, charset: charset, forgiven: &forgiven) }
    parts += signedParts(parts, charset: charset, forgiven: &forgiven)
    parts = withOutlookParts(parts, charset: charset, forgiven: &forgiven)
    let body = BodyText(parts)
    forgiven += body.forgiven
    var reader = HeaderReader(tree.headers, charset: charset)
    let mail = reader.mail(parts: parts, body: body)
    return Parsed(value: mail, forgiven: unique(reader.forgiven + forgiven))
}

/// The parts of a message that lies within an S/MIME signature, behind those of the message itself;
/// none in a message of alternatives, whose groups they would mix with.
private func signedParts(
    _ parts: [MailPart], charset: String?, forgiven: inout [Quirk]
) -> [MailPart] {
    guard let sealed = parts.first(where: \.isSMIME), parts.allSatisfy({ $0.alternative == nil }),
        let entity = SignedContent.entity(in: sealed.bytes),
        let message = try? repairedMail(entity, &forgiven), let tree = MIMETree.split(message)
    else { return [] }
    forgiven += tree.forgiven
    let room = max(0, MailLimits.parts - parts.count)
    let inner = commonCharset(tree.parts) ?? charset
    return tree.parts.prefix(room).map { MailPart($0, charset: inner, forgiven: &forgiven) }
}

/// The first charset that a part names: raw bytes in headers and file names are most often in it.
private func commonCharset(_ parts: [RawPart]) -> String? {
    parts.lazy.compactMap { part in
        part.headers.field("Content-Type").flatMap { FieldParameters($0.raw).parameters["charset"] }
    }.first
}

/// Drops repeats and holds the list to a length that a person can read.
private func unique(_ quirks: [Quirk]) -> [Quirk] {
    var seen: Set<Quirk> = []
    let once = quirks.filter { seen.insert($0).inserted }
    guard once.count > 50 else { return once }
    return once.prefix(50) + [Quirk(.partSkipped, "\(once.count - 50) further remarks left out")]
}

private struct HeaderReader {
    let headers: MailHeaders
    var forgiven: [Quirk] = []
    let charset: String?

    init(_ headers: MailHeaders, charset: String?) {
        // Raw bytes in a header are most often in the charset of the body.
        self.headers = MailHeaders(
            fields: headers.fields.map {
                HeaderField(name: $0.name, raw: $0.raw, charset: charset)
            })
        self.charset = charset
    }

    mutating func mail(parts: [MailPart], body: BodyText) -> ParsedMail {
        noteDuplicates()
        let to = mailboxes("To")
        let cc = mailboxes("Cc")
        let subject = headers.field("Subject").map { decodeHeader($0.raw, charset: charset) }
        forgiven += subject?.forgiven ?? []
        return ParsedMail(
            headers: headers, from: mailboxes("From").first, sender: mailboxes("Sender").first,
            to: to, cc: cc, bcc: mailboxes("Bcc"), replyTo: mailboxes("Reply-To"),
            recipients: recipients(to + cc), subject: subject?.text ?? "", date: date(),
            messageID: ids("Message-ID").first, inReplyTo: ids("In-Reply-To"),
            references: ids("References"), returnPath: returnPath(), parts: parts,
            text: body.text, plainText: body.plain, html: body.html,
            htmlLines: body.htmlLines)
    }

    private mutating func mailboxes(_ name: String) -> [Mailbox] {
        var found: [Mailbox] = []
        for field in headers.fields where field.isNamed(name) {
            let list = readMailboxList(field.raw, charset: charset)
            forgiven += list.forgiven
            found += list.value
            // Several To fields are one list cut in pieces; of several From the first is shown.
            if name == "From", !found.isEmpty { break }
            if found.count >= MailLimits.addresses { break }
        }
        return found
    }

    private func recipients(_ shown: [Mailbox]) -> [String] {
        var seen: Set<String> = []
        var found: [String] = []
        let noted = [
            "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To",
        ]
        .flatMap { headers.all($0) }
        .flatMap { text in
            readMailboxes(Array(text.utf8)).map(\.address)
        }
        for address in noted + shown.map(\.address)
        where seen.insert(address.lowercased()).inserted {
            found.append(address)
        }
        return found
    }

    private mutating func date() -> Int64? {
        guard let text = headers.first("Date"), !text.isEmpty else { return nil }
        let date = readMailDate(text)
        if date == nil { forgiven.append(Quirk(.badDate, "the Date field says no time")) }
        return date
    }

    private func ids(_ name: String) -> [String] {
        headers.field(name).map { messageIDs($0.raw) } ?? []
    }

    private func returnPath() -> String? {
        guard let text = headers.first("Return-Path") else { return nil }
        return String(
            decoding: text.utf8.filter { $0 != 0x3C && $0 != 0x3E && $0 != 0x20 }, as: UTF8.self)
    }

    private mutating func noteDuplicates() {
        for name in ["from", "subject", "date", "message-id", "content-type"] {
            let count = headers.count(name)
            if count > 1 { forgiven.append(Quirk(.duplicateField, "\(count) \(name) fields")) }
        }
    }
}
