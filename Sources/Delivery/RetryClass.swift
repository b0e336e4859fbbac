/// Why a message that was refused for now is tried again, and so how soon.
public enum RetryClass: String, Sendable, Codable, CaseIterable {
    /// Trouble that passes by itself: greylisting, a full mailbox, a connection that failed.
    case transient
    /// We send too much or too fast for the other side.
    case throttled
    /// The other side's policy speaks against us for now. It says nothing about the address.
    case policy
    /// Our settings or our program are at fault; the message waits until a person has mended them.
    case ours
}
