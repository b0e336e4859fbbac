/// A value of JSON as it was written: members in order, repeated ones among them, and numbers as
/// their digits.
///
/// Foundation's reader keeps one of two members of the same name and says nothing; who signed and
/// who reads would not know which.
package indirect enum JSONValue: Sendable, Hashable {
    case object([JSONMember])
    case list([JSONValue])
    case text(String)
    case number(String)
    case bool(Bool)
    case null
}

/// One member of an object.
package struct JSONMember: Sendable, Hashable {
    package let name: String
    package let value: JSONValue

    package init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// Written by `JSONEncoder`, which knows how to escape.
extension JSONValue: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for member in members {
                try container.encode(member.value, forKey: Key(stringValue: member.name))
            }
        case .list(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .text(let text): try encode(text, encoder)
        case .number(let digits):
            if let whole = Int64(digits) {
                try encode(whole, encoder)
            } else {
                try encode(Double(digits) ?? 0, encoder)
            }
        case .bool(let bool): try encode(bool, encoder)
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }

    private func encode(_ value: some Encodable, _ encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
