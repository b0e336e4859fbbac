/// What class, id, name and style of an element say about quoting. Mail programs differ; each line
/// here names the one that writes it. What many of them share comes first.
struct QuoteMarks {
    /// In lower case.
    let classes: [Substring]
    /// A blockquote that quotes, not one that indents.
    let isQuote: Bool
    /// "On Monday Jane wrote:".
    let isAttribution: Bool
    /// The place above everything that is quoted.
    let isDivider: Bool
    /// A signature, or the line of a device.
    let isSignature: Bool

    /// What an element without attributes says.
    static let none = QuoteMarks()

    private init() {
        classes = []
        (isQuote, isAttribution, isDivider, isSignature) = (false, false, false, false)
    }

    init(_ tag: String, _ attributes: HTMLAttributes) {
        let id = attributes.lower("id")
        let name = attributes.lower("name")
        let style = attributes.style.holds("border-") ? attributes.style : ""
        classes = Array(
            attributes.lower("class").split(separator: " ", maxSplits: 50).prefix(50))
        let names = classes + [id[...], name[...]].filter { !$0.isEmpty }
        isQuote =
            attributes.lower("type") == "cite"  // Apple Mail
            || attributes["cite"] != nil  // Thunderbird
            || style.holds("border-left")  // most webmail
            || names.contains { $0.holds("quote") || $0.holds("cite") }  // Gmail, Proton
            || id == "isreplycontent"  // NetEase
            || attributes["data-email"] != nil  // Seznam
        isAttribution =
            classes.contains("gmail_attr")  // Gmail
            || classes.contains("moz-cite-prefix")  // Thunderbird
            || classes.contains("moz-forward-container") || id == "reply-intro"  // Roundcube
            || classes.contains("quote-header")  // GMX
        isDivider = QuoteMarks.isDivider(tag, id, name, classes, style)
        isSignature =
            tag != "body" && tag != "html"
            && names.contains { $0.holds("signature") && !$0.hasPrefix("linebreak") }
    }

    private static func isDivider(
        _ tag: String, _ id: String, _ name: String, _ classes: [Substring], _ style: String
    ) -> Bool {
        guard tag != "blockquote", tag != "a" else { return false }
        // Most elements have a style or a class and nothing else.
        guard !id.isEmpty || !name.isEmpty || !classes.isEmpty || !style.isEmpty else {
            return false
        }
        return id.hasSuffix("appendonsend") || id.hasSuffix("divrplyfwdmsg")  // Outlook on the web
            || id == "stopspelling"  // Hotmail
            || id.hasSuffix("reference-message-container")  // new Outlook, Outlook for phones
            || id == "ms-outlook-mobile-reference-message"
            || classes.contains("ms-outlook-mobile-reference-message")
            || id.holds("yahoo_quoted") || classes.contains("yahoo_quoted")
            || classes.contains("protonmail_quote") || classes.contains("zmail_extra")  // Zoho
            || id == "reply-container" || name == "messagereplysection"  // Spark
            || name == "quote" || id == "sub-body-container"  // GMX, WEB.DE
            || classes.contains("replied_mail")  // Naver
            || classes.contains("nh_extra")  // Wirtualna Polska
            // Outlook for Windows: the thin line above "From: … Sent: …".
            || style.holds("border-top:solid#e1e1e1")
            || style.holds("border-top:solid#b5c4df")
    }
}
