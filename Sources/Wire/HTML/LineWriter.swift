/// Gathers words into lines as a browser would show them: white space folded, one blank line at
/// most between paragraphs.
struct LineWriter {
    private var lines: [HTMLLine] = []
    private var line = ""
    private var endsInSpace = true
    /// Depth and role that the next words have.
    var quoted = 0
    var role = HTMLLine.Role.text
    private var lineQuoted = 0
    private var lineRole = HTMLLine.Role.text

    /// Adds the text of one node, folding white space.
    mutating func add(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{0C}":
                if !endsInSpace { put(" ") }
                endsInSpace = true
            case "\u{A0}":
                put(" ")
                endsInSpace = false
            case "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{2060}": continue
            default:
                put(scalar)
                endsInSpace = false
            }
        }
    }

    /// Adds text as it is, line ends too.
    mutating func addPreformatted(_ text: String) {
        for scalar in text.unicodeScalars {
            if scalar == "\n" { breakLine() } else if scalar != "\r" { put(scalar) }
        }
        endsInSpace = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if line.isEmpty { (lineQuoted, lineRole) = (quoted, role) }
        line.unicodeScalars.append(scalar)
    }

    /// Ends the line, even an empty one.
    mutating func breakLine() {
        if line.isEmpty { (lineQuoted, lineRole) = (quoted, role) }
        var text = line
        while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
        lines.append(HTMLLine(text: text, quoted: lineQuoted, role: lineRole))
        line = ""
        endsInSpace = true
    }

    /// Ends the line if anything stands on it.
    mutating func endLine() {
        if !line.isEmpty { breakLine() }
        endsInSpace = true
    }

    /// Ends the line and leaves a blank one before what follows.
    mutating func endParagraph() {
        endLine()
        if let last = lines.last, !last.text.isEmpty {
            lines.append(
                HTMLLine(text: "", quoted: quoted, role: role == .divider ? .divider : .text))
        }
    }

    /// Marks the place above everything that is quoted.
    mutating func divider() {
        endLine()
        lines.append(HTMLLine(text: "", quoted: quoted, role: .divider))
    }

    /// The lines, blank ones at the ends and repeated ones left out.
    mutating func finished() -> [HTMLLine] {
        endLine()
        var out: [HTMLLine] = []
        for line in lines {
            if line.text.isEmpty, line.role != .divider, out.last?.text.isEmpty ?? true { continue }
            out.append(line)
        }
        while let last = out.last, last.text.isEmpty { out.removeLast() }
        return out
    }
}
