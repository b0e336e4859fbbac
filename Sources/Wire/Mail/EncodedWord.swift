/// Decodes the text of a header field: RFC 2047 encoded words and raw 8-bit bytes.
///
/// GMime 3.2.13 drops whatever follows a base64 word that ends in `=` and cannot read long
/// subjects in Arabic, so the raw value is decoded here. Adjacent words of one charset are joined
/// as bytes first, since real senders part a character between two of them. Words within quotes or
/// without space around them are decoded too, as every mail program does. Linear.
/// - Parameters:
///   - raw: The field's value, folded or not.
///   - charset: The charset to try for raw bytes that are not UTF-8.
/// - Returns: The text on one line, without white space at its ends.
public func decodeHeaderText(_ raw: [UInt8], charset: String? = nil) -> String {
    decodeHeader(raw, charset: charset).text
}

/// As ``decodeHeaderText(_:charset:)``, with what was forgiven.
func decodeHeader(_ raw: [UInt8], charset: String? = nil) -> DecodedText {
    let value = unfold(raw)
    if isPlain(value, charset) {
        return DecodedText(
            text: String(decoding: value, as: UTF8.self), charset: "UTF-8", forgiven: [])
    }
    var reader = EncodedWordReader(value, charset: charset)
    let once = reader.read()
    // QUIRK: gateways encode what is encoded already. (charset-encoded-twice.eml)
    guard reader.hasWords, once.text.contains("=?"), once.text.contains("?=") else { return once }
    var again = EncodedWordReader(unfold(Array(once.text.utf8)), charset: charset)
    let twice = again.read()
    guard again.hasWords else { return once }
    let quirk = Quirk(.badEncodedWord, "words that were encoded twice")
    return DecodedText(
        text: twice.text, charset: twice.charset, forgiven: once.forgiven + twice.forgiven + [quirk]
    )
}

/// Whether an unfolded value stands for itself, as most do: printable ASCII and no encoded word, in
/// a charset where ASCII means what it says.
func isPlain(_ value: [UInt8], _ charset: String?) -> Bool {
    var previous: UInt8 = 0
    for byte in value {
        guard (0x20...0x7E).contains(byte), byte != 0x3F || previous != 0x3D else { return false }
        previous = byte
    }
    guard let charset else { return true }
    switch Charset(label: charset) {
    case .utf8, .windows1252, .doubleByte, .singleByte: return true
    case .shifted, .wide, nil: return false
    }
}

/// A header's value on one line: line ends dropped, outer white space trimmed.
func unfold(_ raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(raw.count)
    for byte in raw where byte != 13 && byte != 10 && byte != 0 {
        let sign = byte == 9 ? 32 : byte
        if sign != 32 || !out.isEmpty { out.append(sign) }
    }
    while out.last == 32 { out.removeLast() }
    return out
}

/// QUIRK: an encoded word may hold line ends and other controls, which no field has in clear
/// (RFC 2047 §5); each becomes a space.
private func onOneLine(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        default: false
        }
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(isControl(scalar) ? " " : scalar) }
    return String(out)
}

private struct EncodedWordReader {
    let bytes: [UInt8]
    let fallback: String?
    var position = 0
    var out = ""
    var forgiven: [Quirk] = []
    var plain: [UInt8] = []
    var pending: [UInt8] = []
    var pendingCharset: String?
    /// Whether any encoded word was decoded.
    var hasWords = false
    /// Past this place there is no `?=`: the search for an end must not be repeated.
    var noEndAfter = Int.max

    init(_ bytes: [UInt8], charset: String?) {
        self.bytes = bytes
        self.fallback = charset
    }

    mutating func read() -> DecodedText {
        while position < bytes.count {
            if bytes[position] == 0x3D, let word = wordHere() {
                take(word)
            } else {
                plain.append(bytes[position])
                position += 1
            }
        }
        flushPending()
        flushPlain()
        return DecodedText(text: onOneLine(out), charset: "UTF-8", forgiven: forgiven)
    }

    private struct Word { let charset: String, content: [UInt8], end: Int }

    private mutating func take(_ word: Word) {
        // White space between two encoded words is not part of the text (RFC 2047 §6.2).
        let gap = plain.allSatisfy { $0 == 32 }
        if pendingCharset == nil || !gap {
            flushPending()
            flushPlain()
        } else if pendingCharset != word.charset {
            flushPending()
        }
        plain = []
        hasWords = true
        pending += word.content
        pendingCharset = word.charset
        position = word.end
    }

    private mutating func flushPending() {
        guard let charset = pendingCharset else { return }
        let decoded = decodeText(pending, charset: charset)
        out += decoded.text
        forgiven += decoded.forgiven
        pending = []
        pendingCharset = nil
    }

    private mutating func flushPlain() {
        guard !plain.isEmpty else { return }
        let decoded = decodeText(plain, charset: fallback)
        if decoded.text.utf8.contains(where: { $0 >= 0x80 }) {
            forgiven.append(
                Quirk(.rawHeaderBytes, "8-bit bytes in a header, read as \(decoded.charset)"))
        }
        out += decoded.text
        plain = []
    }

    /// The encoded word that begins at `position`, if one does.
    private mutating func wordHere() -> Word? {
        guard byte(at: position + 1) == 0x3F else { return nil }
        var cursor = position + 2
        let charsetStart = cursor
        while let next = byte(at: cursor), next != 0x3F {
            guard next > 32, next < 127, cursor - charsetStart < 60 else { return nil }
            cursor += 1
        }
        guard let method = byte(at: cursor + 1), byte(at: cursor + 2) == 0x3F else { return nil }
        let label = String(decoding: bytes[charsetStart..<cursor], as: UTF8.self)
        let contentStart = cursor + 3
        guard let end = contentEnd(from: contentStart) else {
            forgiven.append(Quirk(.badEncodedWord, "an encoded word has no end"))
            return nil
        }
        let content = bytes[contentStart..<end.content]
        // RFC 2231 §5: `utf-8*en` names the language after a star.
        let charset = String(label.prefix { $0 != "*" }).lowercased()
        switch method {
        case 0x42, 0x62: return Word(charset: charset, content: base64(content), end: end.next)
        case 0x51, 0x71: return Word(charset: charset, content: qWord(content), end: end.next)
        default: return nil
        }
    }

    private mutating func contentEnd(from start: Int) -> (content: Int, next: Int)? {
        guard start <= noEndAfter else { return nil }
        var cursor = start
        while cursor < bytes.count {
            if bytes[cursor] == 0x3F, byte(at: cursor + 1) == 0x3D {
                return (cursor, cursor + 2)
            }
            cursor += 1
        }
        noEndAfter = min(noEndAfter, start)
        // QUIRK: the last word of a subject that was cut at a fixed length has only its `?`.
        // (bad_encoded_subject.eml)
        if bytes.last == 0x3F, start < bytes.count { return (bytes.count - 1, bytes.count) }
        return nil
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
}

/// The Q encoding of RFC 2047 §4.2: quoted-printable with `_` for a space.
private func qWord(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var cursor = content.startIndex
    while cursor < content.endIndex {
        let byte = content[cursor]
        if byte == 0x3D, cursor + 2 < content.endIndex, let high = hexValue(content[cursor + 1]),
            let low = hexValue(content[cursor + 2])
        {
            out.append(high << 4 | low)
            cursor += 3
        } else {
            out.append(byte == 0x5F ? 32 : byte)
            cursor += 1
        }
    }
    return out
}

/// Base64 that forgives missing padding, padding in mid-text and foreign bytes.
func base64(_ content: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var group: UInt32 = 0
    var letters = 0
    func flush() {
        if letters >= 2 { out.append(UInt8(truncatingIfNeeded: group >> (letters == 2 ? 4 : 10))) }
        if letters == 3 { out.append(UInt8(truncatingIfNeeded: group >> 2)) }
    }
    for byte in content {
        if byte == 0x3D {
            flush()
            (group, letters) = (0, 0)
            continue
        }
        guard let value = base64Value(byte) else { continue }
        group = group << 6 | UInt32(value)
        letters += 1
        if letters == 4 {
            out.append(UInt8(truncatingIfNeeded: group >> 16))
            out.append(UInt8(truncatingIfNeeded: group >> 8))
            out.append(UInt8(truncatingIfNeeded: group))
            (group, letters) = (0, 0)
        }
    }
    flush()
    return out
}

private func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
}

/// The value of a hexadecimal digit.
func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
