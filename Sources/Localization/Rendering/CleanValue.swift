/// A value as it may be put into a message: no control characters, and none of the marks that
/// would turn the reading direction of what follows (a name could forge a sender with them).
func cleanValue(_ text: String, keepsLines: Bool = false) -> String {
    var clean = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
        defer { wasReturn = scalar == "\r" }
        switch scalar {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
            if scalar == "\n" && wasReturn { continue }
            clean.append(keepsLines ? "\n" : " ")
        case "\t": clean.append(" ")
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
            "\u{2066}"..."\u{2069}", "\u{FEFF}":
            continue
        default: clean.append(scalar)
        }
    }
    return String(clean)
}
