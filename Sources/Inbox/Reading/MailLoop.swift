import Wire

/// Says by what evidence a message goes round between mailboxes; answering it would keep it going.
enum MailLoop {
    /// RFC 5321 §6.3 wants a limit of at least 100 from servers that refuse; mail that people send
    /// passes fewer than twenty.
    private static let hops = 50

    /// The field that every mail of Parley's bears (RFC 3834 §4 asks for such a mark), with the
    /// domain of the school's answers.
    static let ownField = "X-Parley-Loop"

    /// The domains that a mail is marked with by Parley, ours or another school's, in lower case.
    ///
    /// Of the message's own header only: what is passed on as an attachment, or comes back within a
    /// report, has its mark inside.
    static func marks(_ mail: ParsedMail) -> [String] {
        mail.headers.all(ownField).prefix(10).map { text in
            String(text.lowercased().filter { !$0.isWhitespace }.prefix(253))
        }
    }

    /// The evidence; empty when the message came straight.
    static func signs(_ mail: ParsedMail) -> [String] {
        var found = marks(mail).map { "\(ownField): \($0)" }
        let received = mail.headers.count("Received")
        if received > hops { found.append("loop: \(received) Received fields") }
        if mail.headers.has("X-Loop") { found.append("X-Loop") }
        guard mail.headers.count("Delivered-To") > 2 else { return found }
        var count: [String: Int] = [:]
        for address in mail.headers.all("Delivered-To") {
            count[address.lowercased(), default: 0] += 1
        }
        // Once for an alias and once for its mailbox is usual; three times it came back.
        if let most = count.values.max(), most >= 3 {
            found.append("loop: delivered \(most) times to one mailbox")
        }
        return found
    }
}
