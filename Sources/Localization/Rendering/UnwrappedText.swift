/// A translator's text as one line: in a catalog a message goes on over several lines, which are
/// no part of what it says (a break that is meant is `{#br /}`).
///
/// Lines are joined with a space, and with nothing between letters of scripts that write none.
func unwrapped(_ text: String) -> String {
    guard text.unicodeScalars.contains("\n") else { return text }
    var joined = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
        guard scalar == "\n" else {
            joined.append(scalar)
            continue
        }
        let before = index > 0 ? scalars[index - 1] : " "
        let after = index + 1 < scalars.count ? scalars[index + 1] : " "
        if !(isUnspaced(before) && isUnspaced(after)) { joined.append(" ") }
    }
    return String(joined)
}

/// Chinese, Japanese, Thai, Lao, Khmer, Burmese: letters, and their full-width punctuation.
func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3000...0x30FF, 0x3400...0x9FFF,
        0xFF00...0xFFEF, 0x20000...0x323AF:
        true
    default: false
    }
}
