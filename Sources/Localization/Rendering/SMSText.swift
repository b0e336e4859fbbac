import MessageFormat

/// A line as a text message: one line, no markup, and typographic twins swapped for the plain
/// characters that look the same and cost half.
///
/// Letters are never changed: *año* is not *ano*. Marks that keep directions apart stay only in
/// languages written from right to left, whose messages are UCS-2 anyway.
func smsText(_ line: Line) -> String {
    let text = line.language.direction == .rightToLeft ? line.plain : line.bare
    var plain = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\n": plain += " "
        case "’", "‘", "ʼ": plain += "'"
        case "“", "”": plain += "\""
        case "–", "—": plain += "-"
        case "…": plain += "..."
        case "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{2060}": break
        default: plain.unicodeScalars.append(scalar)
        }
    }
    return plain
}
