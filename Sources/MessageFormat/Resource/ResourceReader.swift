/// Reads a message resource line by line, each line once.
struct ResourceReader {
    private typealias Scalars = Substring.UnicodeScalarView

    /// A message whose lines are still being read.
    private struct Open {
        var key: String
        var line: Int
        var source = ""
        /// Blank lines that belong to the message if an indented line follows.
        var blanks = 0
        var pieces: [MessageResource.Entry.Piece] = []
    }

    private let lines: [Scalars]
    private let fence: Int?
    private var number = 0
    private var section = ""
    private var locale: LanguageTag?
    private var frontmatter: [MessageResource.Property] = []
    private var entries: [MessageResource.Entry] = []
    private var keys: [String: Int] = [:]
    private var comments: [String] = []
    private var properties: [MessageResource.Property] = []
    private var open: Open?

    init(_ text: String) throws(ResourceProblem) {
        var rest = text.unicodeScalars[...]
        // Editors on Windows put a byte order mark first.
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        var lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices where lines[index].last == "\r" { lines[index].removeLast() }
        self.lines = lines
        fence = lines.firstIndex {
            $0.first == "-" && Self.trimmed($0).elementsEqual("---".unicodeScalars)
        }
        try checkCharacters()
    }

    private func checkCharacters() throws(ResourceProblem) {
        for (index, line) in lines.enumerated() {
            var column = 1
            for scalar in line {
                if scalar.properties.generalCategory == .control && scalar != "\t" {
                    let code = String(scalar.value, radix: 16, uppercase: true)
                    throw ResourceProblem(
                        line: index + 1, column: column,
                        sentence: "The control character U+\(code) stands here; remove it.")
                }
                column += 1
            }
        }
    }

    mutating func read() throws(ResourceProblem) -> MessageResource {
        for index in lines.indices {
            number = index + 1
            if index == fence {
                try closeFrontmatter()
            } else {
                try read(lines[index])
            }
        }
        closeEntry()
        try refuseLooseProperties()
        return MessageResource(locale: locale, properties: frontmatter, entries: entries)
    }

    private func problem(_ sentence: String, column: Int = 1, line: Int? = nil) -> ResourceProblem {
        ResourceProblem(line: line ?? number, column: column, sentence: sentence)
    }

    /// What stood above `---` was about the whole file.
    private mutating func closeFrontmatter() throws(ResourceProblem) {
        closeEntry()
        guard entries.isEmpty, section.isEmpty else {
            throw problem("The line --- closes the frontmatter; it must stand above all messages.")
        }
        frontmatter += properties
        (properties, comments) = ([], [])
        if let property = frontmatter.last(where: { $0.name == "locale" }) {
            locale = LanguageTag(property.value)
            if locale == nil {
                throw problem(
                    "\"\(property.value)\" is not a language tag; write one such as es or zh-Hant.",
                    line: property.line)
            }
        }
    }

    private mutating func read(_ line: Scalars) throws(ResourceProblem) {
        let isIndented = line.first.map(Self.isSpace) ?? false
        let content = Self.trimmed(line)
        if content.isEmpty { return try readBlank() }
        if isIndented { return try readContinuation(line) }
        switch content.first {
        case "#":
            closeEntry()
            var text = content.dropFirst()
            if text.first == " " { text.removeFirst() }
            comments.append(String(Substring(text)))
        case "@":
            closeEntry()
            try readProperty(content)
        case "[":
            closeEntry()
            try refuseLooseProperties()
            try readSection(content)
        default:
            closeEntry()
            try readEntry(line)
        }
    }

    /// A blank line may stand in a message; elsewhere it parts comments from what follows.
    private mutating func readBlank() throws(ResourceProblem) {
        guard open == nil else {
            open?.blanks += 1
            return
        }
        comments = []
        // The frontmatter may have blank lines; below it a property belongs to the next message.
        if number > (fence ?? -1) { try refuseLooseProperties() }
    }

    private mutating func refuseLooseProperties() throws(ResourceProblem) {
        guard let property = properties.first else { return }
        throw problem(
            "@\(property.name) belongs to no message; put it directly above one.",
            line: property.line)
    }

    private mutating func readProperty(_ content: Scalars) throws(ResourceProblem) {
        let name = content.dropFirst().prefix { Self.isKeyCharacter($0) }
        let rest = content.dropFirst(1 + name.count)
        guard !name.isEmpty, rest.isEmpty || rest.first.map(Self.isSpace) == true else {
            throw problem("A property is written as @name value, as in @status draft.", column: 2)
        }
        properties.append(
            .init(
                name: String(Substring(name)), value: String(Substring(Self.trimmed(rest))),
                line: number))
    }

    private mutating func readSection(_ content: Scalars) throws(ResourceProblem) {
        guard content.last == "]" else {
            throw problem("A section head is written as [name]; the ] is missing.")
        }
        let name = Self.trimmed(content.dropFirst().dropLast())
        guard Self.isKey(name) else {
            throw problem("The name of a section is like a key: words joined by dots.", column: 2)
        }
        section = String(Substring(name)) + "."
        comments = []
    }

    private mutating func readEntry(_ line: Scalars) throws(ResourceProblem) {
        guard let equals = line.firstIndex(of: "=") else {
            throw problem(
                "A message is written as key = text; indent the line if it goes on from above.")
        }
        let name = Self.trimmed(line[..<equals])
        guard Self.isKey(name) else {
            throw problem("A key consists of letters, digits, - and _, in parts joined by dots.")
        }
        let key = section + String(Substring(name))
        if let earlier = keys[key] {
            throw problem("The key \(key) stands on line \(earlier) too; remove one of them.")
        }
        keys[key] = number
        open = Open(key: key, line: number)
        add(line[line.index(after: equals)...], of: line)
    }

    private mutating func readContinuation(_ line: Scalars) throws(ResourceProblem) {
        guard let blanks = open?.blanks else {
            throw problem("An indented line goes on with a message, but none stands above it.")
        }
        open?.source += String(repeating: "\n", count: blanks + 1)
        open?.blanks = 0
        add(line, of: line)
    }

    /// Adds a line to the message: white space dropped at both ends, unless a backslash keeps it.
    private mutating func add(_ part: Scalars, of line: Scalars) {
        var text = Self.trimmed(part)
        if text.first == "\\", text.dropFirst().first.map(Self.isSpace) ?? false {
            text.removeFirst()
        }
        let column = line.distance(from: line.startIndex, to: text.startIndex) + 1
        let offset = open?.source.utf8.count ?? 0
        open?.pieces.append(.init(offset: offset, line: number, column: column))
        open?.source += String(Substring(text))
    }

    private mutating func closeEntry() {
        guard let open else { return }
        entries.append(
            MessageResource.Entry(
                key: open.key, source: open.source, properties: properties, comments: comments,
                line: open.line, pieces: open.pieces))
        self.open = nil
        (properties, comments) = ([], [])
    }

    private static func trimmed(_ text: Scalars) -> Scalars {
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t"
    }

    private static func isKeyCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
    }

    private static func isKey(_ text: Scalars) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.allSatisfy(isKeyCharacter)
        }
    }
}
