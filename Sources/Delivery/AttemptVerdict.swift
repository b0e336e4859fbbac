import Store
import Wire

/// What the answer to an attempt means for a message, and for the address.
///
/// For mail ``EnhancedStatusTable`` says which answers are about the address, about us or about
/// neither.
public struct AttemptVerdict: Sendable, Hashable {
    /// What happens next.
    public enum Course: Sendable, Hashable {
        /// Done.
        case accepted
        /// Try again by the schedule of its class.
        case later(RetryClass)
        /// Never again.
        case never
        /// The bytes left, and nobody knows what became of them.
        case unclear
    }

    /// What happens next.
    public let course: Course
    /// Whether the address itself is dead.
    public let isDeadAddress: Bool
    /// Whether the reader has stopped messages with the provider.
    public var isOptOut = false
    /// Whether our own server or provider could not be reached at all.
    public var isUnreached = false
    /// The provider's own id of the message.
    public var providerID: String?
    /// The number or name that it went out from.
    public var sender: String?
    /// The server's words, for staff.
    public let reply: String

    /// Reads an outcome.
    public init(_ outcome: SMTPOutcome) {
        switch outcome {
        case .accepted(let reply):
            self.init(.accepted, reply: Self.words(reply))
        case .notSent(let why):
            self.init(.later(.transient), reply: why)
            isUnreached = true
        case .unclear(let why):
            self.init(.unclear, reply: why)
        case .refused(let reply, let stage):
            let words = Self.words(reply)
            switch EnhancedStatusTable.rule(for: reply, at: stage)?.action {
            case .later(let kind): self.init(.later(kind), reply: words)
            case .dead: self.init(.never, true, reply: words)
            case .never, nil: self.init(.never, reply: words)
            }
        }
    }

    /// What could not be encoded: a fault of ours, so the message waits until it is mended.
    public init(unsendable why: String) {
        self.init(.later(.ours), reply: why)
    }

    init(_ course: Course, _ isDeadAddress: Bool = false, reply: String) {
        self.course = course
        self.isDeadAddress = isDeadAddress
        self.reply = reply
    }

    private static func words(_ reply: SMTPReply) -> String {
        [String(reply.code), reply.enhanced, reply.text].compactMap { $0 }.joined(separator: " ")
    }
}
