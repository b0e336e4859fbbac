/// What each element of a mail's HTML does to the text: break, hide, quote.
struct HTMLWalker {
    var writer: LineWriter

    /// What an open element changed, to be taken back where it ends.
    private struct Open {
        let tag: HTMLTag
        var quotes = false
        var previousRole: HTMLLine.Role?
        var link: String?
        var isQuoteContainer = false
        var isPreformatted = false
        var isWingdings = false
    }
    private var open: [Open] = []
    private var preformatted = 0
    private var wingdings = 0
    /// What was written since the innermost link began, in UTF-8, to tell a bare link from a named one.
    private var linkText: [UInt8] = []
    private var inLink = false

    init(writer: LineWriter) { self.writer = writer }

    /// Takes the text of a node, in UTF-8.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard wingdings > 0 else { return write(bytes) }
        var text = fromWingdings(String(decoding: bytes, as: UTF8.self))
        text.withUTF8 { write($0) }
    }

    private mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        if preformatted > 0 { writer.addPreformatted(bytes) } else { writer.add(bytes) }
        if inLink, linkText.count < 2_000 { linkText += bytes }
    }

    /// Whether the element's children are to be read. Balanced by ``leave()`` either way.
    mutating func enter(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Bool {
        var this = Open(tag: tag)
        defer { open.append(this) }
        guard tag.effect != .dropped, !attributes.hides else { return false }
        let marks = attributes.isEmpty ? .none : QuoteMarks(tag.name, attributes)
        if marks.isDivider { writer.divider() }
        if tag.name == "span" || tag.name == "font", isWingdings(attributes) {
            this.isWingdings = true
            wingdings += 1
        }
        begin(tag, attributes, marks, &this)
        if tag.name == "blockquote", marks.isQuote {
            if open.contains(where: \.isQuoteContainer) { writer.role = .text }
            this.quotes = true
            writer.quoted += 1
        }
        if marks.isAttribution || (tag.name == "div" && marks.classes.contains("gmail_quote")) {
            writer.endLine()
            this.previousRole = writer.role
            this.isQuoteContainer = !marks.isAttribution
            if writer.quoted == 0 { writer.role = .attribution }
        } else if marks.isSignature, writer.role == .text {
            if tag.isBlock { writer.endLine() }
            this.previousRole = writer.role
            writer.role = .signature
        }
        return true
    }

    private mutating func begin(
        _ tag: HTMLTag, _ attributes: HTMLAttributes, _ marks: QuoteMarks, _ this: inout Open
    ) {
        switch tag.effect {
        case .breaksLine: writer.breakLine()
        case .rule: writer.endLine()
        // Word makes each line a `p` of that class; headings are no blocks here.
        case .paragraph where marks.classes.contains("msonormal") && tag.isBlock: writer.endLine()
        case .paragraph: writer.endParagraph()
        case .cell: writer.add(" ")
        case .item:
            writer.endLine()
            writer.add("- ")
        case .picture:
            if let alt = attributes["alt"], !alt.isEmpty { writer.add(alt) }
        case .link: beginLink(attributes["href"], &this)
        case .preformatted:
            writer.endLine()
            this.isPreformatted = true
            preformatted += 1
        case .none, .dropped: if tag.isBlock { writer.endLine() }
        }
    }

    mutating func leave() {
        guard let this = open.popLast() else { return }
        if this.link != nil { endLink(this) }
        if this.isPreformatted { preformatted -= 1 }
        if this.isWingdings { wingdings -= 1 }
        if this.tag.effect == .paragraph || this.tag.isBlock { writer.endLine() }
        if let role = this.previousRole {
            if writer.role != .signature || this.tag.isBlock { writer.endLine() }
            writer.role = role
        }
        if this.quotes { writer.quoted -= 1 }
    }

    private mutating func beginLink(_ target: String?, _ this: inout Open) {
        guard let target, !inLink, target.utf8.count <= 2_000 else { return }
        let lower = target.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return }
        this.link = target.trimmingSpaces()
        inLink = true
        linkText.removeAll(keepingCapacity: true)
    }

    private mutating func endLink(_ this: Open) {
        inLink = false
        guard let link = this.link else { return }
        let words = String(decoding: linkText, as: UTF8.self).trimmingSpaces()
        let bare = words.hasSuffix("/") ? String(words.dropLast()) : words
        // Said once is enough: the words are the address, or there are none to click on.
        guard !bare.isEmpty, !link.contains(bare) else { return }
        writer.add(" <\(link)>")
    }
}
