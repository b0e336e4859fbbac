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
        let settlements = group.map { claimed, verdict in
            Settlement(
                message: claimed.message.id, attempt: claimed.attempt,
                event: event(for: verdict, of: claimed, now), providerID: verdict.providerID,
                sender: verdict.sender)
        }
        let lost = Set(try Outbox().settle(settlements, now: now, t))
        for ((claimed, verdict), settlement) in zip(group, settlements)
        where verdict.course != .accepted && !lost.contains(settlement.message) {
            try follow(settlement.event, verdict, of: claimed.message, t)
        }
        try shut(group, now, t)
    }

    private func follow(
        _ event: MessageState.Event, _ verdict: AttemptVerdict, of message: OutboundMessage,
        _ t: borrowing Transaction
    ) throws {
        try stop(message, verdict, t)
        if event.endsInFailure { try tell(of: message, "failed", verdict.reply, desk, t) }
        if case .leftUnclear = event { try tell(of: message, "unclear", verdict.reply, desk, t) }
    }

    /// A lane whose server asks for a pause gets one, and so does the whole channel while its own
    /// server can't be reached: trying every message in vain helps nobody.
    private func shut(
        _ group: [(ClaimedMessage, AttemptVerdict)], _ now: Instant, _ t: borrowing Transaction
    ) throws {
        guard let channel = group.first?.0.message.channel else { return }
        let spread = 0.8 + 0.4 * desk.source.fraction()
        for (claimed, verdict) in group where verdict.course == .later(.throttled) {
            let lane = Lane(of: claimed.message.address, channel)
            try Outbox().shut(lane, channel, until: now + .seconds(30) * spread, t)
        }
        if group.count >= 4, group.allSatisfy(\.1.isUnreached) {
            try Outbox().shut(.all, channel, until: now + .seconds(10) * spread, t)
        }
    }

    /// A dead number, or one whose reader has stopped messages with the provider, gets no more.
    private func stop(
        _ message: OutboundMessage, _ verdict: AttemptVerdict, _ t: borrowing Transaction
    ) throws {
        if verdict.isOptOut {
            try ProviderStop(desk).record(
                message, from: verdict.sender, inbound: nil, verdict.reply, t)
        } else if verdict.isDeadAddress {
            try desk.suppressions.add(
                message.address, message.channel, .all, because: .deadAddress, inbound: nil, t)
        }
    }

    private func event(
        for verdict: AttemptVerdict, of claimed: ClaimedMessage, _ now: Instant
    ) -> MessageState.Event {
        func next(_ kind: RetryClass) -> Instant? {
            let next = schedule.next(
                after: claimed.scheduled, of: kind, now: now, chance: desk.source.fraction())
            // Claimed then, it is seen to be of no more use.
            return next.map { min($0, claimed.expires ?? $0) }
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
