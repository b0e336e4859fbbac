import Wire

/// Reads bounces that are no RFC 3464 report: qmail, Exim, old Postfix and Sendmail, Exchange,
/// Domino, Courier, Gmail, webmail, carriers' gateways.
///
/// Small rules over lines instead of a pattern per server: what announces the failed addresses,
/// where an address stands, what is said about it. The words are data, ``BounceWords``. At most 100
/// recipients; linear.
enum FreeFormBounce {
    /// What a message from a mail system says about recipients; empty when it is no bounce.
    static func bounces(in mail: ParsedMail) -> [Bounce] {
        guard looksLikeOne(mail) else { return [] }
        let text = mail.text.prefix(50_000)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = aboveReturnedMessage(lines)
        let isDelayed = isDelay(mail, body)
        let original =
            DeliveryReport.originalMessageID(in: mail) ?? returnedID(lines.dropFirst(body.count))
        let said = recipients(mail, body)
        let shared = SharedReason(body, said)
        return said.prefix(100).map { found in
            let reason = shared.reason(for: found)
            return Bounce(
                recipient: found.address, action: isDelayed ? "delayed" : "failed",
                status: StatusCode.exact(in: reason) ?? shared.status ?? "",
                reason: String(reason.prefix(1_000)), originalMessageID: original)
        }
    }

    /// A mail system wrote it and says so; a parent's words never come here.
    static func looksLikeOne(_ mail: ParsedMail) -> Bool { !signs(mail).isEmpty }

    /// By what signs it is a bounce; empty when it is none.
    static func signs(_ mail: ParsedMail) -> [String] {
        if mail.headers.has("X-Failed-Recipients") { return ["X-Failed-Recipients"] }
        let isSystem = isSystem(mail.from)
        // Most mail ends here, before its text is searched.
        guard isSystem || mail.returnPath == "" else { return [] }
        let sender = isSystem ? "sender is a mail system" : "Return-Path: <>"
        let subject = mail.subject.leading(300).lowercased()
        let title = BounceWords.subjects.first { subject.contains($0) }
        let titleSign = title.map { ["subject says \"\($0)\""] } ?? []
        if isSystem, title != nil { return [sender] + titleSign }
        guard isSystem || title != nil else { return [] }
        let opening = mail.text.prefix(3_000).lowercased()
        guard let phrase = BounceWords.announcements.first(where: { opening.contains($0) }) else {
            return []
        }
        return [sender] + titleSign + ["text says \"\(phrase)\""]
    }

    private static func isSystem(_ from: Mailbox?) -> Bool {
        guard let from else { return false }
        let local = from.localPart.lowercased()
        let name = from.name?.lowercased() ?? ""
        return BounceWords.senders.contains { local.hasPrefix($0) }
            || BounceWords.senderNames.contains { name.contains($0) }
    }

    private static func isDelay(_ mail: ParsedMail, _ body: ArraySlice<Substring>) -> Bool {
        let subject = mail.subject.leading(300).lowercased()
        if subject.hasPrefix("warning:") { return true }
        if BounceWords.delaySubjects.contains(where: { subject.contains($0) }) { return true }
        return body.prefix(40).contains { line in
            let text = line.prefix(1_000).lowercased()
            return BounceWords.delays.contains { text.contains($0) }
        }
    }

    /// The lines above what came back: below `--- Original message`, or a line that ends in a colon.
    private static func aboveReturnedMessage(_ lines: [Substring]) -> ArraySlice<Substring> {
        let end = lines.firstIndex { line in
            let text = line.prefix(200).lowercased().trimmingPrefix { " \t|".contains($0) }
            let isRule = text.hasPrefix("--")
            guard isRule || text.hasSuffix(":") || text.hasSuffix("follows.") else { return false }
            guard isRule || text.utf8.count < 80 else { return false }
            return BounceWords.endings.contains { text.contains($0) }
        }
        return lines[..<(end ?? lines.count)]
    }

    private static func returnedID(_ lines: ArraySlice<Substring>) -> String? {
        for line in lines.prefix(200) where line.lowercased().hasPrefix("message-id:") {
            return readMessageIDs(Array(line.dropFirst(11).utf8)).first
        }
        return nil
    }

    /// The recipients by the best source: the address in our reverse-path, what the text announces,
    /// the header, a weak label.
    private static func recipients(
        _ mail: ParsedMail, _ body: ArraySlice<Substring>
    ) -> [BounceRecipient] {
        let ours = Set((mail.recipients + mail.to.map(\.address)).map { $0.lowercased() })
        var found = BounceRecipient.announced(body, notAny: ours)
        for address in headerRecipients(mail) where !found.contains(where: { $0.names(address) }) {
            found.append(BounceRecipient(address: address, reason: ""))
        }
        if found.isEmpty { found = BounceRecipient.labelled(body, notAny: ours) }
        guard let verp = mail.recipients.lazy.compactMap({ address(inReversePath: $0) }).first
        else { return found }
        // Whatever a server further on says, it answers a message to that address (VERP).
        let said = found.first { $0.names(verp) } ?? found.first
        return [BounceRecipient(address: verp, reason: said?.reason ?? "")]
    }

    private static func headerRecipients(_ mail: ParsedMail) -> [String] {
        mail.headers.all("X-Failed-Recipients").flatMap { field in
            readMailboxes(Array(field.utf8)).map(\.address)
        }
    }

    /// The recipient that a variable envelope return path names in clear:
    /// `bounces+jane=example.org@school.example`.
    static func address(inReversePath address: String) -> String? {
        let local = address.prefix { $0 != "@" }
        guard local.lowercased().hasPrefix("bounce"),
            let mark = local.firstIndex(where: { $0 == "+" || $0 == "-" }),
            let equals = local.lastIndex(of: "="), mark < equals
        else { return nil }
        let user = local[local.index(after: mark)..<equals]
        let domain = local[local.index(after: equals)...]
        guard domain.contains(".") else { return nil }
        return try? readAddress("\(user)@\(domain)")
    }
}
