import Wire

/// Reads one JSON text (RFC 8259) from bytes.
///
/// Foundation's decoder gives a whole line up for half a surrogate pair or a number beyond a Double,
/// and with it the id that the answer must bear. This one reads on, remembers the first such fault,
/// and where the outermost object's `id` stands. It never recurses deeper than ``deepest``.
struct JSONReader {
    /// Brackets within brackets that are followed; what is deeper is passed over.
    static let deepest = 200

    private typealias Broken = JSONScanner.Broken

    private var text: JSONScanner
    private var passedOver = 0
    /// Where the value of the outermost `id` stands, when all of it was read.
    private(set) var id: Range<Int>?

    init(_ bytes: [UInt8]) {
        // A file written on Windows may begin with a byte order mark.
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        text = JSONScanner(bytes, at: start, isStrict: false)
    }

    /// The first thing that keeps the text from being used, though it could be read to its end.
    var fault: InspectProblem? {
        switch text.fault {
        case .controlCharacter?:
            InspectProblem("A string holds a control character that is not escaped.")
        case .notUTF8?: InspectProblem("The line is not UTF-8.")
        case .halfOfPair?: InspectProblem("A string holds half of a surrogate pair.")
        case .tooDeep?: InspectProblem("The line is nested too deeply.")
        case nil: nil
        }
    }

    /// The text's one value.
    mutating func value() throws(InspectProblem) -> JSON {
        do throws(Broken) {
            let value = try value(depth: 0)
            guard text.next() == nil else { throw Broken() }
            return value
        } catch {
            throw InspectProblem(
                "The line is no JSON object: it goes wrong at byte \(text.index + 1).")
        }
    }

    private mutating func take(_ wanted: Character) -> Bool {
        text.next() == wanted.asciiValue && text.take(wanted.asciiValue ?? 0)
    }

    private mutating func value(depth: Int) throws(Broken) -> JSON {
        let first = text.next()
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.deepest else { return try passOver() }
            text.advance()
            return first == UInt8(ascii: "{")
                ? try object(depth: depth + 1) : try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try text.string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Broken) -> JSON {
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
            _ = text.next()
            let name = try text.string()
            guard take(":") else { throw Broken() }
            _ = text.next()
            let (start, unread) = (text.index, passedOver)
            members[name] = try value(depth: depth)
            if depth == 1, name == "id" {
                id = passedOver == unread ? start..<text.index : nil
            }
        } while take(",")
        guard take("}") else { throw Broken() }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Broken) -> JSON {
        var items: [JSON] = []
        if take("]") { return .array(items) }
        repeat { items.append(try value(depth: depth)) } while take(",")
        guard take("]") else { throw Broken() }
        return .array(items)
    }

    /// To the end of the brackets that begin here, whatever stands in them.
    private mutating func passOver() throws(Broken) -> JSON {
        text.note(.tooDeep)
        passedOver += 1
        var depth = 0
        repeat {
            switch text.byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                _ = try text.string()
                continue
            case nil: throw Broken()
            default: break
            }
            text.advance()
        } while depth > 0
        return .null
    }

    private mutating func word(_ word: String, _ value: JSON) throws(Broken) -> JSON {
        try text.word(word)
        return value
    }

    private mutating func number() throws(Broken) -> JSON {
        let (digits, isWhole) = try text.number()
        if isWhole, let integer = Int64(digits) { return .integer(integer) }
        return .number(Double(digits) ?? .infinity)
    }
}
