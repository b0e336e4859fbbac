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
    }
    private var open: [Open] = []
    private var preformatted = 0
    /// Letters written since the innermost link began, to tell a bare link from a named one.
    private var linkText = ""
    private var inLink = false

    init(writer: LineWriter) { self.writer = writer }

    mutating func text(_ text: String) {
        if preformatted > 0 { writer.addPreformatted(text) } else { writer.add(text) }
        if inLink, linkText.utf8.count < 2_000 { linkText += text }
    }

    /// Whether the element's children are to be read. Balanced by ``leave(_:)`` either way.
    mutating func enter(_ tag: String, _ attribute: (String) -> String?) -> Bool {
        var this = Open()
        defer { open.append(this) }
        guard !droppedTags.contains(tag), !isHidden(attribute) else { return false }
        let marks = Marks(attribute)
        if marks.isDivider { writer.divider() }
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
            if let alt = attribute("alt"), !alt.isEmpty { writer.add(alt) }
        case "a": beginLink(attribute("href"), &this)
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
        }
        return true
    }

    mutating func leave(_ tag: String) {
        guard let this = open.popLast() else { return }
        if this.link != nil { endLink(this) }
        if this.isPreformatted { preformatted -= 1 }
        switch tag {
        case "p", "h1", "h2", "h3", "h4", "h5", "h6":
            writer.endLine()
        case _ where blockTags.contains(tag): writer.endLine()
        default: break
        }
        if let role = this.previousRole {
            writer.endLine()
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

/// What class, id and style of an element say about quoting. Mail programs differ; each line here
/// names the one that writes it.
private struct Marks {
    let classes: Set<String>
    let isQuote: Bool
    let isAttribution: Bool
    let isDivider: Bool

    init(_ attribute: (String) -> String?) {
        let id = (attribute("id") ?? "").lowercased()
        let style = (attribute("style") ?? "").lowercased().filter { !$0.isWhitespace }
        classes = Set(
            (attribute("class") ?? "").lowercased().split(separator: " ").prefix(50).map(
                String.init))
        let type = attribute("type")?.lowercased()
        isQuote =
            type == "cite" || attribute("cite") != nil  // Apple Mail, Thunderbird
            || style.contains("border-left")  // most webmail
            || classes.contains { $0.contains("quote") || $0.contains("cite") }  // Gmail, Proton
        isAttribution =
            classes.contains("gmail_attr")  // Gmail
            || classes.contains("moz-cite-prefix")  // Thunderbird
            || classes.contains("moz-forward-container") || id == "reply-intro"  // Roundcube
        isDivider =
            id.hasSuffix("appendonsend") || id.hasSuffix("divrplyfwdmsg")  // Outlook on the web
            || id == "mail-editor-reference-message-container"  // new Outlook
            || id == "ms-outlook-mobile-reference-message"
            || id.hasPrefix("yahoo_quoted") || classes.contains("yahoo_quoted")
            || classes.contains("protonmail_quote") || classes.contains("zmail_extra")
            || id == "reply-container" || classes.contains("ms-outlook-mobile-reference-message")
            // Outlook for Windows: the thin line above "From: … Sent: …".
            || (style.contains("border-top:solid#e1e1e1")
                || style.contains("border-top:solid#b5c4df"))
    }
}

private func isHidden(_ attribute: (String) -> String?) -> Bool {
    if attribute("hidden") != nil { return true }
    guard let style = attribute("style")?.lowercased().filter({ !$0.isWhitespace }) else {
        return false
    }
    return style.contains("display:none") || style.contains("visibility:hidden")
        || style.contains("mso-hide:all") || style.contains("opacity:0;")
        || style.hasSuffix("opacity:0")
        || style.contains("font-size:0;") || style.contains("font-size:0px")
        || style.hasSuffix("font-size:0") || style.contains("max-height:0;")
        || style.contains("max-height:0px") || style.hasSuffix("max-height:0")
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
