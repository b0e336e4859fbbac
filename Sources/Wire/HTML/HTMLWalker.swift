/// What each element of a mail's HTML does to the text: break, hide, quote.
struct HTMLWalker {
    var writer: LineWriter

    /// What an open element changed, to be taken back where it ends.
    private struct Open {
        var quotes = false
        var previousRole: HTMLLine.Role?
        var link: String?
        var linkStart = 0
        var isQuoteContainer = false
        var isPreformatted = false
        var isWingdings = false
    }
    private var open: [Open] = []
    private var preformatted = 0
    private var wingdings = 0
    /// Letters written since the innermost link began, to tell a bare link from a named one.
    private var linkText = ""
    private var inLink = false

    init(writer: LineWriter) { self.writer = writer }

    mutating func text(_ text: String) {
        let text = wingdings > 0 ? fromWingdings(text) : text
        if preformatted > 0 { writer.addPreformatted(text) } else { writer.add(text) }
        if inLink, linkText.utf8.count < 2_000 { linkText += text }
    }

    /// Whether the element's children are to be read. Balanced by ``leave(_:)`` either way.
    mutating func enter(_ tag: String, _ attributes: HTMLAttributes) -> Bool {
        var this = Open()
        defer { open.append(this) }
        guard !droppedTags.contains(tag), !isHidden(attributes) else { return false }
        let marks = attributes.isEmpty ? .none : QuoteMarks(tag, attributes)
        if marks.isDivider { writer.divider() }
        if tag == "span" || tag == "font", isWingdings(attributes) {
            this.isWingdings = true
            wingdings += 1
        }
        switch tag {
        case "br": writer.breakLine()
        case "hr": writer.endLine()
        case "p" where !marks.classes.contains("msonormal"), "h1", "h2", "h3", "h4", "h5", "h6":
            writer.endParagraph()
        case "td", "th": writer.add(" ")
        case "li":
            writer.endLine()
            writer.add("- ")
        case "img":
            if let alt = attributes["alt"], !alt.isEmpty { writer.add(alt) }
        case "a": beginLink(attributes["href"], &this)
        case "pre", "textarea":
            writer.endLine()
            this.isPreformatted = true
            preformatted += 1
        default:
            if blockTags.contains(tag) { writer.endLine() }
        }
        if tag == "blockquote", marks.isQuote {
            if open.contains(where: \.isQuoteContainer) { writer.role = .text }
            this.quotes = true
            writer.quoted += 1
        }
        if marks.isAttribution || (tag == "div" && marks.classes.contains("gmail_quote")) {
            writer.endLine()
            this.previousRole = writer.role
            this.isQuoteContainer = !marks.isAttribution
            if writer.quoted == 0 { writer.role = .attribution }
        } else if marks.isSignature, writer.role == .text {
            if blockTags.contains(tag) { writer.endLine() }
            this.previousRole = writer.role
            writer.role = .signature
        }
        return true
    }

    mutating func leave(_ tag: String) {
        guard let this = open.popLast() else { return }
        if this.link != nil { endLink(this) }
        if this.isPreformatted { preformatted -= 1 }
        if this.isWingdings { wingdings -= 1 }
        switch tag {
        case "p", "h1", "h2", "h3", "h4", "h5", "h6":
            writer.endLine()
        case _ where blockTags.contains(tag): writer.endLine()
        default: break
        }
        if let role = this.previousRole {
            if writer.role != .signature || blockTags.contains(tag) { writer.endLine() }
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
        linkText = ""
    }

    private mutating func endLink(_ this: Open) {
        inLink = false
        guard let link = this.link else { return }
        let words = linkText.trimmingSpaces()
        let bare = words.hasSuffix("/") ? String(words.dropLast()) : words
        // Said once is enough: the words are the address, or there are none to click on.
        guard !bare.isEmpty, !link.contains(bare) else { return }
        writer.add(" <\(link)>")
    }
}

private func isHidden(_ attributes: HTMLAttributes) -> Bool {
    if attributes.isEmpty { return false }
    if attributes["hidden"] != nil { return true }
    let style = attributes.style
    guard !style.isEmpty else { return false }
    return style.holds("display:none") || style.holds("visibility:hidden")
        || style.holds("mso-hide:all") || style.holds("opacity:0;")
        || style.hasSuffix("opacity:0")
        || style.holds("font-size:0;") || style.holds("font-size:0px")
        || style.hasSuffix("font-size:0") || style.holds("max-height:0;")
        || style.holds("max-height:0px") || style.hasSuffix("max-height:0")
}

private let droppedTags: Set<String> = [
    "script", "style", "head", "title", "noscript", "template", "object", "embed", "applet",
    "iframe", "svg", "math", "select", "audio", "video", "canvas", "noframes", "frameset",
]

let blockTags: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
]
