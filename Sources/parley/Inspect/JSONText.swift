extension JSON {
    /// The value as JSON text on one line, members in the order of their names.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): numeral(value)
        case .string(let value): quoted(value)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
        case .written(let text): text
        }
    }
}

/// Counts without ".0"; a Double holds every integer up to 2^53. What JSON has no word for is null.
private func numeral(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let isCount = value.rounded() == value && abs(value) < 9_007_199_254_740_992
    return isCount ? String(Int64(value)) : String(value)
}

/// Escaped are control characters and whatever else some programs take for the end of a line.
///
/// Byte by byte, for a mail's text may be a million lines.
private func quoted(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
        var out: [UInt8] = [0x22]
        out.reserveCapacity(bytes.count + bytes.count / 8 + 2)
        var index = 0
        while index < bytes.count {
            let (mark, length) = escape(bytes, index)
            if let mark {
                out += mark
            } else {
                out.append(bytes[index])
            }
            index += length
        }
        out.append(0x22)
        return String(decoding: out, as: UTF8.self)
    }
}

/// What stands for the character that begins at a byte, and how many bytes it has; of one that is
/// not escaped only its first byte is looked at.
private func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
) -> (text: String.UTF8View?, length: Int) {
    switch bytes[index] {
    case 0x22: return ("\\\"".utf8, 1)
    case 0x5C: return ("\\\\".utf8, 1)
    case 0x0A: return ("\\n".utf8, 1)
    case 0x0D: return ("\\r".utf8, 1)
    case 0x09: return ("\\t".utf8, 1)
    case 0..<0x20, 0x7F: return (hexEscape(UInt32(bytes[index])), 1)
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0:
        return (hexEscape(UInt32(bytes[index + 1])), 2)
    case 0xE2
    where index + 2 < bytes.count && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
        return (hexEscape(0x2000 + UInt32(bytes[index + 2] & 0x3F)), 3)
    default: return (nil, 1)
    }
}

private func hexEscape(_ value: UInt32) -> String.UTF8View {
    let hex = String(value, radix: 16)
    return ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
}
