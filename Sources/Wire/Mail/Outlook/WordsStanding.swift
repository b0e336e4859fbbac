/// Whether some words stand in a text, whatever its marks, quotes and spaces.
///
/// Long words may be broken into other lines there; short ones stand by chance in many a text, so
/// their lines must be the same. Words of marks alone stand nowhere. Linear.
func stands(_ words: String, in text: String) -> Bool {
    let lineEnd: Unicode.Scalar = words.utf8.count < 80 ? "\n" : " "
    let wanted = folded(words, lineEnd)
    return wanted.count > 1 && holds(wanted, in: folded(text, lineEnd))
}

/// Letters and figures in small, one space for all that stands between them, a line end around each
/// line that has any.
private func folded(_ text: String, _ lineEnd: Unicode.Scalar) -> [UInt8] {
    var out = String.UnicodeScalarView([lineEnd])
    var last = lineEnd
    for scalar in text.unicodeScalars {
        let isLineEnd = scalar == "\n" || scalar == "\r"
        guard isLineEnd || isMark(scalar) else {
            if last == " ", lineEnd != " " { out.append(" ") }
            out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            last = scalar
            continue
        }
        guard last != lineEnd else { continue }
        last = isLineEnd ? lineEnd : " "
        if last == lineEnd { out.append(lineEnd) }
    }
    if last != lineEnd { out.append(lineEnd) }
    return Array(String(out).utf8)
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format,
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        return true
    default: return false
    }
}

/// Whether bytes stand in others, after Knuth, Morris and Pratt: both come from outside, and a plain
/// search would be quadratic for those who want it to.
private func holds(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
    var shorter = [0]
    shorter.reserveCapacity(wanted.count)
    var matched = 0
    func step(_ byte: UInt8) {
        while matched > 0, wanted[matched] != byte { matched = shorter[matched - 1] }
        if wanted[matched] == byte { matched += 1 }
    }
    for byte in wanted.dropFirst() {
        step(byte)
        shorter.append(matched)
    }
    matched = 0
    for byte in bytes {
        step(byte)
        if matched == wanted.count { return true }
    }
    return false
}
