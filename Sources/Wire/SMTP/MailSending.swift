/// What takes a mail and says what became of it: one server, or several of which one is used.
public protocol MailSending: Sendable {
    /// How many mails it can have under way at once.
    var connections: Int { get }
    /// Sends one message to one recipient.
    func send(_ envelope: MailEnvelope, _ bytes: [UInt8]) async -> SMTPOutcome
}

extension SMTPClient: MailSending {}
