import MessageFormat
import Wire

/// A line as a text message, and the lines behind it: one line, without markup, and with plain
/// characters in place of typographic twins where that halves what it costs.
///
/// Letters are never changed: *año* is not *ano*, and ʼ is a letter. A text that stays UCS-2 for its
/// letters keeps its typography, which is free there. Marks that keep directions apart stay only in
/// languages written from right to left, and around a line of the other direction.
func smsText(_ line: Line, _ behind: [Line] = []) -> String {
    let text = behind.reduce(onOneLine(line)) { text, next in
        text + gap(text, onOneLine(next)) + setApart(next, from: line)
    }
    let plain = plainTwins(text).text
    return SMSMeasure(plain).forcedBy.isEmpty ? plain : text
}

/// A sentence that runs the other way stays one piece, its full stop at its own end (UAX #9).
private func setApart(_ line: Line, from main: Line) -> String {
    let text = onOneLine(line)
    switch (main.language.direction, line.language.direction) {
    case (.leftToRight, .rightToLeft): return "\u{2067}\(text)\u{2069}"
    case (.rightToLeft, .leftToRight): return "\u{2066}\(text)\u{2069}"
    case (.leftToRight, .leftToRight), (.rightToLeft, .rightToLeft): return text
    }
}

/// What parts two sentences: a full-width bracket brings its own space, Chinese letters have none
/// between them, and after a name that ends a text without a full stop a space is too little.
private func gap(_ first: String, _ second: String) -> String {
    guard let end = first.unicodeScalars.last, let start = second.unicodeScalars.first else {
        return ""
    }
    if start == "\u{FF08}" || isUnspaced(end) && isUnspaced(start) { return "" }
    return end.properties.isAlphabetic && start.properties.isAlphabetic ? " - " : " "
}

private func onOneLine(_ line: Line) -> String {
    onOneLine(line.plain, withoutIsolates: line.language.direction == .leftToRight)
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
