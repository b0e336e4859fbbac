import Wire

/// Reads a delivery status notification (RFC 3464).
enum DeliveryReport {
    /// What the report's machine-readable part says for each recipient; empty when there is none.
    ///
    /// Forgives missing Action or Status, a missing `rfc822;`, and fields in the first block that
    /// belong to a recipient. At most 1,000 recipients.
    static func bounces(in mail: ParsedMail) -> [Bounce] {
        let original = originalMessageID(in: mail)
        var found: [Bounce] = []
        for part in mail.parts where isStatus(part) {
            for block in readFieldBlocks(part.bytes, limit: 1_001) {
                guard found.count < 1_000, let bounce = bounce(block, original) else { continue }
                found.append(bounce)
            }
        }
        return found
    }

    /// Whether a part is a report's machine-readable one (RFC 3464, RFC 6533).
    static func isStatus(_ part: MailPart) -> Bool {
        if part.type == "message/delivery-status" || part.type == "message/global-delivery-status" {
            return true
        }
        // QUIRK: gateways label the part as plain text. (dsn-labelled-text.eml)
        guard part.type == "text/plain", part.ancestors.last == "multipart/report" else {
            return false
        }
        let head = String(decoding: part.bytes.prefix(4_000), as: UTF8.self).lowercased()
        return head.holds("reporting-mta:") && head.holds("\nfinal-recipient:")
    }

    private static func bounce(_ block: MailHeaders, _ original: String?) -> Bounce? {
        let named = ["Final-Recipient", "Original-Recipient"].compactMap { block.first($0) }
        // QUIRK: an X.400 gateway names the final recipient as `/G=Jane/S=Doe/…`; the original one
        // is the address that the message went to. (x400-dsn.eml)
        let all = named.compactMap { address($0) }
        guard let recipient = all.first(where: { $0.contains("@") }) ?? all.first else {
            return nil
        }
        let diagnostic = block.first("Diagnostic-Code").map(withoutType) ?? ""
        let given = block.first("Status").flatMap { StatusCode.enhanced(in: $0) }
        let said = StatusCode.enhanced(in: diagnostic)
        // The server's own code is exact where the report's says only "other" (x.0.0).
        let status = given.map { $0.hasSuffix(".0.0") ? said ?? $0 : $0 } ?? said ?? ""
        let action = block.first("Action").map { firstWord($0).lowercased() }
        return Bounce(
            recipient: recipient, action: action ?? (status.hasPrefix("4") ? "delayed" : "failed"),
            status: status, reason: String(diagnostic.prefix(1_000)), originalMessageID: original)
    }

    /// `rfc822; jane@example.org` and what servers make of it.
    private static func address(_ field: String) -> String? {
        let value = field.split(separator: ";", maxSplits: 1).last.map(String.init) ?? field
        let text = value.filter { !"<>\" \t".contains($0) }
        return text.isEmpty ? nil : String(text.prefix(320))
    }

    private static func withoutType(_ diagnostic: String) -> String {
        let parts = diagnostic.split(
            separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= 20, !parts[0].contains(" ") else {
            return diagnostic
        }
        return parts[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func firstWord(_ text: String) -> String {
        text.split(whereSeparator: { !$0.isLetter && $0 != "-" }).first.map(String.init) ?? ""
    }

    /// The Message-ID of the message that came back.
    static func originalMessageID(in mail: ParsedMail) -> String? {
        for part in mail.parts where returnedTypes.contains(part.type) {
            if let id = readReturnedHeader(part.bytes).messageID { return id }
        }
        return nil
    }

    private static let returnedTypes: Set<String> = [
        "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
        "message/rfc822-headers",
    ]
}
