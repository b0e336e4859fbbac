/// The parts of a message, and what its Outlook container holds: the words, unless another part says
/// them too, in the container's place, and the files behind all. The container stays.
///
/// `charset`: For raw names.
/// - Returns: The same parts where none is such a container, or where it can't be read.
func withOutlookParts(
    _ parts: [MailPart], charset: String?, forgiven: inout [Quirk]
) -> [MailPart] {
    guard let place = parts.firstIndex(where: \.isOutlookContainer),
        let container = OutlookContainer(parts[place].bytes)
    else { return parts }
    var room = max(0, MailLimits.parts - parts.count)
    var all = parts
    // A list's footer stands beside the container as a message's text does; only the words tell.
    if room > 0, let words = container.words, !isSaid(words.shown, by: parts) {
        all.insert(MailPart(words.part, charset: charset, forgiven: &forgiven), at: place + 1)
        room -= 1
    }
    let files = container.files.filter { !$0.bytes.isEmpty || $0.name != nil }
    all += files.prefix(room).map {
        MailPart(RawPart($0), charset: charset, forgiven: &forgiven)
    }
    return all
}

private func isSaid(_ words: String, by parts: [MailPart]) -> Bool {
    let others = parts.filter { !$0.isAttachment && $0.text?.contains(where: isNoSpace) == true }
    return !others.isEmpty && stands(words, in: BodyText(others).text)
}

private func isNoSpace(_ character: Character) -> Bool { !isWhiteSpace(character) }

extension OutlookContainer {
    /// The words, and as they are shown: plain text, else the HTML, else what the RTF says.
    fileprivate var words: (part: RawPart, shown: String)? {
        if let plain, plain.contains(where: isNoSpace) { return (RawPart(plain), plain) }
        if let html {
            let label = charsetLabel(ofCodePage: codePage)
            let text = decodeText(Array(html.prefix(MailLimits.textBytes)), charset: label).text
            let shown = htmlText(text)
            if shown.contains(where: isNoSpace) {
                return (RawPart(html, "text/html" + htmlCharset, []), shown)
            }
        }
        return rtf.flatMap(words(ofRTF:))
    }

    private func words(ofRTF rtf: [UInt8]) -> (part: RawPart, shown: String)? {
        if let html = RTFText.html(of: rtf, charset: rtfCharset) {
            let shown = htmlText(html)
            if shown.contains(where: isNoSpace) {
                return (RawPart(Array(html.utf8), "text/html; charset=utf-8", []), shown)
            }
        }
        let text = RTFText.text(of: rtf, charset: rtfCharset)
        return text.flatMap { $0.contains(where: isNoSpace) ? (RawPart($0), $0) : nil }
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
