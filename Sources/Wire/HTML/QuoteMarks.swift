/// What class, id, name and style of an element say about quoting. Mail programs differ; each line
/// here names the one that writes it. What many of them share comes first.
struct QuoteMarks {
    let classes: Set<String>
    /// A blockquote that quotes, not one that indents.
    let isQuote: Bool
    /// "On Monday Jane wrote:".
    let isAttribution: Bool
    /// The place above everything that is quoted.
    let isDivider: Bool
    /// A signature, or the line of a device.
    let isSignature: Bool

    init(_ tag: String, _ attribute: (String) -> String?) {
        let id = (attribute("id") ?? "").lowercased()
        let name = (attribute("name") ?? "").lowercased()
        let style = (attribute("style") ?? "").lowercased().filter { !$0.isWhitespace }
        classes = Set(
            (attribute("class") ?? "").lowercased().split(separator: " ").prefix(50).map(
                String.init))
        let names = classes.union([id, name])
        let type = attribute("type")?.lowercased()
        isQuote =
            type == "cite" || attribute("cite") != nil  // Apple Mail, Thunderbird
            || style.contains("border-left")  // most webmail
            || names.contains { $0.contains("quote") || $0.contains("cite") }  // Gmail, Proton
            || id == "isreplycontent"  // NetEase
            || attribute("data-email") != nil  // Seznam
        isAttribution =
            classes.contains("gmail_attr")  // Gmail
            || classes.contains("moz-cite-prefix")  // Thunderbird
            || classes.contains("moz-forward-container") || id == "reply-intro"  // Roundcube
            || classes.contains("quote-header")  // GMX
        isDivider = QuoteMarks.isDivider(tag, id, name, classes, style)
        isSignature =
            tag != "body" && tag != "html"
            && names.contains { $0.contains("signature") && !$0.hasPrefix("linebreak") }
    }

    private static func isDivider(
        _ tag: String, _ id: String, _ name: String, _ classes: Set<String>, _ style: String
    ) -> Bool {
        guard tag != "blockquote", tag != "a" else { return false }
        return id.hasSuffix("appendonsend") || id.hasSuffix("divrplyfwdmsg")  // Outlook on the web
            || id == "stopspelling"  // Hotmail
            || id.hasSuffix("reference-message-container")  // new Outlook, Outlook for phones
            || id == "ms-outlook-mobile-reference-message"
            || classes.contains("ms-outlook-mobile-reference-message")
            || id.contains("yahoo_quoted") || classes.contains("yahoo_quoted")
            || classes.contains("protonmail_quote") || classes.contains("zmail_extra")  // Zoho
            || id == "reply-container" || name == "messagereplysection"  // Spark
            || name == "quote" || id == "sub-body-container"  // GMX, WEB.DE
            || classes.contains("replied_mail")  // Naver
            || classes.contains("nh_extra")  // Wirtualna Polska
            // Outlook for Windows: the thin line above "From: … Sent: …".
            || style.contains("border-top:solid#e1e1e1")
            || style.contains("border-top:solid#b5c4df")
    }
}
