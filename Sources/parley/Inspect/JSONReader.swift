/// Reads one JSON text (RFC 8259) from bytes.
///
/// Foundation's decoder gives a whole line up for half a surrogate pair or a number beyond a Double,
/// and with it the id that the answer must bear. This one reads on, remembers the first such fault,
/// and where the outermost object's `id` stands. It never recurses deeper than ``deepest``.
struct JSONReader {
    /// Brackets within brackets that are followed; what is deeper is passed over.
    static let deepest = 200

    private let bytes: [UInt8]
    private var at = 0
    private var passedOver = 0
    /// The first thing that keeps the text from being used, though it could be read to its end.
    private(set) var fault: InspectProblem?
    /// Where the value of the outermost `id` stands, when all of it was read.
    private(set) var id: Range<Int>?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A file written on Windows may begin with a byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    /// The text's one value.
    mutating func value() throws(InspectProblem) -> JSON {
        let value = try value(depth: 0)
        guard next() == nil else { throw broken() }
        return value
    }

    private func broken() -> InspectProblem {
        InspectProblem("The line is no JSON object: it goes wrong at byte \(at + 1).")
    }

    private mutating func blame(_ sentence: String) {
        if fault == nil { fault = InspectProblem(sentence) }
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    /// The next byte that is no white space; it stays unread.
    private mutating func next() -> UInt8? {
        while let byte, [32, 9, 13, 10].contains(byte) { at += 1 }
        return byte
    }

    private mutating func take(_ wanted: Character) -> Bool {
        guard next() == wanted.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(InspectProblem) -> JSON {
        switch next() {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.deepest else { return try passOver() }
            return byte == UInt8(ascii: "{")
                ? try object(depth: depth + 1) : try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(InspectProblem) -> JSON {
        at += 1
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
            guard next() == UInt8(ascii: "\"") else { throw broken() }
            let name = try string()
            guard take(":") else { throw broken() }
            _ = next()
            let (start, unread) = (at, passedOver)
            members[name] = try value(depth: depth)
            if depth == 1, name == "id" { id = passedOver == unread ? start..<at : nil }
        } while take(",")
        guard take("}") else { throw broken() }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(InspectProblem) -> JSON {
        at += 1
        var items: [JSON] = []
        if take("]") { return .array(items) }
        repeat { items.append(try value(depth: depth)) } while take(",")
        guard take("]") else { throw broken() }
        return .array(items)
    }

    /// To the end of the brackets that begin here, whatever stands in them.
    private mutating func passOver() throws(InspectProblem) -> JSON {
        blame("The line is nested too deeply.")
        passedOver += 1
        var depth = 0
        repeat {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case nil: throw broken()
            default: break
            }
            at += 1
        } while depth > 0
        return .null
    }

    private mutating func word(_ text: String, _ value: JSON) throws(InspectProblem) -> JSON {
        guard bytes[at...].starts(with: text.utf8) else { throw broken() }
        at += text.utf8.count
        return value
    }

    private mutating func number() throws(InspectProblem) -> JSON {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        // RFC 8259 §6: no zero leads another digit.
        if byte == UInt8(ascii: "0") {
            at += 1
        } else if !digits() {
            throw broken()
        }
        var isWhole = true
        if byte == UInt8(ascii: ".") {
            (at, isWhole) = (at + 1, false)
            guard digits() else { throw broken() }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            (at, isWhole) = (at + 1, false)
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            guard digits() else { throw broken() }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        return .number(Double(text) ?? .infinity)
    }

    /// Whether there is at least one.
    private mutating func digits() -> Bool {
        let start = at
        while let byte, (48...57).contains(byte) { at += 1 }
        return at > start
    }
}

// MARK: Strings

extension JSONReader {
    private mutating func string() throws(InspectProblem) -> String {
        at += 1
        var text = ""
        while true {
            let start = at
            while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 {
                at += 1
            }
            text += run(bytes[start..<at])
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return text
            case UInt8(ascii: "\\"):
                at += 1
                text.unicodeScalars.append(try escaped())
            case nil: throw broken()
            default:
                blame("A string holds a control character that is not escaped.")
                at += 1
            }
        }
    }

    private mutating func run(_ slice: ArraySlice<UInt8>) -> String {
        if let text = String(validating: slice, as: UTF8.self) { return text }
        blame("The line is not UTF-8.")
        return String(decoding: slice, as: UTF8.self)
    }

    private mutating func escaped() throws(InspectProblem) -> Unicode.Scalar {
        guard let kind = byte else { throw broken() }
        at += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar(try unit())
        default:
            at -= 1
            throw broken()
        }
    }

    /// The four hexadecimal digits of `\u`.
    private mutating func unit() throws(InspectProblem) -> UInt32 {
        let four = bytes[at...].prefix(4)
        guard four.count == 4, four.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: four, as: UTF8.self), radix: 16)
        else { throw broken() }
        at += 4
        return unit
    }

    /// A 16-bit unit, with the other half of its pair where it is one of two.
    private mutating func scalar(_ unit: UInt32) throws(InspectProblem) -> Unicode.Scalar {
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let after = at
        if unit < 0xDC00, bytes[at...].starts(with: [92, 117]) {
            at += 2
            let low = try self.unit()
            if (0xDC00...0xDFFF).contains(low),
                let pair = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            {
                return pair
            }
            at = after
        }
        blame("A string holds half of a surrogate pair.")
        return "\u{FFFD}"
    }
}
