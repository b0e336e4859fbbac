import Wire

/// Reads bounces that are no RFC 3464 report: qmail, Exim, old Postfix and Sendmail, Exchange,
/// Gmail, webmail.
///
/// Small rules over lines instead of a pattern per server: what announces the failed addresses,
/// where an address stands, what is said about it. At most 100 recipients; linear.
enum FreeFormBounce {
    /// What a message from a mail system says about recipients; empty when it is no bounce.
    static func bounces(in mail: ParsedMail) -> [Bounce] {
        guard looksLikeOne(mail) else { return [] }
        let text = mail.text.prefix(50_000)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = aboveReturnedMessage(lines)
        let delayed = isDelay(mail, body)
        let original =
            DeliveryReport.originalMessageID(in: mail) ?? returnedID(lines.dropFirst(body.count))
        var said: [(address: String, reason: String)] = []
        for address in headerRecipients(mail) { said.append((address, "")) }
        for found in announced(body) where !isKnown(found.address, said) { said.append(found) }
        let shared = body.map(trimmed).filter { !$0.isEmpty }.joined(separator: " ")
        return said.prefix(100).map { found in
            let own = found.reason.isEmpty ? reason(for: found.address, body) : found.reason
            let status = StatusCode.enhanced(in: own) ?? StatusCode.enhanced(in: shared) ?? ""
            return Bounce(
                recipient: found.address, action: delayed ? "delayed" : "failed", status: status,
                reason: String((own.isEmpty ? String(shared.prefix(300)) : own).prefix(1_000)),
                originalMessageID: original)
        }
    }

    /// A mail system wrote it and says so; a parent's words never come here.
    static func looksLikeOne(_ mail: ParsedMail) -> Bool {
        if mail.headers.has("X-Failed-Recipients") { return true }
        let local = mail.from?.localPart.lowercased() ?? ""
        let name = mail.from?.name?.lowercased() ?? ""
        let isSystem =
            local.hasPrefix("mailer-daemon") || local.hasPrefix("postmaster") || local == "mdaemon"
            || name.contains("mail delivery") || name.contains("mailer-daemon")
            || local.hasPrefix("microsoftexchange") || name.contains("mail administrator")
        // Most mail ends here, before its text is searched.
        guard isSystem || mail.returnPath == "" else { return false }
        let subject = mail.subject.lowercased()
        let says = subjects.contains { subject.contains($0) }
        if isSystem, says { return true }
        let opening = mail.text.prefix(3_000).lowercased()
        let tells = announcements.contains { opening.contains($0) }
        return tells && (isSystem || says)
    }

    private static func isDelay(_ mail: ParsedMail, _ body: ArraySlice<Substring>) -> Bool {
        let subject = mail.subject.lowercased()
        if subject.contains("delayed") || subject.contains("(delay)")
            || subject.hasPrefix("warning:")
        {
            return true
        }
        return body.prefix(40).contains { line in
            let text = line.lowercased()
            return text.contains("will retry") || text.contains("will be retried")
                || text.contains("warning message only") || text.contains("has been delayed")
                || text.contains("do not need to resend")
        }
    }

    private static func aboveReturnedMessage(_ lines: [Substring]) -> ArraySlice<Substring> {
        let end = lines.firstIndex { line in
            let text = line.lowercased()
            return text.hasPrefix("---") && endings.contains { text.contains($0) }
        }
        return lines[..<(end ?? lines.count)]
    }

    private static func returnedID(_ lines: ArraySlice<Substring>) -> String? {
        for line in lines.prefix(200) where line.lowercased().hasPrefix("message-id:") {
            return readMessageIDs(Array(line.dropFirst(11).utf8)).first
        }
        return nil
    }

    private static func headerRecipients(_ mail: ParsedMail) -> [String] {
        mail.headers.all("X-Failed-Recipients").flatMap { field in
            readMailboxes(Array(field.utf8)).map(\.address)
        }
    }

    /// Addresses that stand alone on a line, or first on one that ends in a colon, or in a
    /// sentence that announces a failure.
    private static func announced(_ body: ArraySlice<Substring>) -> [(
        address: String, reason: String
    )] {
        var found: [(address: String, reason: String)] = []
        for index in body.indices {
            guard found.count < 100 else { break }
            let line = trimmed(body[index])
            guard line.utf8.count <= 1_000, line.utf8.contains(0x40) else { continue }
            guard let address = firstAddress(in: line), !isKnown(address, found) else { continue }
            let bare = line.drop { "<\"'* \t".contains($0) }
            let leads = bare.lowercased().hasPrefix(address.lowercased())
            let text = line.lowercased()
            guard leads || announcements.contains(where: { text.contains($0) }) else { continue }
            if leads, !standsAsRecipient(bare, address) { continue }
            found.append((address, below(index, body, from: line, address)))
        }
        return found
    }

    /// `jane@example.org`, `<jane@example.org>:`, `jane@example.org (reason)`, `jane@… #550 …`;
    /// not `jane@example.org writes that …`.
    private static func standsAsRecipient(_ line: Substring, _ address: String) -> Bool {
        let rest = line.dropFirst(address.count).drop { ">\"'*) \t".contains($0) }
        guard let first = rest.first else { return true }
        return ":(<#-[".contains(first) || StatusCode.basic(in: rest.prefix(80)) != nil
    }

    /// What is said about an address: the rest of its line and the indented or following lines.
    private static func below(
        _ index: Int, _ body: ArraySlice<Substring>, from line: Substring, _ address: String
    ) -> String {
        var words: [Substring] = []
        if let end = line.firstRange(of: address)?.upperBound {
            let rest = line[end...].drop { ">\"'*:) \t".contains($0) }
            if !rest.isEmpty { words.append(rest) }
        }
        var blanks = 0
        for next in body[(index + 1)...].prefix(8) {
            let text = trimmed(next)
            if text.isEmpty {
                blanks += 1
                if blanks > 1 || !words.isEmpty { break }
                continue
            }
            let isNext =
                firstAddress(in: text).map { text.drop { "<".contains($0) }.hasPrefix($0) } ?? false
            if isNext { break }
            words.append(text)
        }
        return words.joined(separator: " ")
    }

    /// The line that names both the address and a code, anywhere in the text.
    private static func reason(for address: String, _ body: ArraySlice<Substring>) -> String {
        let coded = body.first { line in
            line.utf8.count <= 1_000
                && (StatusCode.enhanced(in: line) != nil || StatusCode.basic(in: line) != nil)
        }
        return coded.map { String(trimmed($0)) } ?? ""
    }

    private static func isKnown(_ address: String, _ found: [(address: String, reason: String)])
        -> Bool
    {
        found.contains { $0.address.lowercased() == address.lowercased() }
    }

    /// The first word with an `@` in it, without the signs around it.
    private static func firstAddress(in line: Substring) -> String? {
        for word in line.split(whereSeparator: { " \t<>()[]\"';,#".contains($0) })
        where word.contains("@") {
            var text = word.hasPrefix("mailto:") ? word.dropFirst(7) : word
            while let last = text.last, ".:*".contains(last) { text = text.dropLast() }
            if let address = try? readAddress(String(text)) { return address }
        }
        return nil
    }

    private static func trimmed(_ line: Substring) -> Substring {
        trimmedEnd(line.drop(while: \.isWhitespace))
    }

    private static let subjects = [
        "undeliver", "delivery status notification", "delivery failure", "failure notice",
        "mail delivery failed", "returned mail", "delivery has failed", "could not be delivered",
        "not delivered", "mail delivery", "delivery problem", "warning: could not send",
        "delayed mail", "mail system error", "message not delivered", "unzustellbar",
        "no se puede entregar",
        "no entregado", "non remis", "échec de la remise", "mail delivery system", "rejected:",
        "delivery report", "delivery incomplete", "error sending message",
    ]

    private static let announcements = [
        "could not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered",
        "unable to deliver", "delivery to the following recipient", "permanent fatal errors",
        "following address", "did not reach", "could not be reached", "failed permanently",
        "delivery has failed", "undeliverable", "returned to sender", "failed recipient",
        "message could not", "transient non-fatal errors", "delivery failed", "could not send",
        "could not deliver", "cannot be delivered", "have not been delivered", "not be delivered",
        "no se ha podido entregar", "no se pudo entregar", "n'a pas pu être",
        "konnte nicht zugestellt",
        "recipient(s)", "permanent error", "has been delayed", "address couldn't be found",
        "problem delivering", "deliver your message", "reject", "was undeliverable",
    ]

    private static let endings = [
        "copy of the message", "original message", "returned message", "copy of your message",
        "message header", "message follows", "below this line", "unsent message",
        "transcript of session follows  ", "returned mail",
    ]
}
