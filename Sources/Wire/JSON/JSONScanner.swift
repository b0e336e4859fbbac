/// Walks over JSON text (RFC 8259) byte by byte: blanks, words, numbers and strings, which its
/// readers share. What stands in brackets, and how deep, is theirs.
package struct JSONScanner: Sendable {
    /// The text goes wrong at ``JSONScanner/index``.
    package struct Broken: Error {
        package init() {}
    }

    /// What keeps a text from being right, though it can be read on.
    package enum Fault: Sendable {
        case controlCharacter, notUTF8, halfOfPair, tooDeep
    }

    /// All of the text.
    package let bytes: [UInt8]
    /// The next byte's place.
    package private(set) var index: Int
    /// The first fault that was read over.
    package private(set) var fault: Fault?
    private let isStrict: Bool

    /// `isStrict`: A control character in a string breaks the text, instead of being a fault.
    package init(_ bytes: [UInt8], at index: Int = 0, isStrict: Bool) {
        self.bytes = bytes
        self.index = index
        self.isStrict = isStrict
    }

    /// The next byte; nil at the end.
    package var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Notes a fault, unless there was one before.
    package mutating func note(_ fault: Fault) {
        self.fault = self.fault ?? fault
    }

    /// Passes over the next byte.
    package mutating func advance() { index += 1 }

    /// The next byte that is no blank; it stays unread.
    package mutating func next() -> UInt8? {
        while let byte, byte == 32 || byte == 10 || byte == 13 || byte == 9 { index += 1 }
        return byte
    }

    /// Reads this byte if it is the next.
    package mutating func take(_ wanted: UInt8) -> Bool {
        guard byte == wanted else { return false }
        index += 1
        return true
    }

    /// Reads `true`, `false` or `null`.
    package mutating func word(_ word: String) throws(Broken) {
        guard bytes[index...].starts(with: word.utf8) else { throw Broken() }
        index += word.utf8.count
    }

    /// Reads a number as its digits. RFC 8259 §6: no plus, no zero that leads another digit, digits
    /// on both sides of the point.
    package mutating func number() throws(Broken) -> (digits: String, isWhole: Bool) {
        let start = index
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return (String(decoding: bytes[start..<index], as: UTF8.self), isWhole)
    }

    private mutating func digits() throws(Broken) {
        let start = index
        while let byte, (48...57).contains(byte) { index += 1 }
        guard index > start else { throw Broken() }
    }
}

// MARK: Strings

extension JSONScanner {
    /// Reads a string. Half of a surrogate pair becomes U+FFFD, as a phone's text that was cut between
    /// the two halves must still be readable.
    package mutating func string() throws(Broken) -> String {
        guard take(UInt8(ascii: "\"")) else { throw Broken() }
        var text = ""
        while true {
            let start = index
            while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 {
                index += 1
            }
            text += run(bytes[start..<index])
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return text
            case UInt8(ascii: "\\"):
                index += 1
                text.unicodeScalars.append(try escaped())
            case .some where !isStrict:
                note(.controlCharacter)
                index += 1
            default: throw Broken()
            }
        }
    }

    private mutating func run(_ slice: ArraySlice<UInt8>) -> String {
        if let text = String(validating: slice, as: UTF8.self) { return text }
        note(.notUTF8)
        return String(decoding: slice, as: UTF8.self)
    }

    private mutating func escaped() throws(Broken) -> Unicode.Scalar {
        guard let kind = byte else { throw Broken() }
        index += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar(try unit())
        default:
            index -= 1
            throw Broken()
        }
    }

    /// A 16-bit unit, with the other half of its pair where it is one of two.
    private mutating func scalar(_ unit: UInt16) throws(Broken) -> Unicode.Scalar {
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        let after = index
        if UTF16.isLeadSurrogate(unit), bytes[index...].starts(with: [92, 117]) {
            index += 2
            let low = try self.unit()
            if UTF16.isTrailSurrogate(low),
                let pair = Unicode.Scalar(
                    0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF))
            {
                return pair
            }
            index = after
        }
        note(.halfOfPair)
        return "\u{FFFD}"
    }

    /// The four hexadecimal digits of `\u`.
    private mutating func unit() throws(Broken) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = byte.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw Broken()
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
