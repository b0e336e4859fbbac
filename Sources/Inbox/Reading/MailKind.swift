/// What a message is for us.
public enum MailKind: String, Sendable, Hashable, CaseIterable {
    /// A person's answer to something.
    case reply
    /// A person's message that answers nothing.
    case new
    /// A phone's reaction to a text of ours, put into words.
    case reaction
    /// A calendar program's answer to an invitation (iMIP REPLY).
    case rsvp
    /// Nothing but a word that ends messages.
    case optOut = "opt-out"
    /// Nothing but a word that takes such a word back.
    case optIn = "opt-in"
    /// Written by a program: out of office, acknowledgement, list or bulk mail.
    case autoReply = "auto-reply"
    /// A report that something could not be delivered, or not yet.
    case bounce
    /// A report that something was delivered, or displayed.
    case receipt
    /// A recipient's "this is spam" (ARF).
    case complaint
    /// Bytes that cannot be read as a mail; a person must look.
    case unreadable
}
