/// Cuts an RTF text into its tokens.
///
/// Source: RTF 1.9.1, "RTF Syntax". Linear; a word has at most 32 letters, a number ten figures.
struct RTFScanner {
    enum Token {
        case groupBegins, groupEnds
        /// A control word, with the number behind it.
        case word(String, Int?)
        case symbol(UInt8)
        /// A byte of text, written as itself or by its number.
        case byte(UInt8)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Passes over bytes that are no text.
    mutating func skip(_ count: Int) { rest = rest.dropFirst(count) }

    /// The next token; nil at the end.
    mutating func next() -> Token? {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{"): return .groupBegins
            case UInt8(ascii: "}"): return .groupEnds
            case UInt8(ascii: "\\"): if let token = control() { return token }
            case 10, 13, 0: continue
            default: return .byte(byte)
            }
        }
        return nil
    }

    /// - Returns: Nil for a byte whose number can't be read.
    private mutating func control() -> Token? {
        guard let first = rest.first else { return nil }
        if isLetter(first) { return word() }
        rest = rest.dropFirst()
        guard first == UInt8(ascii: "'") else { return .symbol(first) }
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        rest = rest.dropFirst(2)
        return UInt8(digits, radix: 16).map { .byte($0) }
    }

    private mutating func word() -> Token {
        let name = String(decoding: rest.prefix(32).prefix(while: isLetter), as: UTF8.self)
        rest = rest.dropFirst(name.utf8.count)
        let isNegative = rest.first == UInt8(ascii: "-")
        let digits = rest.dropFirst(isNegative ? 1 : 0).prefix(10).prefix(while: isDigit)
        if !digits.isEmpty { rest = rest[digits.endIndex...] }
        if rest.first == 0x20 { rest = rest.dropFirst() }
        let number = Int(String(decoding: digits, as: UTF8.self))
        return .word(name, isNegative ? number.map { -$0 } : number)
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
