import Wire

/// What a reader would not see as it is, or would see as another program's code: controls, marks
/// that turn the line around, markup.
enum HiddenMarks {
    /// The doubts about a translation's own words; linear.
    static func doubts(_ words: String) -> [Doubt] {
        var doubts: [Doubt] = []
        if let scalar = words.unicodeScalars.first(where: isHidden) {
            doubts.append(
                Doubt(.hidden, "U+" + String(scalar.value, radix: 16, uppercase: true)))
        }
        if hasMarkup(words) { doubts.append(Doubt(.hidden, "<…>")) }
        return doubts
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        steersText(scalar) && scalar != "\n" && scalar != "\r"
    }

    /// `<b>`, `</b>`, `<!--`: a letter or such a mark right behind the bracket, and its end.
    private static func hasMarkup(_ words: String) -> Bool {
        var isOpen = false
        var last: Unicode.Scalar = " "
        for scalar in words.unicodeScalars {
            if last == "<" { isOpen = isOpen || mayBegin(scalar) }
            if isOpen, scalar == ">" { return true }
            last = scalar
        }
        return false
    }

    private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar == "/" || scalar == "!" || scalar == "?"
    }
}
