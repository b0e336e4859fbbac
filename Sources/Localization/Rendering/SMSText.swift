import MessageFormat
import Wire

/// A line as a text message: one line, without markup, and with plain characters in place of
/// typographic twins where that halves what it costs.
///
/// Letters are never changed: *año* is not *ano*, and ʼ is a letter. A text that stays UCS-2 for its
/// letters keeps its typography, which is free there. Marks that keep directions apart stay only in
/// languages written from right to left.
func smsText(_ line: Line) -> String {
    let isRightToLeft = line.language.direction == .rightToLeft
    let text = onOneLine(line.plain, withoutIsolates: !isRightToLeft)
    let plain = plainTwins(text).text
    return SMSMeasure(plain).forcedBy.isEmpty ? plain : text
}

/// What in a language from left to right forces UCS-2 on a text message of these words, although
/// twins are swapped; empty where they fit GSM-7.
func forcingUCS2(_ words: String) -> [Unicode.Scalar] {
    SMSMeasure(plainTwins(onOneLine(words, withoutIsolates: true)).text).forcedBy
}

/// Soft hyphens and spaces without width only help to break lines, which a phone does by itself.
private func onOneLine(_ text: String, withoutIsolates: Bool) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": line.append(" ")
        case "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{2060}": break
        case "\u{2066}"..."\u{2069}" where withoutIsolates: break
        default: line.append(scalar)
        }
    }
    return String(line)
}
