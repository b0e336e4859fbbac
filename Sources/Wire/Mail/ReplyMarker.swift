/// The line that stands above everything we send, so that the answer can be told from the quote.
///
/// Free of words, hence the same in every language; it holds no `--` line of its own, which mail
/// programs take for a signature, and no `>`; it survives HTML, format=flowed, rewrapping and a
/// wrong charset, since it is short ASCII without spaces at its ends.
public let replyMarker = "##- . . . -##"

/// Whether a line is our marker, whatever a mail program made of it.
///
/// Forgives quote signs, spaces, bidirectional marks and a middle dot that was replaced.
public func isReplyMarker(_ line: some StringProtocol) -> Bool {
    var seen: [Unicode.Scalar] = []
    for scalar in line.unicodeScalars {
        switch scalar {
        case "#", "-": seen.append(scalar)
        case ">", "|", " ", "\t", "\u{A0}", "·", "•", ".", "?", "\u{FFFD}", "*", "\r": continue
        case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
            "\u{FEFF}":
            continue
        default: return false
        }
        if seen.count > 6 { return false }
    }
    return seen == ["#", "#", "-", "-", "#", "#"]
}
