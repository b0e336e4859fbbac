import Delivery
import People
import Store

/// The messages that one worker has taken: those that wait for a place, and those that are being
/// sent.
///
/// What is more urgent goes first, then one lane after another. A lane whose attempts last long
/// gets few places, and what stands still gives its place to others: the slow never block the rest.
struct WaitingRoom {
    /// How many attempts may be under way.
    let places: Int
    /// How many more, while others stand still.
    let extra: Int
    /// How many messages may wait.
    let seats: Int
    /// What lasts longer than this stands still.
    private static let patience = Duration.seconds(5)

    private struct LaneState {
        var queues: [[ClaimedMessage]] = Priority.allCases.map { _ in [] }
        var active = 0
        var slow = 0

        var waiting: Int { queues.reduce(0) { $0 + $1.count } }
    }

    private struct Attempt {
        let message: ClaimedMessage
        let lane: Lane
        let since: Instant
        var isSlow = false
    }

    private var lanes: [Lane: LaneState] = [:]
    /// The lanes in the order of their turns.
    private var turns: [Lane] = []
    private var attempts: [OutboundID: Attempt] = [:]
    private(set) var waiting = 0
    private var slow = 0

    init(places: Int, seats: Int) {
        self.places = max(1, places)
        extra = max(1, places / 4)
        self.seats = max(seats, 1)
    }

    /// How many attempts are under way.
    var active: Int { attempts.count }
    var isEmpty: Bool { waiting == 0 && attempts.isEmpty }
    /// A claim is a transaction, so it waits until half of the seats are free.
    var wantsMore: Bool { waiting <= seats / 2 }
    /// Everything that this worker holds.
    var held: [OutboundID] { seated.map(\.message.id) + Array(attempts.keys) }
    /// What waits for a place.
    var seated: [ClaimedMessage] { lanes.values.flatMap { $0.queues.flatMap { $0 } } }
    /// The sends of what waits.
    var sends: Set<SendID> { Set(seated.map(\.message.send)) }

    /// How many more messages of a lane may come in, where so many lanes have messages.
    func room(for lane: Lane, among count: Int) -> Int {
        let state = lanes[lane]
        let share = count > 1 ? max(1, seats / min(count, 4)) : seats
        let most = state.map { $0.slow > 0 ? min(share, places) : share } ?? share
        return max(0, min(seats - waiting, most - (state?.waiting ?? 0)))
    }

    mutating func add(_ message: ClaimedMessage) {
        let lane = Lane(of: message.message.address, message.message.channel)
        if lanes[lane] == nil { turns.append(lane) }
        lanes[lane, default: LaneState()].queues[message.message.priority.rawValue].append(message)
        waiting += 1
    }

    /// The next message to send, whose attempt begins now; nil while none may.
    mutating func next(now: Instant) -> ClaimedMessage? {
        for priority in Priority.allCases where waiting > 0 {
            let limit = places + (priority == .urgent ? extra : min(slow, extra))
            guard attempts.count < limit else { continue }
            for (index, lane) in turns.enumerated() {
                guard var state = lanes[lane], !state.queues[priority.rawValue].isEmpty,
                    priority == .urgent || state.active < most(of: state)
                else { continue }
                let message = state.queues[priority.rawValue].removeFirst()
                state.active += 1
                lanes[lane] = state
                waiting -= 1
                turns.remove(at: index)
                turns.append(lane)
                attempts[message.message.id] = Attempt(
                    message: message, lane: lane, since: now)
                return message
            }
        }
        return nil
    }

    /// How many attempts of a lane may be under way.
    private func most(of state: LaneState) -> Int {
        if state.slow > 0 { return max(1, places / 4) }
        return waiting > state.waiting ? max(1, places * 3 / 4) : places
    }

    /// An attempt has ended.
    mutating func leave(_ id: OutboundID) {
        guard let attempt = attempts.removeValue(forKey: id) else { return }
        if attempt.isSlow { slow -= 1 }
        lanes[attempt.lane]?.active -= 1
        if attempt.isSlow { lanes[attempt.lane]?.slow -= 1 }
        forget(attempt.lane)
    }

    /// Sees which attempts stand still.
    mutating func look(now: Instant) {
        for (id, attempt) in attempts where !attempt.isSlow {
            guard now - attempt.since > Self.patience else { continue }
            attempts[id]?.isSlow = true
            lanes[attempt.lane]?.slow += 1
            slow += 1
        }
    }

    /// Takes out what waits and meets a condition.
    mutating func remove(
        where condition: (ClaimedMessage) -> Bool
    ) -> [ClaimedMessage] {
        var removed: [ClaimedMessage] = []
        for lane in turns {
            guard var state = lanes[lane] else { continue }
            for index in state.queues.indices {
                removed += state.queues[index].filter(condition)
                state.queues[index].removeAll(where: condition)
            }
            lanes[lane] = state
            forget(lane)
        }
        waiting -= removed.count
        return removed
    }

    private mutating func forget(_ lane: Lane) {
        guard let state = lanes[lane], state.waiting == 0, state.active == 0 else { return }
        lanes[lane] = nil
        turns.removeAll { $0 == lane }
    }
}
