/// Gathers words into lines as a browser would show them: white space folded, one blank line at
/// most between paragraphs.
struct LineWriter {
    private var lines: [HTMLLine] = []
    /// The line under way, in UTF-8: every letter of a mail's HTML comes through here.
    private var line: [UInt8] = []
    private var endsInSpace = true
    /// Depth and role that the next words have.
    var quoted = 0
    var role = HTMLLine.Role.text
    private var lineQuoted = 0
    private var lineRole = HTMLLine.Role.text

    /// Adds words of our own, folding white space.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Adds the text of one node, in UTF-8, folding white space.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            if let sign = Sign(at: index, in: text) {
                index += sign.length
                take(sign)
                continue
            }
            let start = index
            repeat { index += 1 } while index < text.count && !Sign.mayBegin[Int(text[index])]
            put(UnsafeBufferPointer(rebasing: text[start..<index]))
            endsInSpace = false
        }
    }

    private mutating func take(_ sign: Sign) {
        switch sign.kind {
        case .space:
            if !endsInSpace { put(CollectionOfOne(0x20)) }
            endsInSpace = true
        case .hardSpace:
            put(CollectionOfOne(0x20))
            endsInSpace = false
        case .invisible: break
        }
    }

    /// Adds text as it is, line ends too.
    mutating func addPreformatted(_ text: UnsafeBufferPointer<UInt8>) {
        for byte in text {
            if byte == 0x0A { breakLine() } else if byte != 0x0D { put(CollectionOfOne(byte)) }
        }
        endsInSpace = false
    }

    private mutating func put(_ bytes: some Collection<UInt8>) {
        if line.isEmpty { (lineQuoted, lineRole) = (quoted, role) }
        line.append(contentsOf: bytes)
    }

    /// Ends the line, even an empty one.
    mutating func breakLine() {
        if line.isEmpty { (lineQuoted, lineRole) = (quoted, role) }
        while line.last == 0x20 { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        lines.append(HTMLLine(text: text, quoted: lineQuoted, role: lineRole))
        line.removeAll(keepingCapacity: true)
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
        out.reserveCapacity(lines.count)
        for line in lines {
            if line.text.isEmpty, line.role != .divider, out.last?.text.isEmpty ?? true { continue }
            out.append(line)
        }
        while let last = out.last, last.text.isEmpty { out.removeLast() }
        return out
    }
}

/// What is no letter in the text of a node: white space, or a mark that nobody sees.
private struct Sign {
    enum Kind {
        case space, hardSpace
        /// U+00AD, U+034F, U+200B, U+2060, U+FEFF.
        case invisible
    }

    let kind: Kind
    /// In bytes of UTF-8.
    let length: Int

    /// Nil where a letter stands.
    init?(at index: Int, in text: UnsafeBufferPointer<UInt8>) {
        let first = text[index]
        guard Self.mayBegin[Int(first)] else { return nil }
        if first < 0x80 {
            (kind, length) = (.space, 1)
            return
        }
        let second = index + 1 < text.count ? text[index + 1] : 0
        let third = index + 2 < text.count ? text[index + 2] : 0
        switch (first, second, third) {
        case (0xC2, 0xA0, _): (kind, length) = (.hardSpace, 2)
        case (0xC2, 0xAD, _), (0xCD, 0x8F, _): (kind, length) = (.invisible, 2)
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF):
            (kind, length) = (.invisible, 3)
        default: return nil
        }
    }

    /// By first byte.
    static let mayBegin: [Bool] = (0...255).map {
        [0x20, 0x09, 0x0A, 0x0D, 0x0C, 0xC2, 0xCD, 0xE2, 0xEF].contains($0)
    }
}
