/// What an element's name says: looked up once, when the element begins.
struct HTMLTag {
    /// What an element does to the text by its name alone.
    enum Effect {
        case none
        /// It and all within it say nothing that a reader would see.
        case dropped
        case breaksLine, rule, paragraph, cell, item, picture, link, preformatted
    }

    /// As libxml2 gives it: in lower case.
    let name: String
    var effect = Effect.none
    /// Whether it begins and ends a line.
    var isBlock = false

    /// The tag of an element's name.
    static func named(_ name: String) -> HTMLTag { known[name] ?? HTMLTag(name: name) }

    private static let effects: [(Effect, [String])] = [
        (
            .dropped,
            [
                "script", "style", "head", "title", "noscript", "template", "object", "embed",
                "applet", "iframe", "svg", "math", "select", "audio", "video", "canvas",
                "noframes", "frameset",
            ]
        ),
        (.breaksLine, ["br"]), (.rule, ["hr"]), (.cell, ["td", "th"]), (.item, ["li"]),
        (.paragraph, ["p", "h1", "h2", "h3", "h4", "h5", "h6"]), (.picture, ["img"]),
        (.link, ["a"]), (.preformatted, ["pre", "textarea"]),
    ]

    private static let known: [String: HTMLTag] = {
        var tags: [String: HTMLTag] = [:]
        for (effect, names) in effects {
            for name in names { tags[name] = HTMLTag(name: name, effect: effect) }
        }
        for name in blockTags { tags[name, default: HTMLTag(name: name)].isBlock = true }
        return tags
    }()
}

let blockTags: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
]
