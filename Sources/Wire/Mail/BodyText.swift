/// What of the parts is the message itself, as text and as HTML.
struct BodyText {
    let text: String
    let plain: String?
    let html: String?
    /// The HTML as lines, where it had to be read and is one part.
    let htmlLines: HTMLText?
    let forgiven: [Quirk]

    /// Joins the texts in order.
    ///
    /// Of a multipart/alternative the plain text stands for all, unless it is blank; then the HTML
    /// does (RFC 2046 §5.1.4). Texts that follow one another, as list footers and Apple Mail make
    /// them, are all kept. Texts inside an attached message belong to that one.
    init(_ parts: [MailPart]) {
        var forgiven: [Quirk] = []
        let bodies = parts.filter {
            !$0.isAttachment
                && ($0.type == "text/plain" || $0.type == "text/html" || $0.type == "text/enriched")
        }
        var hasPlain: Set<Int> = []
        for part in bodies where part.type == "text/plain" && !isBlank(part.text ?? "") {
            if let group = part.alternative { hasPlain.insert(group) }
        }
        var pieces: [String] = []
        var plain: [String] = []
        var html: [String] = []
        var lines: HTMLText?
        for part in bodies {
            guard let text = part.text else { continue }
            let isHTML = part.type != "text/plain"
            if isHTML { html.append(text) } else { plain.append(text) }
            if !isHTML {
                let isRedundant = part.alternative.map { !hasPlain.contains($0) } ?? false
                if !isRedundant { pieces.append(paragraphs(part, text)) }
            } else if !(part.alternative.map { hasPlain.contains($0) } ?? false) {
                let read = Wire.htmlLines(text)
                lines = read
                if read.truncated {
                    forgiven.append(Quirk(.textTruncated, "the HTML is shown in part"))
                }
                pieces.append(read.text)
            }
        }
        var joined = pieces.reduce(into: "") { all, piece in
            if !all.isEmpty, all.utf8.last != 10, !piece.isEmpty { all += "\n" }
            all += piece
        }
        if joined.utf8.count > MailLimits.textBytes {
            joined = String(decoding: joined.utf8.prefix(MailLimits.textBytes), as: UTF8.self)
            forgiven.append(
                Quirk(.textTruncated, "\(MailLimits.textBytes) bytes of text are shown"))
        }
        let opened = SealedText.withoutArmour(joined)
        joined = opened.text
        if let quirk = opened.quirk { forgiven.append(quirk) }
        if isBlank(joined) { joined = explanation(parts) }
        if isBlank(joined), let sealed = SealedText.explanation(parts) {
            joined = sealed.text
            forgiven.append(sealed.quirk)
        }
        self.text = joined
        self.plain = plain.isEmpty ? nil : lineFeeds(plain.joined(separator: "\n"))
        self.html = html.isEmpty ? nil : html.joined(separator: "\n")
        self.htmlLines = html.count == 1 ? lines : nil
        self.forgiven = forgiven
    }
}

/// The text of a part with LF line ends, its soft breaks undone where it declares them.
private func paragraphs(_ part: MailPart, _ text: String) -> String {
    let lines = lineFeeds(text)
    guard part.parameters["format"]?.lowercased() == "flowed" else { return lines }
    return unflowed(lines, deletesSpace: part.parameters["delsp"]?.lowercased() == "yes")
}

/// QUIRK: the words of a report, labelled as its machine-readable part.
/// (multipart_report_multiple_status.eml)
private func explanation(_ parts: [MailPart]) -> String {
    for part in parts where part.type == "message/delivery-status" && part.bytes.count <= 20_000 {
        let fields = readFieldBlocks(part.bytes, limit: 20)
        if fields.contains(where: { $0.has("Reporting-MTA") || $0.has("Final-Recipient") }) {
            continue
        }
        return lineFeeds(decodeText(part.bytes, charset: part.parameters["charset"]).text)
    }
    return ""
}

private func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
        $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}"
    }
}

/// CR LF and lone CR as LF.
func lineFeeds(_ text: String) -> String {
    guard text.utf8.contains(13) else { return text }
    return String(unsafeUninitializedCapacity: text.utf8.count) { out in
        var count = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte != 10 || previous != 13 {
                out[count] = byte == 13 ? 10 : byte
                count += 1
            }
            previous = byte
        }
        return count
    }
}
