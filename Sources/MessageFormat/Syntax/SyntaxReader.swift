import Foundation

/// Why a source is not a message, and where.
struct SyntaxFailure: Error {
    let offset: Int
    let sentence: String
}

/// Walks over the source: bytes of UTF-8 with a place in them, and the smallest rules.
///
/// Every rule moves forward and none goes back by more than the white space before it, so that
/// reading takes time linear in the source.
struct SyntaxReader {
    let bytes: [UInt8]
    var offset = 0

    init(_ source: String) {
        bytes = Array(source.utf8)
    }

    var isAtEnd: Bool { offset >= bytes.count }
    var byte: UInt8? { byte(after: 0) }

    func byte(after count: Int) -> UInt8? {
        let index = offset + count
        return index < bytes.count ? bytes[index] : nil
    }

    /// The scalar at this place and how many bytes it takes.
    var scalar: (value: Unicode.Scalar, length: Int)? {
        guard let first = byte else { return nil }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard offset + length <= bytes.count else { return nil }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
        return Unicode.Scalar(value).map { ($0, length) }
    }

    func failure(_ sentence: String) -> SyntaxFailure {
        SyntaxFailure(offset: offset, sentence: sentence)
    }

    func text(from start: Int) -> String {
        String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    mutating func skip(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return false }
        offset += 1
        return true
    }

    mutating func skip(_ word: StaticString) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[offset..<end]) }
        if matches { offset = end }
        return matches
    }

    mutating func expect(_ wanted: UInt8, _ sentence: @autoclosure () -> String)
        throws(SyntaxFailure)
    {
        guard skip(wanted) else { throw failure(sentence()) }
    }

    /// `o`, optional white space.
    /// - Returns: Whether it also is `s`, required white space: a mark alone is not.
    @discardableResult
    mutating func skipSpace() -> Bool {
        var found = false
        while let (scalar, length) = scalar {
            if scalar.isSyntaxSpace {
                found = true
            } else if !scalar.isSyntaxBidi {
                break
            }
            offset += length
        }
        return found
    }

    /// `[bidi]`, one mark at most.
    private mutating func skipMark() {
        if let (scalar, length) = scalar, scalar.isSyntaxBidi { offset += length }
    }

    private mutating func skipNameCharacters() {
        while let (scalar, length) = scalar, scalar.isNameCharacter { offset += length }
    }

    /// `name`, in NFC.
    mutating func name(_ what: String) throws(SyntaxFailure) -> String {
        skipMark()
        let start = offset
        guard let (scalar, _) = scalar, scalar.isNameStart else {
            throw failure("A name of \(what) should stand here; it starts with a letter or _.")
        }
        skipNameCharacters()
        let name = text(from: start).normalized
        skipMark()
        return name
    }

    /// `identifier`, a name that may have a namespace.
    mutating func identifier(_ what: String) throws(SyntaxFailure) -> String {
        let first = try name(what)
        guard skip(.colon) else { return first }
        return "\(first):\(try name(what))"
    }

    /// `literal`, quoted or not; `nil` if none stands here.
    mutating func literal() throws(SyntaxFailure) -> String? {
        if byte == .pipe { return try quotedLiteral() }
        let start = offset
        skipNameCharacters()
        return offset > start ? text(from: start) : nil
    }

    private mutating func quotedLiteral() throws(SyntaxFailure) -> String {
        let opening = offset
        offset += 1
        var value: [UInt8] = []
        while let next = byte {
            switch next {
            case .pipe:
                offset += 1
                return String(decoding: value, as: UTF8.self)
            case .backslash: value.append(try escape())
            case 0: throw failure("A NUL character stands here; remove it.")
            default:
                value.append(next)
                offset += 1
            }
        }
        throw SyntaxFailure(
            offset: opening, sentence: "This | has no second one; close the literal.")
    }

    /// `escaped-char`
    mutating func escape() throws(SyntaxFailure) -> UInt8 {
        switch byte(after: 1) {
        case let next? where [.backslash, .openBrace, .pipe, .closeBrace].contains(next):
            offset += 2
            return next
        default:
            throw failure("A backslash stands only before \\, {, | or }; write \\\\ to show one.")
        }
    }
}

extension String {
    /// The text in NFC; ASCII, nearly always, is so already.
    var normalized: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
