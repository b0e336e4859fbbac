import Wire

/// How a mail stands to those before it, by its header.
public enum MailStanding: Sendable {
    /// It answers one, or may do so.
    case answer
    /// It passes one on.
    case forward
    /// It names none that it answers, nor does its subject: below its words there is no older mail
    /// but one that bears a mark.
    case fresh

    init(_ mail: ParsedMail) {
        let subject = baseSubject(mail.subject)
        if !mail.inReplyTo.isEmpty {
            self = .answer
        } else if subject.isForward {
            self = .forward
        } else {
            self = subject.isReply || !mail.references.isEmpty ? .answer : .fresh
        }
    }
}
