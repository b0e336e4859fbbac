import Delivery
import People
import Store

/// Which lanes have messages waiting, as a worker last saw it: asking for every claim would cost
/// as much as the claim.
struct LaneBook {
    private var lanes: [Priority: [LaneBacklog]] = [:]
    private var shut: [Lane: Instant] = [:]
    private var empty: Set<LaneOfPriority> = []
    private var seen: Instant?
    /// When the next send can be undone no more.
    private(set) var release: Instant?
    /// How long what was seen may be believed.
    private static let age = Duration.seconds(1)

    /// Whether it is time to look again.
    func isOld(_ now: Instant) -> Bool {
        // A clock that jumped back must not stop the worker.
        seen.map { now - $0 > Self.age || now < $0 } ?? true
    }

    /// What was seen is not to be believed any more: something has changed.
    mutating func forget() {
        seen = nil
    }

    /// Looks what waits. News to many is looked for only when what is known of it is old; what is
    /// urgent or concerns one family, every time.
    mutating func look(_ channel: Channel, now: Instant, _ t: borrowing Transaction) throws {
        let isOld = isOld(now)
        for priority in Priority.allCases where isOld || priority != .bulk {
            lanes[priority] = try Outbox().lanes(channel, priority, t)
        }
        empty = isOld ? [] : empty.filter { $0.priority == .bulk }
        guard isOld else { return }
        shut = try Outbox().shutLanes(channel, now: now, t)
        release = try Outbox().nextRelease(t)
        seen = now
    }

    /// Where a claim should look, the most urgent first; nowhere while the room is full.
    func places(_ room: WaitingRoom, now: Instant) -> [ClaimWork.Place] {
        Priority.allCases.flatMap { priority -> [ClaimWork.Place] in
            guard room.wantsMore(priority) else { return [] }
            let (due, free) = (due(priority, now), room.free(priority))
            return due.compactMap { backlog in
                let seats = room.room(
                    for: backlog.lane, priority, among: due.count, free: free)
                return seats > 0
                    ? ClaimWork.Place(priority: priority, lane: backlog.lane, room: seats) : nil
            }
        }
    }

    /// Nothing was due there after all.
    mutating func note(_ outcome: ClaimWork.Outcome) {
        empty.formUnion(outcome.empty)
    }

    /// What had nothing due may have now.
    mutating func reconsider() {
        empty = []
    }

    /// When something will be due that is not yet; nil when nothing waits.
    func nextDue(after now: Instant) -> Instant? {
        let waiting = lanes.values.joined().map { max($0.due, shut[$0.lane] ?? $0.due) }
        return (waiting + [release].compactMap { $0 }).filter { $0 > now }.min()
    }

    /// Whether a lane's server, or the channel's, has asked for a pause.
    func isShut(_ lane: Lane, _ now: Instant) -> Bool {
        shut[lane, default: now] > now || shut[.all, default: now] > now
    }

    private func due(_ priority: Priority, _ now: Instant) -> [LaneBacklog] {
        (lanes[priority] ?? []).filter { backlog in
            backlog.due <= now && !isShut(backlog.lane, now)
                && !empty.contains(LaneOfPriority(priority: priority, lane: backlog.lane))
        }
    }
}
