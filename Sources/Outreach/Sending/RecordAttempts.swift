import Cases
import Delivery
import People
import Store

/// Settles attempts, and what follows from them: a dead address, a line on the case's timeline.
struct RecordAttempts: Sendable {
    private let desk: Desk
    private let schedule: RetrySchedule
    private let repeats: Bool

    /// `repeats`: Whether a message that may have left can be sent again without harm.
    init(_ desk: Desk, schedule: RetrySchedule, repeats: Bool) {
        self.desk = desk
        self.schedule = schedule
        self.repeats = repeats
    }

    func record(
        _ group: [(ClaimedMessage, AttemptVerdict)], _ t: borrowing Transaction
    ) throws {
        let now = desk.source.now()
        for (claimed, verdict) in group {
            let event = event(for: verdict, of: claimed, now)
            let settlement = Settlement(
                message: claimed.message.id, attempt: claimed.attempt, event: event,
                providerID: verdict.providerID, sender: verdict.sender)
            let lost = try Outbox().settle([settlement], now: now, t)
            guard lost.isEmpty else { continue }
            try stop(claimed.message, verdict, t)
            if event.endsInFailure {
                try tell(of: claimed.message, "failed", verdict.reply, desk, t)
            }
            if case .leftUnclear = event {
                try tell(of: claimed.message, "unclear", verdict.reply, desk, t)
            }
        }
    }

    /// A dead number, or one whose reader has stopped messages with the provider, gets no more.
    private func stop(
        _ message: OutboundMessage, _ verdict: AttemptVerdict, _ t: borrowing Transaction
    ) throws {
        guard verdict.isDeadAddress || verdict.isOptOut else { return }
        try desk.suppressions.add(
            message.address, message.channel, .all,
            because: verdict.isOptOut ? .optOut : .deadAddress, inbound: nil, t)
    }

    private func event(
        for verdict: AttemptVerdict, of claimed: ClaimedMessage, _ now: Instant
    ) -> MessageState.Event {
        func next(_ kind: RetryClass) -> Instant? {
            schedule.next(
                after: claimed.attempt, of: kind, now: now, chance: desk.source.fraction())
        }
        return switch verdict.course {
        case .accepted: .accepted(reply: verdict.reply)
        case .later(let kind): .refusedForNow(reply: verdict.reply, next: next(kind))
        case .never: .refused(reply: verdict.reply)
        case .unclear where repeats:
            .answerUnknown(reply: verdict.reply, next: next(.transient))
        case .unclear: .leftUnclear(reply: verdict.reply)
        }
    }
}

extension MessageState.Event {
    /// Refused for good, or for now once too often.
    fileprivate var endsInFailure: Bool {
        switch self {
        case .refused, .refusedForNow(_, next: nil), .answerUnknown(_, next: nil): true
        default: false
        }
    }
}

/// Puts on a case's timeline what became of a message to the family.
func tell(
    of message: OutboundMessage, _ outcome: String, _ reply: String, _ desk: Desk,
    inbound: InboundID? = nil, _ t: borrowing Transaction
) throws {
    guard let id = message.caseID, let file = try desk.caseBook.find(id, t) else { return }
    var entry = NewEntry(.delivery, by: .system, reply)
    entry.subject = outcome
    entry.channel = message.channel
    entry.message = message.id
    entry.inbound = inbound
    try desk.timeline.add(entry, to: file, t)
}
