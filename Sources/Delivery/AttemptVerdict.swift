import Store
import Wire

/// What the answer to an attempt means for a message, and for the address.
///
/// Source: RFC 3463 §2–3 for the enhanced codes; which of them are about the address, about us or
/// about neither is our table, with a test for each row.
public struct AttemptVerdict: Sendable, Hashable {
    /// What happens next.
    public enum Course: Sendable, Hashable {
        /// Done.
        case accepted
        /// Try again by the schedule.
        case later
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
            self.init(.later, reply: why)
        case .unclear(let why):
            self.init(.unclear, reply: why)
        case .refused(let reply, let stage):
            let code = reply.enhanced ?? ""
            let dead =
                stage == .recipient && reply.isPermanent && Self.deadCodes.contains(code)
            self.init(Self.course(of: reply, at: stage, code), dead, reply: Self.words(reply))
        }
    }

    /// What could not be encoded: a fault of ours, so the message waits until it is mended.
    public init(unsendable why: String) {
        self.init(.later, reply: why)
    }

    init(_ course: Course, _ isDeadAddress: Bool = false, reply: String) {
        self.course = course
        self.isDeadAddress = isDeadAddress
        self.reply = reply
    }

    /// No such mailbox; moved without a forwarding address; the domain takes no mail (RFC 7505).
    private static let deadCodes: Set<String> = ["5.1.1", "5.1.6", "5.1.10"]

    private static func course(
        of reply: SMTPReply, at stage: SMTPStage, _ code: String
    ) -> Course {
        if reply.isTemporary { return .later }
        switch stage {
        // Our greeting, log-in or sender was refused: a fault in the settings, which staff can
        // mend while the message waits.
        case .greeting, .hello, .startTLS, .auth, .mail: return .later
        // An address that can't stand in an envelope never will; other refusals of ours are
        // faults in the settings.
        case .ours: return code == "5.3.5" ? .later : .never
        default:
            // A full mailbox is a 5xx that passes (RFC 3463 §3.3).
            return code == "5.2.2" ? .later : .never
        }
    }

    private static func words(_ reply: SMTPReply) -> String {
        [String(reply.code), reply.enhanced, reply.text].compactMap { $0 }.joined(separator: " ")
    }
}
