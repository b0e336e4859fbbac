/// Why bytes are no JSON that is read here.
struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    enum Reason: Sendable, Hashable {
        case notUTF8
        case syntax
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
    }

    /// In bytes.
    let offset: Int
    let reason: Reason

    var description: String {
        switch reason {
        case .notUTF8: "Byte \(offset) is not UTF-8. Tell the provider to send UTF-8."
        case .syntax: "Byte \(offset): this is not JSON."
        case .tooDeep(let limit): "Byte \(offset): more than \(limit) brackets within one another."
        case .tooLong(let limit): "It is longer than \(limit) bytes."
        }
    }
}

/// Reads JSON text strictly. Source: RFC 8259, in UTF-8 without byte order mark.
///
/// An escape of half a surrogate pair becomes U+FFFD, as a phone's text that was cut between the two
/// halves must still be readable.
/// - Parameters:
///   - bytes: All of the text; linear in it.
///   - deepest: Brackets within one another at most.
///   - longest: Bytes at most.
/// - Returns: The value, members in order.
/// - Throws: ``JSONError`` with the place.
func readJSON(
    _ bytes: [UInt8], deepest: Int = 32, longest: Int = 1 << 20
) throws(JSONError) -> JSONValue {
    guard bytes.count <= longest else {
        throw JSONError(offset: longest, reason: .tooLong(limit: longest))
    }
    if let offset = firstByteBeyondUTF8(bytes) { throw JSONError(offset: offset, reason: .notUTF8) }
    var reader = JSONReader(bytes: bytes, deepest: deepest)
    return try reader.whole()
}

/// The offset of the first byte that is no UTF-8; nil when all is.
func firstByteBeyondUTF8(_ bytes: [UInt8]) -> Int? {
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
        switch parser.parseScalar(from: &iterator) {
        case .valid(let scalar): offset += scalar.count
        case .emptyInput: return nil
        case .error: return offset
        }
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    let deepest: Int
    private var index = 0
    private var depth = 0

    init(bytes: [UInt8], deepest: Int) {
        self.bytes = bytes
        self.deepest = deepest
    }

    mutating func whole() throws(JSONError) -> JSONValue {
        let value = try self.value()
        skipBlanks()
        guard index == bytes.count else { throw fault() }
        return value
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func fault() -> JSONError { JSONError(offset: index, reason: .syntax) }

    private mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"):
            return try nested { reader throws(JSONError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.list() }
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < deepest else {
            throw JSONError(offset: index, reason: .tooDeep(limit: deepest))
        }
        depth += 1
        index += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            let name = try text()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw fault() }
            members.append(JSONMember(name: name, value: try value()))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault() }
        return .object(members)
    }

    private mutating func list() throws(JSONError) -> JSONValue {
        var values: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat {
            values.append(try value())
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault() }
        return .list(values)
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for byte in "\(word)".utf8 {
            guard take(byte) else { throw fault() }
        }
        return value
    }

    /// RFC 8259 §6: no plus, no leading zero, digits on both sides of the point.
    private mutating func number() throws(JSONError) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while let byte = next, (48...57).contains(byte) { index += 1 }
        guard index > start else { throw fault() }
    }

    private mutating func text() throws(JSONError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw fault() }
        var text: [UInt8] = []
        while let byte = next {
            guard byte >= 32 else { break }
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                text += Array(UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
            } else {
                text.append(byte)
            }
        }
        throw fault()
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw fault() }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            index -= 1
            throw fault()
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\"),
            index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = index
        index += 2
        let second = try unit()
        guard UTF16.isTrailSurrogate(second) else {
            index = before
            return "\u{FFFD}"
        }
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(second & 0x3FF)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private mutating func unit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw fault()
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
