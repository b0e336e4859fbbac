internal import CGMime

/// Characters read from bytes, with what had to be assumed.
public struct DecodedText: Sendable, Hashable {
    /// The text. Bytes that mean nothing in the charset are U+FFFD.
    public let text: String
    /// The charset that was used, by its usual name.
    public let charset: String
    /// What was wrong with the label or the bytes.
    public let forgiven: [Quirk]
}

/// Decodes the bytes of a text: valid UTF-8 wins, then the declared charset, then windows-1252.
///
/// Real mail mislabels its charset more often than it hits valid UTF-8 by accident, so the bytes
/// are believed before the label; except for charsets whose texts always look like UTF-8 or ASCII
/// (ISO-2022-JP, UTF-7, UTF-16), and for double-byte ones, where a short text can be UTF-8 by
/// chance. NUL bytes are dropped. Never fails; linear.
public func decodeText(_ bytes: [UInt8], charset label: String?) -> DecodedText {
    var forgiven: [Quirk] = []
    let declared = label.flatMap { Charset(label: $0) }
    if let label, declared == nil, !label.isEmpty {
        forgiven.append(Quirk(.unknownCharset, "\"\(label.prefix(40))\" is not a charset we know"))
    }
    if case .wide(let name)? = declared, let text = convert(bytes, from: name), text.broken == 0 {
        return DecodedText(text: withoutBOM(text.string), charset: name, forgiven: forgiven)
    }
    var bytes = bytes
    if bytes.contains(0) {
        let before = bytes.count
        bytes.removeAll { $0 == 0 }
        forgiven.append(Quirk(.nulBytes, "\(before - bytes.count) NUL bytes dropped from a text"))
    }
    return decode(bytes, declared: declared, forgiven: forgiven)
}

private func decode(_ bytes: [UInt8], declared: Charset?, forgiven: [Quirk]) -> DecodedText {
    var forgiven = forgiven
    if case .shifted(let name)? = declared, let text = shifted(bytes, from: name),
        text.broken * 10 <= bytes.count
    {
        if text.broken > 0 { forgiven.append(broken(text.broken, name)) }
        return DecodedText(text: text.string, charset: name, forgiven: forgiven)
    }
    if let text = String(validating: bytes, as: UTF8.self) {
        if case .doubleByte(let name)? = declared, !text.utf8.allSatisfy({ $0 < 0x80 }),
            text.unicodeScalars.allSatisfy({ $0.value < 0x800 }),
            let other = convert(bytes, from: name), other.broken == 0
        {
            return DecodedText(text: other.string, charset: name, forgiven: forgiven)
        }
        if let declared, declared != .utf8, !text.utf8.allSatisfy({ $0 < 0x80 }) {
            forgiven.append(
                Quirk(.wrongCharset, "the text says \(declared.iconvName) and is UTF-8"))
        }
        let plain = withoutBOM(text)
        let once = decodedOnce(plain)
        if once != nil { forgiven.append(Quirk(.wrongCharset, "UTF-8 that was encoded twice")) }
        return DecodedText(text: once ?? plain, charset: "UTF-8", forgiven: forgiven)
    }
    if let guess = guessed(bytes, declared), let text = convert(bytes, from: guess.iconvName),
        text.broken * 20 <= bytes.count
    {
        let detail = "read as \(guess.iconvName) by its shape, which the text did not declare"
        let quirk = Quirk(.wrongCharset, detail)
        return DecodedText(
            text: text.string, charset: guess.iconvName, forgiven: forgiven + [quirk])
    }
    switch declared {
    case .doubleByte(let name)?, .singleByte(let name)?, .wide(let name)?, .shifted(let name)?:
        // A stray byte here and there is repaired; where a third is broken the label was wrong.
        if let text = convert(bytes, from: name), text.broken * 3 <= bytes.count {
            if text.broken > 0 { forgiven.append(broken(text.broken, name)) }
            return DecodedText(text: text.string, charset: name, forgiven: forgiven)
        }
    case .windows1252?:
        return DecodedText(text: windows1252(bytes), charset: "windows-1252", forgiven: forgiven)
    case .utf8?, nil:
        let count = utf8Balance(bytes)
        if count.valid >= count.broken {
            forgiven.append(broken(count.broken, "UTF-8"))
            let text = String(decoding: bytes, as: UTF8.self)
            return DecodedText(text: withoutBOM(text), charset: "UTF-8", forgiven: forgiven)
        }
    }
    forgiven.append(Quirk(.wrongCharset, "read as windows-1252, which the text did not declare"))
    return DecodedText(text: windows1252(bytes), charset: "windows-1252", forgiven: forgiven)
}

/// What the bytes look like, where the label says nothing or only what programs say by default.
private func guessed(_ bytes: [UInt8], _ declared: Charset?) -> Charset? {
    switch declared {
    case nil: UndeclaredCharset.guess(bytes, least: 4)
    case .windows1252: UndeclaredCharset.guess(bytes, least: 12)
    default: nil
    }
}

/// Converts a charset with shift sequences; for Japanese also by the set that Windows writes, which
/// has ① and ㈱, where the standard's lacks something.
private func shifted(_ bytes: [UInt8], from name: String) -> (string: String, broken: Int)? {
    guard let text = convert(bytes, from: name) else { return nil }
    guard text.broken > 0, name.hasPrefix("ISO-2022-JP"), bytes.allSatisfy({ $0 < 0x80 }),
        let other = convert(shiftJIS(iso2022: bytes), from: "CP932"), other.broken < text.broken
    else { return text }
    return other
}

private func broken(_ count: Int, _ name: String) -> Quirk {
    Quirk(.undecodableBytes, "\(count) bytes mean nothing in \(name)")
}

private func withoutBOM(_ text: String) -> String {
    text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
}

/// How many characters beyond ASCII are whole in UTF-8, and how many bytes are not part of any.
private func utf8Balance(_ bytes: [UInt8]) -> (valid: Int, broken: Int) {
    var valid = 0
    var brokenBytes = 0
    var decoder = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    while true {
        switch decoder.parseScalar(from: &input) {
        case .valid(let unit): valid += unit.count > 1 ? 1 : 0
        case .error(let length): brokenBytes += length
        case .emptyInput: return (valid, brokenBytes)
        }
    }
}

/// Windows-1252 by the WHATWG table: the five unassigned bytes stand for themselves.
private func windows1252(_ bytes: [UInt8]) -> String {
    var out = String.UnicodeScalarView()
    for byte in bytes {
        if byte >= 0x80, byte < 0xA0, let scalar = Unicode.Scalar(high1252[Int(byte) - 0x80]) {
            out.append(scalar)
        } else {
            out.append(Unicode.Scalar(byte))
        }
    }
    return String(out)
}

/// What windows-1252 has from 0x80 on where ISO 8859-1 has control characters.
let high1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
]

/// Converts by iconv; a byte that it refuses becomes U+FFFD and is counted.
///
/// nil when the machine has no such converter.
private func convert(_ bytes: [UInt8], from name: String) -> (string: String, broken: Int)? {
    guard !bytes.isEmpty else { return ("", 0) }
    let descriptor = gmr_iconv_open("UTF-8", name)
    guard gmr_iconv_failed(descriptor) == 0 else { return nil }
    defer { iconv_close(descriptor) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var chunk = [CChar](repeating: 0, count: 8_192)
    var failures = 0
    var input = bytes.map { CChar(bitPattern: $0) }
    input.withUnsafeMutableBufferPointer { source in
        var next = source.baseAddress
        var left = source.count
        while left > 0 {
            let before = left
            let code = chunk.withUnsafeMutableBufferPointer { target -> Int32 in
                var to = target.baseAddress
                var room = target.count
                let result = iconv(descriptor, &next, &left, &to, &room)
                let code = result == Int(bitPattern: UInt.max) ? gmr_errno() : 0
                let made = UnsafeRawBufferPointer(target)
                output.append(contentsOf: made.prefix(target.count - room))
                return code
            }
            if code == 0 { break }
            if code == E2BIG, left < before { continue }
            // Anything else, or no progress: one byte that means nothing here.
            output.append(contentsOf: [0xEF, 0xBF, 0xBD])
            failures += 1
            next = next.map { $0 + 1 }
            left -= 1
        }
    }
    // Windows-1258 and TCVN hold the last letter back, for a tone mark may follow it.
    chunk.withUnsafeMutableBufferPointer { target in
        var to = target.baseAddress
        var room = target.count
        iconv(descriptor, nil, nil, &to, &room)
        output.append(contentsOf: UnsafeRawBufferPointer(target).prefix(target.count - room))
    }
    return (String(decoding: output, as: UTF8.self), failures)
}
