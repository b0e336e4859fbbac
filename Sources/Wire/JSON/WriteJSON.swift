extension JSONValue {
    /// As JSON text in UTF-8, members in order and nothing between (RFC 8259).
    ///
    /// Straight into bytes: `JSONEncoder` builds a tree of boxes first, which costs a batch of
    /// sentences more than carrying their slots does.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

private struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: JSONValue) {
        switch value {
        case .object(let members):
            list("{", members, "}") { writer, member in
                writer.quote(member.name)
                writer.bytes.append(UInt8(ascii: ":"))
                writer.write(member.value)
            }
        case .list(let values): list("[", values, "]") { $0.write($1) }
        case .text(let text): quote(text)
        case .number(let digits): bytes += (Self.isNumber(digits) ? digits : "0").utf8
        case .bool(let bool): bytes += (bool ? "true" : "false").utf8
        case .null: bytes += "null".utf8
        }
    }

    private mutating func list<Item>(
        _ start: Unicode.Scalar, _ items: [Item], _ end: Unicode.Scalar,
        _ write: (inout JSONWriter, Item) -> Void
    ) {
        bytes.append(UInt8(ascii: start))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, item)
        }
        bytes.append(UInt8(ascii: end))
    }

    /// Escaped is what RFC 8259 §7 wants: the quotation mark, the backslash and control characters.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case ..<32: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether digits that were put together, not read, are a number of JSON.
    private static func isNumber(_ digits: String) -> Bool {
        var scanner = JSONScanner(Array(digits.utf8), isStrict: true)
        return (try? scanner.number()) != nil && scanner.byte == nil
    }
}
