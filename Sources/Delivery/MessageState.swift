import Store

/// Where one message of the outbox stands, with what belongs to that state.
///
/// ``after(_:)`` owns every transition; `docs/architecture.md` draws them.
public enum MessageState: Sendable, Hashable {
    /// Waits for a person, or for the end of the moment in which its send can be undone.
    case held
    case queued(due: Instant)
    /// A worker has it until the lease ends.
    case sending(leaseUntil: Instant, attempt: Int)
    /// The server took it.
    case sent(reply: String)
    /// It reached its mailbox, as a delivery report says.
    case delivered
    /// Tried in vain; the next try is due.
    case deferred(due: Instant, reply: String)
    /// The bytes left and the answer is unknown. Where a repetition does no harm, as by mail with the
    /// same Message-ID, it is due again; otherwise never by itself (``Instant/never``): it waits for
    /// a receipt, or for a person.
    case unclear(due: Instant, reply: String)
    case failed(reply: String)
    /// The server took it and reported later that it can't be delivered.
    case bounced(reply: String)
    /// A rule or a stopped address kept it back.
    case suppressed(reason: String)
    case cancelled
    /// Its time was over before it could be sent.
    case expired

    /// The state's name, as the database, `--json` and people have it.
    public enum Word: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
        case held, queued, sending, sent, delivered, deferred, unclear, failed, bounced,
            suppressed, cancelled, expired

        /// Nothing more will happen by itself. A sent message may still be reported on.
        public var isSettled: Bool {
            switch self {
            case .held, .queued, .sending, .deferred, .unclear: false
            default: true
            }
        }
    }

    /// The state's name.
    public var word: Word {
        switch self {
        case .held: .held
        case .queued: .queued
        case .sending: .sending
        case .sent: .sent
        case .delivered: .delivered
        case .deferred: .deferred
        case .unclear: .unclear
        case .failed: .failed
        case .bounced: .bounced
        case .suppressed: .suppressed
        case .cancelled: .cancelled
        case .expired: .expired
        }
    }

    /// What can happen to a message.
    public enum Event: Sendable, Hashable {
        case released(at: Instant)
        case claimed(leaseUntil: Instant, attempt: Int)
        case accepted(reply: String)
        /// Refused for now; `next` is nil when the schedule has ended.
        case refusedForNow(reply: String, next: Instant?)
        case refused(reply: String)
        case answerUnknown(reply: String, next: Instant?)
        /// The same where a repetition might be a second message.
        case leftUnclear(reply: String)
        case keptBack(reason: String)
        case timeOver
        case leaseRanOut(next: Instant)
        /// The provider says that it has the message.
        case reportedSent(reply: String)
        case reportedDelivered
        case reportedBounced(reply: String)
        case cancelled
        /// A person halts the send that it belongs to.
        case paused
        /// A person sends it again after the cause has been mended.
        case sentAgain(at: Instant)
    }

    /// The state after an event; nil when the event can't happen to it.
    public func after(_ event: Event) -> MessageState? {
        switch (word, event) {
        case (.held, .released(let now)): .queued(due: now)
        case (.queued, .claimed(let lease, let attempt)),
            (.deferred, .claimed(let lease, let attempt)),
            (.unclear, .claimed(let lease, let attempt)):
            .sending(leaseUntil: lease, attempt: attempt)
        case (.sending, .accepted(let reply)): .sent(reply: reply)
        case (.sending, .refusedForNow(let reply, let next)):
            next.map { .deferred(due: $0, reply: reply) } ?? .failed(reply: reply)
        case (.sending, .refused(let reply)): .failed(reply: reply)
        case (.sending, .answerUnknown(let reply, let next)):
            next.map { .unclear(due: $0, reply: reply) } ?? .failed(reply: reply)
        case (.queued, .keptBack(let reason)), (.deferred, .keptBack(let reason)),
            (.unclear, .keptBack(let reason)), (.sending, .keptBack(let reason)):
            .suppressed(reason: reason)
        case (.queued, .timeOver), (.deferred, .timeOver), (.unclear, .timeOver),
            (.sending, .timeOver):
            .expired
        case (.sending, .leftUnclear(let reply)): .unclear(due: .never, reply: reply)
        // The dead worker may have sent it.
        case (.sending, .leaseRanOut(let next)): .unclear(due: next, reply: "lease ran out")
        // A report may be faster than the settling of the attempt that it is about.
        case (.sending, .reportedSent(let reply)), (.unclear, .reportedSent(let reply)):
            .sent(reply: reply)
        case (.sending, .reportedDelivered), (.sent, .reportedDelivered),
            (.unclear, .reportedDelivered):
            .delivered
        case (.sending, .reportedBounced(let reply)), (.sent, .reportedBounced(let reply)),
            (.unclear, .reportedBounced(let reply)), (.delivered, .reportedBounced(let reply)):
            .bounced(reply: reply)
        case (.failed, .sentAgain(let now)), (.unclear, .sentAgain(let now)): .queued(due: now)
        case (.queued, .paused), (.deferred, .paused): .held
        // What may have left once is not sent once more.
        case (.held, .cancelled), (.queued, .cancelled), (.deferred, .cancelled),
            (.unclear, .cancelled):
            .cancelled
        default: nil
        }
    }

    /// When it is to be claimed.
    var due: Instant? {
        switch self {
        case .queued(let due), .deferred(let due, _), .unclear(let due, _): due
        default: nil
        }
    }

    /// The server's last word, or the reason.
    var lastReply: String? {
        switch self {
        case .sent(let reply), .deferred(_, let reply), .unclear(_, let reply),
            .failed(let reply), .bounced(let reply), .suppressed(let reply):
            reply
        default: nil
        }
    }
}

extension Instant {
    /// A time that does not come: the end of the year 9999.
    static let never = Instant(milliseconds: 253_402_300_799_000)
}
