/// A line of text from HTML, with what the markup says about who wrote it.
public struct HTMLLine: Sendable, Hashable {
    /// What a line is for, as far as the markup of a mail program tells.
    public enum Role: Sendable, Hashable {
        case text
        /// "On Monday Jane wrote:", marked as such; what is quoted follows in blockquotes.
        case attribution
        /// The line above everything that is quoted, in programs that quote without blockquotes.
        case divider
        /// A signature, or the line of a device or program, marked as such.
        case signature
    }

    /// The text without line ends; white space folded.
    public let text: String
    /// How many quoting blockquotes it stands in.
    public let quoted: Int
    /// What it is for.
    public let role: Role

    /// Makes a line.
    public init(text: String, quoted: Int = 0, role: Role = .text) {
        self.text = text
        self.quoted = quoted
        self.role = role
    }
}

/// HTML as lines of text.
public struct HTMLText: Sendable, Hashable {
    /// The lines in order; blank ones part paragraphs.
    public let lines: [HTMLLine]
    /// Whether part of the input was left out, being too large or too deep.
    public let truncated: Bool

    /// The lines joined by LF; quoted ones begin with `> `.
    public var text: String {
        lines.map { line in
            guard line.quoted > 0 else { return line.text }
            let mark = String(repeating: ">", count: min(line.quoted, 20))
            return line.text.isEmpty ? mark : mark + " " + line.text
        }.joined(separator: "\n")
    }
}

/// Reads HTML as plain text: ``HTMLText/text`` of ``htmlLines(_:)``.
public func htmlText(_ html: String) -> String { htmlLines(html).text }

/// Bytes of HTML that are read, 1 MiB; the rest is left out.
let htmlLimit = 1 << 20

/// Reads HTML as lines of text.
///
/// Scripts, styles and hidden elements are dropped; `br`, `p`, `tr`, `li` and their kind break the
/// line; the target of a link stands behind its words unless it says the same. Nothing is fetched,
/// no entity of a DTD is expanded. Linear: what would cost libxml2 more than linear time (very deep
/// nesting, thousands of attributes) goes through a plain scan that drops the tags.
public func htmlLines(_ html: String) -> HTMLText {
    let truncated = html.utf8.count > htmlLimit
    var bytes = truncated ? Array(html.utf8.prefix(htmlLimit)) : Array(html.utf8)
    if bytes.contains(0) { bytes.removeAll { $0 == 0 } }
    bytes = withoutConditions(bytes)
    guard !bytes.isEmpty else { return HTMLText(lines: [], truncated: false) }
    var writer = LineWriter()
    guard HTMLScan.isTame(bytes) else {
        HTMLScan.strip(bytes, into: &writer)
        return HTMLText(lines: writer.finished(), truncated: true)
    }
    if !HTMLTree.walk(bytes, into: &writer) { HTMLScan.strip(bytes, into: &writer) }
    return HTMLText(lines: writer.finished(), truncated: truncated)
}

/// Takes out Word's `<![if !supportLists]>` and `<![endif]>`: browsers take them for comments,
/// libxml2 for words. `<![endif]-->` ends a comment and stays. Linear.
private func withoutConditions(_ bytes: [UInt8]) -> [UInt8] {
    let opening = Array("<![".utf8)
    let mayHoldOne = bytes.indices.dropLast(2).contains {
        bytes[$0] == 0x3C && bytes[$0 + 2] == 0x5B
    }
    guard mayHoldOne else { return bytes }
    let data = Array("<![CDATA[".utf8)
    var out: [UInt8] = []
    var cursor = 0
    while let start = bytes[cursor...].firstIndex(of: 0x3C) {
        out += bytes[cursor..<start]
        cursor = start
        let rest = bytes[start...]
        if rest.starts(with: opening), !rest.starts(with: data),
            let end = rest.prefix(200).firstIndex(of: 0x3E), bytes[end - 1] != 0x2D
        {
            cursor = end + 1
        } else {
            out.append(bytes[start])
            cursor += 1
        }
    }
    return out + bytes[cursor...]
}
