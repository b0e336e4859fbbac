/// What an Outlook container holds, as parts of the message: its words, where the message has no
/// others, and its files. The container itself stays a part beside them.
///
/// `charset`: For raw names.
/// - Returns: None where no part is such a container, or where it can't be read.
func outlookParts(
    _ parts: [MailPart], charset: String?, forgiven: inout [Quirk]
) -> [MailPart] {
    guard let sealed = parts.first(where: \.isOutlookContainer),
        let container = OutlookContainer(sealed.bytes)
    else { return [] }
    var found: [RawPart] = []
    let hasWords = parts.contains { part in
        !part.isAttachment && part.text?.contains { !$0.isWhitespace } == true
    }
    if !hasWords, let words = container.words { found.append(words) }
    found += container.files.filter { !$0.bytes.isEmpty || $0.name != nil }.map(RawPart.init)
    let room = max(0, MailLimits.parts - parts.count)
    return found.prefix(room).map { MailPart($0, charset: charset, forgiven: &forgiven) }
}

extension OutlookContainer {
    /// The words: plain text, else the HTML, else what the RTF says.
    fileprivate var words: RawPart? {
        if let plain, plain.contains(where: { !$0.isWhitespace }) { return RawPart(plain) }
        if let html { return RawPart(html, "text/html" + htmlCharset, []) }
        return rtf.flatMap { RTFText.text(of: $0, charset: rtfCharset) }.map { RawPart($0) }
    }
}

extension RawPart {
    fileprivate init(_ text: String) {
        self.init(Array(text.utf8), "text/plain; charset=utf-8", [])
    }

    fileprivate init(_ file: OutlookContainer.File) {
        let name = file.name.map { name in
            "; filename=\"\(name.filter { !"\"\\\r\n".contains($0) && $0 != "\r\n" })\""
        }
        let type = file.type.map { $0.lowercased().filter { $0.isASCII && !$0.isWhitespace } }
        let isType = type.map { $0.contains("/") && !$0.hasPrefix("multipart/") } ?? false
        self.init(
            file.bytes, isType ? type ?? "" : "application/octet-stream",
            [
                HeaderField(
                    name: "Content-Disposition", raw: Array(("attachment" + (name ?? "")).utf8))
            ])
    }

    fileprivate init(_ content: [UInt8], _ type: String, _ fields: [HeaderField]) {
        let fields = [HeaderField(name: "Content-Type", raw: Array(type.utf8))] + fields
        self.init(
            headers: MailHeaders(fields: fields), content: content, isWhole: true, ancestors: [],
            alternative: nil, assumedType: nil)
    }
}
