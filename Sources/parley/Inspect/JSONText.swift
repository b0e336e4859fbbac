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
private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let hex = String(scalar.value, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}
