import MessageFormat

/// A letter as plain text: one line to a paragraph, LF between them.
///
/// Lines are not wrapped: mail programs do that to the width of the screen, and the wire encoding
/// keeps them short.
struct TextWriter {
    private var paragraphs: [String] = []

    static func write(_ framed: FramedLetter) -> String {
        var writer = TextWriter()
        if let marker = framed.marker { writer.paragraphs.append(marker) }
        for line in framed.top { writer.add(line) }
        writer.add(framed.letter)
        for line in framed.foot { writer.add(line) }
        if let copy = framed.copy {
            // Not a row of dashes or underscores: mail programs cut answers there.
            writer.paragraphs.append("* * *")
            writer.add(copy.intro)
            writer.add(copy.letter)
        }
        return writer.paragraphs.joined(separator: "\n\n") + "\n"
    }

    private mutating func add(_ letter: Letter) {
        for block in letter.blocks {
            switch block {
            case .paragraph(let line): add(line)
            case .facts(let rows, let end):
                add(
                    rows.map { $0.label.plain + Self.spaced(end.plain) + $0.value.plain },
                    letter.language)
            case .words(let intro, let note, let text, let language):
                add([intro, note].compactMap { $0?.plain }, letter.language)
                add(text.split(separator: "\n").map(String.init), language)
            case .choices(let intro, let lines):
                let numbered = lines.enumerated().map { "\($0.offset + 1) = \($0.element.plain)" }
                add([intro.plain] + numbered, letter.language)
            }
        }
    }

    private mutating func add(_ line: Line) {
        add([line.plain], line.language)
    }

    private mutating func add(_ lines: [String], _ language: LanguageTag) {
        let filled = lines.filter { !$0.isEmpty }
        guard !filled.isEmpty else { return }
        paragraphs.append(
            filled.map { Self.directed($0, language.direction) }.joined(separator: "\n"))
    }

    /// A full-width colon brings its own space.
    private static func spaced(_ end: String) -> String {
        end.unicodeScalars.last.map(isUnspaced) == true ? end : end + " "
    }

    /// A plain-text reader takes a paragraph's direction from its first strong letter: a line
    /// that begins with a name in other letters needs a mark before it.
    private static func directed(_ line: String, _ direction: TextDirection) -> String {
        guard let first = line.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
            return line
        }
        switch direction {
        case .rightToLeft: return isRightToLeft(first) ? line : "\u{200F}" + line
        case .leftToRight: return isRightToLeft(first) ? "\u{200E}" + line : line
        }
    }
}
