/// Words of a provider's for staff: its message may quote the parent's number, so long numbers are
/// masked, and it is cut to `limit` characters, since some send a page.
func staffWords(_ text: String, limit: Int = 200) -> String {
    // More than is shown must not be searched; a number across the cut is masked by its beginning.
    let start = text.prefix(4 * limit)
    let line = String(String.UnicodeScalarView(start.unicodeScalars.map(plainOrBlank)))
    let masked = maskedNumbers(line)
    return masked.count <= limit ? masked : String(masked.prefix(limit - 1)) + "…"
}

private func plainOrBlank(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    // Line ends would forge lines of a log, and format characters the order of what is read.
    case .control, .format, .lineSeparator, .paragraphSeparator: " "
    default: scalar
    }
}

/// Each digit of a number of seven or more becomes a dot; blanks, hyphens, points, slashes, brackets
/// and a plus may stand between its digits, two at a time.
func maskedNumbers(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    var digits: [Int] = []
    var gap = 0
    func mask() {
        if digits.count >= 7 { for index in digits { scalars[index] = "•" } }
        digits = []
    }
    for (index, scalar) in scalars.enumerated() {
        if scalar.properties.numericType == .decimal {
            digits.append(index)
            gap = 0
        } else if isSeparator(scalar), gap < 2, !digits.isEmpty {
            gap += 1
        } else {
            mask()
            gap = 0
        }
    }
    mask()
    return String(String.UnicodeScalarView(scalars))
}

private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "-", ".", "/", "(", ")", "+", "\u{A0}", "\u{2010}"..."\u{2013}", "\u{202F}": true
    default: false
    }
}
