import Wire

/// One line of a body, with how deep it is quoted.
struct ReplyLine {
    /// What a line turned out to be.
    enum Part { case new, quoted, attribution, heading, forwarded, signature }

    /// The line as it stands in the body.
    let whole: Substring
    /// The line without quote signs, trimmed.
    let bare: Substring
    /// How many quote signs, or quoting blockquotes, it stands in.
    let depth: Int
    /// What the HTML said.
    let role: HTMLLine.Role
    /// What its bytes tell.
    let signs: LineSigns
    /// The field of a header block that it begins with.
    let label: HeaderLabel?
    var part: Part
    /// Whether the HTML marks it as part of a signature.
    var isMarkedSignature: Bool

    var isBlank: Bool { bare.isEmpty }
    /// Whether it is new and says something.
    var isNewText: Bool { part == .new && !isBlank && !isRule }
    /// Whether it is a line of nothing but dashes, underscores, stars or equal signs.
    var isRule: Bool {
        OriginalMessageLine.mayBeRule(signs.first) && OriginalMessageLine.isRule(bare)
    }
    /// Whether it belongs to an older message or speaks of one.
    var isOlder: Bool { part == .quoted || part == .attribution || part == .heading }

    /// A line of plain text: `> > words` is quoted twice.
    init(plain line: Substring) {
        var rest = line
        var depth = 0
        while true {
            rest = droppingSpace(rest)
            guard rest.utf8.first == 0x3E else { break }
            rest = rest[rest.utf8.index(after: rest.startIndex)...]
            depth += 1
        }
        whole = line
        bare = trimmedEnd(rest)
        self.depth = depth
        role = .text
        signs = LineSigns(bare)
        label = signs.mayHaveLabel ? HeaderLabel.of(bare) : nil
        part = depth > 0 ? .quoted : .new
        isMarkedSignature = false
    }

    /// A line of HTML.
    init(html line: HTMLLine) {
        let text = line.text[...]
        whole = text
        bare = trimmedEnd(droppingSpace(text))
        depth = line.quoted
        role = line.role
        signs = LineSigns(bare)
        label = signs.mayHaveLabel ? HeaderLabel.of(bare) : nil
        part = line.quoted > 0 ? .quoted : .new
        isMarkedSignature = line.role == .signature
    }

    /// The lines of a text.
    static func lines(of text: String) -> [ReplyLine] {
        var previous: Substring = ""
        // By bytes: a line end is no part of a character.
        return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { bytes in
            let line = Substring(bytes)
            defer { previous = line }
            return line.utf8.first == 0x3E && closesAddress(line, after: previous)
                ? ReplyLine(html: HTMLLine(text: String(line))) : ReplyLine(plain: line)
        }
    }

    /// QUIRK: `<jane@example.org` wrapped before its `>:`, which then looks like a quote.
    /// (crisp-email_norwegian_gmail.txt)
    private static func closesAddress(_ line: Substring, after previous: Substring) -> Bool {
        guard line.utf8.count <= 60, trimmedEnd(line).last == ":",
            previous.utf8.count <= 400, let open = previous.lastIndex(of: "<")
        else { return false }
        return previous[open...].contains("@") && !previous[open...].contains(">")
    }
}

/// White space, and the invisible marks that programs put around right-to-left text.
func isSpaceOrMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\r", "\u{A0}", "\u{202F}", "\u{3000}": true
    case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        true
    default: false
    }
}

/// The text without white space and marks at its end, nor ASCII that `drops` names.
func trimmedEnd(_ text: Substring, _ drops: (UInt8) -> Bool = { _ in false }) -> Substring {
    var end = text.endIndex
    while end > text.startIndex {
        let last = text.utf8.index(before: end)
        switch text.utf8[last] {
        case 0x20, 0x09, 0x0D: end = last
        case let byte where byte < 0x80 && drops(byte): end = last
        case 0..<0x80: return text[..<end]
        default:
            let last = text.unicodeScalars.index(before: end)
            guard isSpaceOrMark(text.unicodeScalars[last]) else { return text[..<end] }
            end = last
        }
    }
    return text[..<end]
}

/// The text without white space and marks at its beginning.
func droppingSpace(_ text: Substring) -> Substring {
    var start = text.startIndex
    while start < text.endIndex {
        switch text.utf8[start] {
        case 0x20, 0x09, 0x0D: start = text.utf8.index(after: start)
        case 0..<0x80: return text[start...]
        default:
            guard isSpaceOrMark(text.unicodeScalars[start]) else { return text[start...] }
            start = text.unicodeScalars.index(after: start)
        }
    }
    return text[start...]
}
