/// One leaf of a message, its content still plain.
struct ComposeLeaf: Sendable {
    enum Encoding: Sendable { case sevenBit, quotedPrintable, base64 }

    let type: String
    let encoding: Encoding
    /// The fields beside the encoding, in order.
    let fields: [OutgoingField]
    let bytes: [UInt8]
}

/// What stands below the header.
struct ComposeBody: Sendable {
    /// The same said once or more often, poorest first (RFC 2046 §5.1.4).
    let alternatives: [ComposeLeaf]
    let attachments: [ComposeLeaf]
    /// What boundaries are made of.
    let seed: String

    static func parts(of mail: OutgoingMail) throws(ComposeError) -> ComposeBody {
        let language = OutgoingField(
            "Content-Language", try ComposeFields.languageTag(mail.language))
        var leaves = [leaf(mail.text, "text/plain; charset=utf-8", [language])]
        if let html = mail.html {
            leaves.append(leaf(html, "text/html; charset=utf-8", [language]))
        }
        if let calendar = mail.calendar {
            guard (1...20).contains(calendar.method.utf8.count),
                calendar.method.utf8.allSatisfy({ (0x41...0x5A) ~= $0 })
            else { throw ComposeError("The calendar part", "has a method that is no word.") }
            let type = "text/calendar; charset=utf-8; method=\(calendar.method)"
            leaves.append(leaf(calendar.text, type, [language]))
        }
        var attachments: [ComposeLeaf] = []
        for file in mail.attachments { attachments.append(try attachment(file)) }
        return ComposeBody(alternatives: leaves, attachments: attachments, seed: mail.messageID)
    }

    /// A boundary that no quoted-printable or base64 line can contain, for `=_` is neither.
    func boundary(_ number: Int) -> String {
        // FNV-1a: any function of the Message-ID does, for a mail's boundaries need only differ.
        let hash = seed.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return "=_\(number)_\(String(hash, radix: 36))"
    }

    private static func leaf(
        _ text: String, _ type: String, _ fields: [OutgoingField]
    ) -> ComposeLeaf {
        let encoding = encoding(of: text)
        // Base64 hides line ends from everybody on the way, so they must be CRLF before it (RFC 2049
        // §4); GMime sees to the others.
        let bytes = lines(of: text, crlf: encoding == .base64)
        return ComposeLeaf(type: type, encoding: encoding, fields: fields, bytes: bytes)
    }

    /// 7bit for short ASCII lines, quoted-printable for what is mostly Latin, base64 for the rest,
    /// which quoted-printable would more than double and make unreadable besides.
    private static func encoding(of text: String) -> ComposeLeaf.Encoding {
        var total = 0
        var other = 0
        var column = 0
        var isPlain = true
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            total += width
            switch scalar.value {
            case 0x0A: column = 0
            case 0x20..<0x7F, 0x09, 0x0D:
                column += 1
                if column > 76 { isPlain = false }
            // Latin letters, accents and general punctuation.
            case 0x80..<0x370, 0x1E00..<0x1F00, 0x2000..<0x2100: isPlain = false
            default:
                isPlain = false
                other += width
            }
        }
        if isPlain, !hasTroublesomeLine(text) { return .sevenBit }
        return other * 6 > total ? .base64 : .quotedPrintable
    }

    /// Lines that some program on the way changes: `From ` at the start, a space at the end.
    private static func hasTroublesomeLine(_ text: String) -> Bool {
        var previous: UInt8 = 0x0A
        var matched = 0
        let from = Array("From ".utf8)
        for byte in text.utf8 {
            if byte == 0x0A || byte == 0x0D, previous == 0x20 || previous == 0x09 { return true }
            matched = previous == 0x0A ? 0 : matched
            if matched < from.count {
                matched = from[matched] == byte ? matched + 1 : from.count + 1
                if matched == from.count { return true }
            }
            previous = byte
        }
        return previous == 0x20 || previous == 0x09
    }

    /// The text with LF or CRLF at the end of every line, the last one too; a bare CR ends a line.
    private static func lines(of text: String, crlf: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + (crlf ? text.utf8.count / 40 : 0) + 2)
        let end: [UInt8] = crlf ? [0x0D, 0x0A] : [0x0A]
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: out += end
            // NUL is nowhere allowed (RFC 5321 §2.3.8) and means nothing to a reader.
            case 0: break
            default: out.append(byte)
            }
            previous = byte
        }
        if out.last != 0x0A { out += end }
        return out
    }

    private static func attachment(_ file: OutgoingAttachment) throws(ComposeError) -> ComposeLeaf {
        let words = file.type.split(separator: "/", omittingEmptySubsequences: false)
        let isType = file.type.utf8.allSatisfy {
            (0x30...0x39) ~= $0 || (0x41...0x5A) ~= $0 || (0x61...0x7A) ~= $0
                || "/.+-".utf8.contains($0)
        }
        guard words.count == 2, isType, words.allSatisfy({ !$0.isEmpty }),
            file.type.utf8.count < 100
        else { throw ComposeError("An attachment", "has a media type that is none.") }
        guard words[0] != "multipart", words[0] != "message" else {
            throw ComposeError("An attachment", "has a media type that only a whole part can have.")
        }
        let name = ComposeHeader.oneLine(file.name)
        guard !name.isEmpty, name.utf8.count <= 250, !name.contains("/"), !name.contains("\\")
        else {
            throw ComposeError(
                "An attachment", "has no name, a path, or more than 250 octets of it.")
        }
        let disposition = OutgoingField("Content-Disposition", ComposeFileName.disposition(name))
        return ComposeLeaf(
            type: file.type, encoding: .base64, fields: [disposition], bytes: file.bytes)
    }
}

/// A file's name as parameters. Source: RFC 2231 §3–4, RFC 2183 §2.
enum ComposeFileName {
    static func disposition(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { (0x20..<0x7F) ~= $0 && $0 != 0x22 }
        // Some readers decode encoded words here, where none may stand.
        if isPlain, name.utf8.count <= 50, !name.contains("=?") {
            return ComposeHeader.fold(["attachment;", "filename=\"\(name)\""], after: disposition)
        }
        let encoded = name.utf8.map {
            isAttributeByte($0) ? String(Unicode.Scalar($0)) : "%" + ComposeHeader.hex($0)
        }
        var pieces: [String] = [""]
        for unit in encoded {
            if (pieces.last?.utf8.count ?? 0) + unit.utf8.count > 50 { pieces.append("") }
            pieces[pieces.count - 1] += unit
        }
        guard pieces.count > 1 else {
            return ComposeHeader.fold(
                ["attachment;", "filename*=UTF-8''\(pieces.joined())"], after: disposition)
        }
        let parameters = pieces.enumerated().map { number, piece in
            let last = number == pieces.count - 1
            return "filename*\(number)*=\(number == 0 ? "UTF-8''" : "")\(piece)\(last ? "" : ";")"
        }
        return ComposeHeader.fold(["attachment;"] + parameters, after: disposition)
    }

    private static let disposition = "Content-Disposition"

    private static func isAttributeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
