/// Why bytes are no JSON that is read here.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        case notUTF8
        case syntax
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
    }

    /// In bytes.
    package let offset: Int
    package let reason: Reason

    package var description: String {
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
package func readJSON(
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
    private var text: JSONScanner
    private let deepest: Int
    private var depth = 0

    init(bytes: [UInt8], deepest: Int) {
        text = JSONScanner(bytes, isStrict: true)
        self.deepest = deepest
    }

    mutating func whole() throws(JSONError) -> JSONValue {
        let value = try self.value()
        guard text.next() == nil else { throw fault() }
        return value
    }

    private func fault() -> JSONError { JSONError(offset: text.index, reason: .syntax) }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch text.next() {
        case UInt8(ascii: "{"):
            return try nested { reader throws(JSONError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.list() }
        case UInt8(ascii: "\""): return .text(try scan { t throws(Broken) in try t.string() })
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try scan { t throws(Broken) in try t.number().digits })
        }
    }

    private typealias Broken = JSONScanner.Broken

    private mutating func scan<Value>(
        _ read: (inout JSONScanner) throws(Broken) -> Value
    ) throws(JSONError) -> Value {
        do throws(Broken) { return try read(&text) } catch { throw fault() }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        try scan { t throws(Broken) in try t.word(word) }
        return value
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < deepest else {
            throw JSONError(offset: text.index, reason: .tooDeep(limit: deepest))
        }
        depth += 1
        text.advance()
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func take(_ wanted: Character) -> Bool {
        text.next() == wanted.asciiValue && text.take(wanted.asciiValue ?? 0)
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        if take("}") { return .object([]) }
        repeat {
            _ = text.next()
            let name = try scan { t throws(Broken) in try t.string() }
            guard take(":") else { throw fault() }
            members.append(JSONMember(name: name, value: try value()))
        } while take(",")
        guard take("}") else { throw fault() }
        return .object(members)
    }

    private mutating func list() throws(JSONError) -> JSONValue {
        var values: [JSONValue] = []
        if take("]") { return .list([]) }
        repeat { values.append(try value()) } while take(",")
        guard take("]") else { throw fault() }
        return .list(values)
    }
}
