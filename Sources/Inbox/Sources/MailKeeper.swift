import Wire

/// Who keeps mail that comes in. The listener asks, and answers the sender only afterwards.
public protocol MailKeeper: Sendable {
    /// Whether mail for this address is taken; asked at RCPT, before any content, on the thread that
    /// carries all connections: it must not wait for anything.
    func verdict(on recipient: String) -> RecipientVerdict

    /// Keeps a mail. The bytes must be durable when it returns, for the sender then forgets them.
    /// - Throws: ``StorageFull`` for 452; anything else makes 451. The sender tries again.
    func keep(_ mail: ReceivedMail) async throws -> KeepAnswer
}

/// What became of a mail that was handed to a ``MailKeeper``.
public enum KeepAnswer: Sendable, Hashable {
    /// All of it is kept, under this id, which the sender is told so that its log names it.
    case kept(String)
    /// One reply for each recipient, in order. An SMTP sender, who can hear only one, gets a 4yz when
    /// there is one, so that nothing is lost, though what was kept may come again.
    case perRecipient([SMTPReply])
}

/// There is no room for more mail now.
public struct StorageFull: Error, Sendable, CustomStringConvertible {
    /// The error without further detail.
    public init() {}

    /// What to do.
    public var description: String { "There is no room to keep mail. Free some disk space." }
}

extension MailKeeper {
    /// Keeps a mail.
    /// - Returns: The replies that the session wants.
    func replies(to mail: ReceivedMail) async -> [SMTPReply] {
        do {
            return try await keep(mail).replies(to: mail)
        } catch {
            let reply = KeepAnswer.reply(to: error)
            return mail.mode == .lmtp ? mail.recipients.map { _ in reply } : [reply]
        }
    }
}

extension KeepAnswer {
    /// The replies that the session wants: one for each recipient in LMTP, one in SMTP.
    func replies(to mail: ReceivedMail) -> [SMTPReply] {
        switch self {
        case .kept(let id):
            let words = id.unicodeScalars.filter { (0x21...0x7E) ~= $0.value }.prefix(200)
            let reply = SMTPReply(
                250, "2.0.0", "Kept as \(String(String.UnicodeScalarView(words)))")
            return mail.mode == .lmtp ? mail.recipients.map { _ in reply } : [reply]
        case .perRecipient(let replies):
            guard mail.mode == .smtp else { return replies }
            let worst =
                replies.first(where: \.isTemporary) ?? replies.first(where: \.isPositive)
                ?? replies.first
            return worst.map { [$0] } ?? []
        }
    }

    /// The reply when keeping failed.
    static func reply(to error: any Error) -> SMTPReply {
        error is StorageFull
            ? SMTPReply(452, "4.3.1", "No room now; try again later")
            : SMTPReply(451, "4.3.0", "Could not keep it; try again later")
    }
}
