/// Reads the mailboxes of a From, To or Cc field.
///
/// Written here, not left to GMime, which loses text of display names. Groups are flattened,
/// comments become the name where there is no other, an unquoted comma inside a name is forgiven.
/// What has no `@` is left out. Linear. Source: RFC 5322 §3.4 and §4.4.
public func readMailboxes(_ raw: [UInt8], charset: String? = nil) -> [Mailbox] {
    readMailboxList(raw, charset: charset).value
}

/// As ``readMailboxes(_:charset:)``, with what was forgiven.
func readMailboxList(_ raw: [UInt8], charset: String? = nil) -> Parsed<[Mailbox]> {
    var reader = MailboxReader(bytes: unfold(raw), charset: charset)
    reader.read()
    return Parsed(value: reader.found, forgiven: reader.forgiven)
}

private struct MailboxReader {
    let bytes: [UInt8]
    let charset: String?
    var position = 0
    var found: [Mailbox] = []
    var forgiven: [Quirk] = []

    private var phrase: [UInt8] = []
    private var angle: [UInt8]?
    private var comment: [UInt8] = []
    /// A name that was cut by an unquoted comma: `Doe, Jane <jane@example.org>`.
    private var carried: [UInt8] = []

    init(bytes: [UInt8], charset: String?) {
        self.bytes = bytes
        self.charset = charset
    }

    mutating func read() {
        while position < bytes.count, found.count < MailLimits.addresses {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x22: readQuoted()
            case 0x28: readComment()
            case 0x3C: readAngle()
            case 0x2C: flush(last: false)
            case 0x3B: flush(last: true)
            case 0x3A
            where angle == nil && !phrase.contains(0x40) && !phrase.starts(with: [0x3D, 0x3F]):
                // A group's name: its members follow.
                (phrase, carried, comment) = ([], [], [])
            default: phrase.append(byte)
            }
        }
        if position < bytes.count {
            forgiven.append(Quirk(.tooManyAddresses, "only \(MailLimits.addresses) were read"))
        }
        flush(last: true)
    }

    private mutating func readQuoted() {
        let (start, length) = (position, phrase.count)
        while position < bytes.count, bytes[position] != 0x22 {
            if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
            phrase.append(bytes[position])
            position += 1
        }
        if position >= bytes.count {
            // A quote that never ends is none; it cannot be met again, for there is no other.
            phrase.removeSubrange(length...)
            position = start
            return
        }
        position += 1
    }

    private mutating func readComment() {
        var depth = 1
        if !comment.isEmpty { comment.append(32) }
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x5C, position < bytes.count {
                comment.append(bytes[position])
                position += 1
                continue
            }
            if byte == 0x28 { depth += 1 }
            if byte == 0x29 { depth -= 1 }
            if depth == 0 { return }
            comment.append(byte)
        }
    }

    private mutating func readAngle() {
        var inside: [UInt8] = []
        var quoted = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 { quoted.toggle() }
            if byte == 0x3E, !quoted { break }
            if byte == 0x28, !quoted { readComment() } else { inside.append(byte) }
        }
        // An obsolete route, `<@relay:jane@example.org>` (RFC 5322 §4.4).
        if inside.first == 0x40, let colon = inside.lastIndex(of: 0x3A) {
            inside.removeSubrange(...colon)
        }
        if angle == nil || angle == [] { angle = inside }
    }

    private mutating func flush(last: Bool) {
        defer { (phrase, angle, comment) = ([], nil, []) }
        if let angle {
            let name = nameText(carried + phrase)
            carried = []
            add(name: name.isEmpty ? nameText(comment) : name, address: compact(angle))
            return
        }
        let text = trimmed(phrase)
        guard text.contains(0x40) else {
            if !text.isEmpty || !carried.isEmpty {
                carried += phrase + (last ? [] : [0x2C])
                if last {
                    forgiven.append(Quirk(.badAddress, "a name without an address was left out"))
                    carried = []
                }
            }
            return
        }
        carried = []
        // QUIRK: a name and a bare address without angle brackets. (mix_caps_content_type.eml)
        let words = text.split(separator: 32)
        if words.count > 1, let last = words.last, isAddress(last) {
            let name = Array(words.dropLast().joined(separator: [32]))
            add(name: nameText(name), address: compact(Array(last)))
            return
        }
        add(name: nameText(comment), address: compact(text))
    }

    private func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
        word.contains(0x40) && word.first != 0x40 && word.last != 0x40 && word.first != 0x2E
    }

    private mutating func add(name: String, address: String) {
        // `Undisclosed-Recipient:@relay;` is a group that lost its way. (missing_body.eml)
        let bytes = address.utf8
        let isGroup =
            bytes.contains { Self.groupSigns.contains($0) }
            || bytes.contains(0x3A) && !bytes.contains(0x5B)
        guard bytes.contains(0x40), !isGroup else {
            if !address.isEmpty {
                forgiven.append(Quirk(.badAddress, "an address without @ was left out"))
            }
            return
        }
        found.append(Mailbox(name: name, address: address))
    }

    private static let groupSigns = Array(";<>,".utf8)

    private mutating func nameText(_ bytes: [UInt8]) -> String {
        let decoded = decodeHeader(bytes, charset: charset)
        forgiven += decoded.forgiven
        return decoded.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .trimming("\"'")
    }

    /// An address without the white space that obsolete syntax allows in it.
    private func compact(_ bytes: [UInt8]) -> String {
        let kept = bytes.filter { $0 > 32 && $0 != 127 }
        if isPlain(kept, charset) { return String(decoding: kept, as: UTF8.self) }
        return decodeText(kept, charset: charset).text
    }

    private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed())
    }
}

extension String {
    /// The text without one pair of quotes around it.
    fileprivate func trimming(_ quotes: String) -> String {
        for quote in quotes where count >= 2 && first == quote && last == quote {
            return String(dropFirst().dropLast())
        }
        return self
    }
}
