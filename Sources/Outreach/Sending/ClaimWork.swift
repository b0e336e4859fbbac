import Delivery
import People
import Store

/// Takes messages for a worker: in one transaction it finds them, asks the rules, and counts the
/// attempts of those that may leave.
struct ClaimWork: Sendable {
    /// What a claim brought.
    struct Outcome: Sendable {
        /// The messages to send.
        var messages: [ClaimedMessage] = []
        /// How many were looked at; those that may not leave now are settled.
        var seen = 0
        /// Whether a rate keeps messages back that are due.
        var isHeldBack = false
        /// Lanes that were looked into and had nothing due, by their priority.
        var empty: Set<LaneOfPriority> = []
    }

    /// Where to look, with how much room there is.
    struct Place: Sendable {
        let priority: Priority
        let lane: Lane
        let room: Int
    }

    let desk: Desk
    let channel: Channel
    let lease: Duration
    let times: StageTimes?

    func claim(
        _ places: [Place], in room: WaitingRoom, known: [String: StoredRendering],
        _ t: borrowing Transaction
    ) throws -> Outcome {
        let now = desk.source.now()
        var outcome = Outcome()
        for place in places {
            // The urgent come first, so that they are all there is when their seats are counted.
            let left = min(place.room, room.free(place.priority) - outcome.messages.count)
            guard left > 0 else { continue }
            try claim(place, left, known, now, &outcome, t)
        }
        try Outbox().take(outcome.messages, lease: lease, now: now, t)
        return outcome
    }

    private func claim(
        _ place: Place, _ wanted: Int, _ known: [String: StoredRendering], _ now: Instant,
        _ outcome: inout Outcome, _ t: borrowing Transaction
    ) throws {
        let allowed = try allowance(wanted, place.lane, now, t)
        guard allowed > 0 else {
            outcome.isHeldBack = true
            return
        }
        let range = ClaimRange(channel, place.priority, place.lane, limit: allowed)
        let ids = try Outbox().candidates(range, now: now, t)
        if ids.isEmpty {
            outcome.empty.insert(LaneOfPriority(priority: place.priority, lane: place.lane))
        }
        outcome.seen += ids.count
        let found = try Outbox().load(ids, known: known, t)
        let judgement = try times.measure(.rules) {
            try LeavingRules(desk, channel).judge(found, now: now, t)
        }
        try Outbox().end(judgement.ended, now: now, t)
        for (reason, waiting) in judgement.waiting {
            try Outbox().putOff(waiting, because: reason, t)
        }
        outcome.messages += judgement.go
        try giveBack(allowed - judgement.go.count, place.lane, t)
    }

    private var rates: Rates { desk.sending.rates[channel] ?? Rates() }

    private func allowance(
        _ wanted: Int, _ lane: Lane, _ now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        let all = try Outbox().allowance(
            wanted, channel, .all, perSecond: rates.channel, now: now, t)
        let own = try Outbox().allowance(
            all, channel, lane, perSecond: rates.limit(of: lane), now: now, t)
        try Outbox().returnAllowance(all - own, channel, .all, perSecond: rates.channel, t)
        return own
    }

    private func giveBack(_ unused: Int, _ lane: Lane, _ t: borrowing Transaction) throws {
        try Outbox().returnAllowance(unused, channel, .all, perSecond: rates.channel, t)
        try Outbox().returnAllowance(
            unused, channel, lane, perSecond: rates.limit(of: lane), t)
    }
}

/// A lane of one priority.
struct LaneOfPriority: Hashable, Sendable {
    let priority: Priority
    let lane: Lane
}
