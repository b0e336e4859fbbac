import Cases
import Delivery
import People
import Store

/// Settles attempts, and what follows from them: a dead address, a line on the case's timeline.
struct RecordAttempts: Sendable {
    private let desk: Desk
    private let schedule: RetrySchedule

    init(_ desk: Desk, schedule: RetrySchedule) {
        self.desk = desk
        self.schedule = schedule
    }

    func record(
        _ group: [(ClaimedMessage, AttemptVerdict)], _ t: borrowing Transaction
    ) throws {
        let now = desk.source.now()
        for (claimed, verdict) in group {
            let event = event(for: verdict, of: claimed, now)
            let settlement = Settlement(
                message: claimed.message.id, attempt: claimed.attempt, event: event)
            let lost = try Outbox().settle([settlement], now: now, t)
            guard lost.isEmpty, event.endsInFailure else { continue }
            if verdict.isDeadAddress {
                try desk.suppressions.add(
                    claimed.message.address, claimed.message.channel, .all,
                    because: .deadAddress, inbound: nil, t)
            }
            try tell(of: claimed.message, "failed", verdict.reply, desk, t)
        }
    }

    private func event(
        for verdict: AttemptVerdict, of claimed: ClaimedMessage, _ now: Instant
    ) -> MessageState.Event {
        let next = schedule.next(
            after: claimed.attempt, now: now, chance: desk.source.fraction())
        return switch verdict.course {
        case .accepted: .accepted(reply: verdict.reply)
        case .later: .refusedForNow(reply: verdict.reply, next: next)
        case .never: .refused(reply: verdict.reply)
        case .unclear: .answerUnknown(reply: verdict.reply, next: next)
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
