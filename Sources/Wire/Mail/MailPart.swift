/// One leaf of a message: a text, or anything else as an attachment.
public struct MailPart: Sendable {
    /// The media type in lower case, `text/plain` when none was given (RFC 2045 §5.2).
    public let type: String
    /// Whether the part declared its type.
    public let typeIsDeclared: Bool
    /// Parameters of Content-Type by lower-case name, decoded.
    public let parameters: [String: String]
    /// `inline`, `attachment` or empty.
    public let disposition: String
    /// The file name, made safe; nil when there was none.
    public let fileName: String?
    /// The Content-ID without brackets.
    public let contentID: String?
    /// The content, decoded.
    public let bytes: [UInt8]
    /// The characters of a text part; nil for all others. At most ``MailLimits/textBytes`` bytes
    /// are decoded.
    public let text: String?
    /// Types of the multiparts around it, outermost first.
    public let ancestors: [String]
    /// The part's own header.
    public let headers: MailHeaders
    /// The outermost multipart/alternative that it belongs to.
    let alternative: Int?

    /// Whether the part is something to keep beside the text, not to read in line.
    public var isAttachment: Bool {
        if type.hasPrefix("text/"), disposition != "attachment", fileName == nil, bytes.isEmpty {
            return false
        }
        if disposition == "attachment" || fileName != nil { return true }
        if type == "text/plain" || type == "text/html" || type == "text/enriched" { return false }
        return !isReportPart && !isCalendarReply
    }

    /// Whether the part is the machine's share of a report (RFC 6522), not something to keep.
    var isReportPart: Bool {
        switch type {
        case "message/delivery-status", "message/disposition-notification",
            "message/feedback-report", "message/global-delivery-status", "text/rfc822-headers",
            "message/global-headers", "message/global-disposition-notification":
            true
        default: false
        }
    }

    /// Understands a leaf: type, name, bytes and text.
    init(_ raw: RawPart, charset: String?, forgiven: inout [Quirk]) {
        headers = raw.headers
        ancestors = raw.ancestors
        alternative = raw.alternative
        let contentType = FieldParameters(
            raw.headers.field("Content-Type")?.raw ?? [], charset: charset)
        let placement = FieldParameters(
            raw.headers.field("Content-Disposition")?.raw ?? [], charset: charset)
        forgiven += contentType.forgiven + placement.forgiven
        let isDigest = raw.ancestors.last == "multipart/digest"
        typeIsDeclared = contentType.value.utf8.contains(0x2F)
        let fallback = isDigest ? "message/rfc822" : "text/plain"
        let declared = typeIsDeclared ? contentType.value : fallback
        // GMime read it as a leaf, so it is none of the containers that its header names.
        let isLeaf = declared.hasPrefix("multipart/") && raw.assumedType == nil
        type = raw.assumedType ?? (isLeaf ? "text/plain" : declared)
        parameters = contentType.parameters
        disposition = placement.value
        contentID = raw.headers.field("Content-ID").flatMap { messageIDs($0.raw).first }
        let given = placement.parameters["filename"] ?? contentType.parameters["name"]
        let safe = given.map { safeFileName($0) }
        fileName = safe?.name
        if safe?.changed == true {
            forgiven.append(Quirk(.unsafeFileName, "a file name held a path or invisible signs"))
        }
        let encoding = raw.headers.field("Content-Transfer-Encoding")
        let (decoded, quirk) =
            raw.isWhole
            ? (raw.content, nil)
            : decodeTransfer(withoutLoneCR(raw.content), encoding: encoding?.text)
        bytes = decoded
        if let quirk { forgiven.append(quirk) }
        text = type.hasPrefix("text/") ? shownText(decoded, contentType, type, &forgiven) : nil
    }
}

/// GMime leaves the CR of the line end that belongs to the boundary, when nothing follows that.
/// (japanese_attachment_long_name.eml)
private func withoutLoneCR(_ content: [UInt8]) -> [UInt8] {
    content.last == 13 ? content.dropLast() : content
}

private func shownText(
    _ bytes: [UInt8], _ contentType: FieldParameters, _ type: String, _ forgiven: inout [Quirk]
) -> String {
    var shown = bytes
    if bytes.count > MailLimits.textBytes {
        shown = Array(bytes.prefix(MailLimits.textBytes))
        // Not in the middle of a character.
        while let last = shown.last, last & 0xC0 == 0x80 { shown.removeLast() }
        if let last = shown.last, last >= 0xC0 { shown.removeLast() }
        forgiven.append(
            Quirk(
                .textTruncated, "\(MailLimits.textBytes) of \(bytes.count) bytes of text are shown")
        )
    }
    let label =
        contentType.parameters["charset"] ?? (type == "text/html" ? metaCharset(shown) : nil)
    let decoded = decodeText(shown, charset: label)
    forgiven += decoded.forgiven
    return decoded.text
}

/// The charset that an HTML text names in its first kilobyte.
private func metaCharset(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
    guard let at = head.range(of: "charset=") else { return nil }
    let name = head[at.upperBound...].drop { "\"' ".contains($0) }
        .prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
    return name.isEmpty ? nil : String(name)
}

extension String {
    /// The first place of a text, without Foundation.
    fileprivate func range(of wanted: String) -> Range<String.Index>? {
        firstRange(of: wanted)
    }
}
