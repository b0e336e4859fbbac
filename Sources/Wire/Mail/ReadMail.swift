import Foundation

/// Reads a mail: header, structure, texts and attachments.
///
/// Tolerant: one bad part never fails the message, and what was forgiven or skipped is listed.
/// Everything is linear in the bytes and bounded by ``MailLimits``. Blocks; call it on a thread of
/// your own. Sources: RFC 5322, RFC 2045–2049, RFC 2231, RFC 6532.
/// - Throws: ``MailError`` when there are no bytes or nothing at the head is a header field.
public func readMail(_ bytes: [UInt8]) throws(MailError) -> Parsed<ParsedMail> {
    var forgiven: [Quirk] = []
    let message = try withoutWrapping(bytes, &forgiven)
    guard let tree = MIMETree.split(message) else {
        throw MailError(at: 0, .nothingRead("its structure is beyond the parser"))
    }
    guard !tree.headers.fields.isEmpty else { throw MailError(at: 0, .noHeaders) }
    forgiven += tree.forgiven
    let charset = commonCharset(tree.parts)
    let parts = tree.parts.map { MailPart($0, charset: charset, forgiven: &forgiven) }
    let body = BodyText(parts)
    forgiven += body.forgiven
    var reader = HeaderReader(tree.headers, charset: charset)
    let mail = reader.mail(parts: parts, body: body)
    return Parsed(value: mail, forgiven: unique(reader.forgiven + forgiven))
}

/// The first charset that a part names: raw bytes in headers and file names are most often in it.
private func commonCharset(_ parts: [RawPart]) -> String? {
    parts.lazy.compactMap { part in
        part.headers.field("Content-Type").flatMap { FieldParameters($0.raw).parameters["charset"] }
    }.first
}

/// What stands before the header in files and pipes, taken off.
private func withoutWrapping(
    _ bytes: [UInt8], _ forgiven: inout [Quirk]
) throws(MailError) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 != 10 && $0 != 13 }) else {
        throw MailError(at: 0, .empty)
    }
    guard bytes.contains(10) else {
        forgiven.append(Quirk(.loneCR, "lines end in CR alone"))
        return try withoutWrapping(bytes.map { $0 == 13 ? 10 : $0 } + [10], &forgiven)
    }
    var start = first
    if start > 0 { forgiven.append(Quirk(.leadingBlankLines, "blank lines before the header")) }
    if bytes[start...].starts(with: Array("From ".utf8)) {
        forgiven.append(Quirk(.mboxLine, "an mbox \"From \" line before the header"))
        start = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    }
    guard let next = nextHeaderLine(bytes[start...]) else { throw MailError(at: start, .noHeaders) }
    var message = next == 0 ? bytes : Array(bytes[next...])
    let body = max(bodyStart(message), 0)
    let end = body == 0 ? message.count : body
    let nuls = message[..<end].count { $0 == 0 }
    if nuls > 0 {
        forgiven.append(Quirk(.nulBytes, "\(nuls) NUL bytes in the header dropped"))
        message = message[..<end].filter { $0 != 0 } + message[end...]
    }
    if end > MailLimits.headerBytes {
        // Before GMime, which would take twenty times their size for millions of fields.
        forgiven.append(
            Quirk(.headerTooLarge, "\(MailLimits.headerBytes) of \(end) bytes of header were read"))
        let cut = message[..<MailLimits.headerBytes].lastIndex(of: 10) ?? MailLimits.headerBytes - 1
        message = message[...cut] + [10] + message[end...]
    }
    guard !hasEndlessPartHeaders(message) else {
        throw MailError(at: 0, .nothingRead("its parts have more than 300,000 header fields"))
    }
    return withoutSecondType(message)
}

/// Whether the lines that follow boundaries hold more fields than mail ever has. They would cost
/// GMime twenty times their size.
private func hasEndlessPartHeaders(_ message: [UInt8]) -> Bool {
    guard message.count > 1 << 20 else { return false }
    return message.withUnsafeBytes { bytes in
        var start = 0
        var fields = 0
        var isHeader = false
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.baseAddress.flatMap { memchr($0, 10, rest.count) }
            let length = end.flatMap { rest.baseAddress?.distance(to: $0) } ?? rest.count
            if length > 1, rest[0] == 0x2D, rest[1] == 0x2D {
                isHeader = true
            } else if length <= 1 {
                isHeader = false
            } else if isHeader, rest.prefix(min(length, 80)).contains(0x3A) {
                fields += 1
                if fields > 300_000 { return true }
            }
            start += length + 1
        }
        return false
    }
}

/// Takes later Content-Type fields out of the header: GMime believes the last one, everybody else
/// the first, and then there would be no parts. (multiple_content_types.eml)
private func withoutSecondType(_ message: [UInt8]) -> [UInt8] {
    let name = Array("content-type".utf8)
    var keep: [Range<Int>] = []
    var cursor = 0
    var seen = false
    var isDropped = false
    let end = bodyStart(message)
    while cursor < end {
        let next = (message[cursor...].firstIndex(of: 10) ?? message.count - 1) + 1
        if message[cursor] != 32, message[cursor] != 9 {
            let label = message[cursor..<next].prefix { $0 != 0x3A && $0 != 32 }.map { $0 | 0x20 }
            let isType = label == name.map { $0 | 0x20 }
            isDropped = isType && seen
            if isType { seen = true }
        }
        if !isDropped { keep.append(cursor..<next) }
        cursor = next
    }
    guard keep.reduce(0, { $0 + $1.count }) < end else { return message }
    return keep.flatMap { message[$0] } + message[end...]
}

/// Where the first header field begins, when the first line is one.
private func nextHeaderLine(_ bytes: ArraySlice<UInt8>) -> Int? {
    let line = bytes.prefix { $0 != 10 && $0 != 13 }.prefix(1_000)
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex else { return nil }
    // A name is printable ASCII (RFC 5322 §2.2); spaces before the colon are obsolete syntax.
    let name = line[..<colon].reversed().drop { $0 == 32 || $0 == 9 }
    guard !name.isEmpty, name.allSatisfy({ $0 > 32 && $0 < 127 || $0 == 0 }) else { return nil }
    return bytes.startIndex
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
            text: body.text, plainText: body.plain, html: body.html)
    }

    private mutating func mailboxes(_ name: String) -> [Mailbox] {
        let wanted = name.lowercased()
        var found: [Mailbox] = []
        for field in headers.fields where field.name.lowercased() == wanted {
            let list = readMailboxList(field.raw, charset: charset)
            forgiven += list.forgiven
            found += list.value
            // Several To fields are one list cut in pieces; of several From the first is shown.
            if wanted == "from", !found.isEmpty { break }
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
        return text.filter { !"<> ".contains($0) }
    }

    private mutating func noteDuplicates() {
        var count: [String: Int] = [:]
        for field in headers.fields { count[field.name.lowercased(), default: 0] += 1 }
        for name in ["from", "subject", "date", "message-id", "content-type"]
        where count[name, default: 0] > 1 {
            forgiven.append(Quirk(.duplicateField, "\(count[name, default: 0]) \(name) fields"))
        }
    }
}
