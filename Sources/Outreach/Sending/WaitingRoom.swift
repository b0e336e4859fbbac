import Delivery
import People
import Store

/// The messages that one worker has taken: those that wait for a place, and those that are being
/// sent.
///
/// What is more urgent goes first, then one lane after another. A lane whose attempts last long
/// gets few places and few seats, and what stands still gives its place to others: the slow never
/// block the rest.
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
        /// How many of these are urgent.
        var urgent = 0
        var slow = 0

        var waiting: Int { queues.reduce(0) { $0 + $1.count } }

        /// The next message, under way from now on. In place: a copy of its queue for each mail
        /// would be most of the work.
        mutating func take(_ priority: Priority) -> ClaimedMessage? {
            guard !queues[priority.rawValue].isEmpty else { return nil }
            active += 1
            if priority == .urgent { urgent += 1 }
            return queues[priority.rawValue].removeFirst()
        }

        /// What keeps seats from a message of that priority.
        func waiting(before priority: Priority) -> Int {
            priority == .urgent ? queues[Priority.urgent.rawValue].count : waiting
        }
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
    /// Lanes whose servers have just asked for a pause, and since when nothing of them begins.
    private var paused: [Lane: Instant] = [:]
    private(set) var waiting = 0
    private var slow = 0

    init(places: Int, seats: Int) {
        self.places = max(1, places)
        // One for what is urgent in a lane that stands still, one for the others.
        extra = max(2, places / 4)
        self.seats = max(seats, 1)
    }

    /// How many attempts are under way.
    var active: Int { attempts.count }
    var isEmpty: Bool { waiting == 0 && attempts.isEmpty }
    /// A claim is a transaction, so it waits until half of the seats are free.
    func wantsMore(_ priority: Priority) -> Bool { free(priority) * 2 >= seats }
    /// How many seats are free. What stands still takes none from others, and what is urgent sees
    /// only what is urgent.
    func free(_ priority: Priority) -> Int {
        let taken = lanes.values.reduce(0) { sum, state in
            state.slow > 0 ? sum : sum + state.waiting(before: priority)
        }
        return max(0, seats - taken)
    }
    /// Everything that this worker holds.
    var held: [OutboundID] { seated.map(\.message.id) + Array(attempts.keys) }
    /// What waits for a place.
    var seated: [ClaimedMessage] { lanes.values.flatMap { $0.queues.flatMap { $0 } } }
    /// The sends of what waits.
    var sends: Set<SendID> { Set(seated.map(\.message.send)) }

    /// How many more messages of a lane may come in, where so many lanes have messages, and so many
    /// seats are free.
    func room(for lane: Lane, _ priority: Priority, among count: Int, free: Int) -> Int {
        let share = count > 1 ? max(1, seats / min(count, 4)) : seats
        guard let state = lanes[lane] else { return min(free, share) }
        let most = state.slow > 0 ? few : share
        return max(0, min(free, most - state.waiting(before: priority)))
    }

    /// What a lane gets that stands still.
    private var few: Int { max(1, places / 4) }

    mutating func add(_ message: ClaimedMessage) {
        let lane = message.lane
        if lanes[lane] == nil { turns.append(lane) }
        lanes[lane, default: LaneState()].queues[message.message.priority.rawValue].append(message)
        waiting += 1
    }

    /// The next message to send, whose attempt begins now; nil while none may.
    mutating func next(now: Instant) -> ClaimedMessage? {
        for priority in Priority.allCases where waiting > 0 {
            let limit = places + (priority == .urgent ? extra : min(slow, extra))
            guard attempts.count < limit else { continue }
            for (index, lane) in turns.enumerated() where mayStart(priority, in: lane) {
                guard let message = lanes[lane]?.take(priority) else { continue }
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

    private func mayStart(_ priority: Priority, in lane: Lane) -> Bool {
        guard paused[lane] == nil, let state = lanes[lane],
            !state.queues[priority.rawValue].isEmpty
        else { return false }
        return mayStart(priority, in: state)
    }

    /// Whether one more attempt of a lane may be under way. What is urgent does not wait for what
    /// is not.
    private func mayStart(_ priority: Priority, in state: LaneState) -> Bool {
        let shared = waiting > state.waiting ? max(1, places * 3 / 4) : places
        guard priority == .urgent else {
            guard state.slow > 0 else { return state.active < shared }
            // Slow, but nobody else is there: some places stay free for who may come.
            return state.active < (lanes.count > 1 ? few : max(few, places * 3 / 4))
        }
        // The extra places are not for one lane alone either.
        let isScarce = state.slow > 0 || attempts.count >= places
        return state.urgent < (isScarce ? max(1, extra / 2) : shared)
    }

    /// An attempt has ended.
    mutating func leave(_ id: OutboundID) {
        guard let attempt = attempts.removeValue(forKey: id) else { return }
        if attempt.isSlow { slow -= 1 }
        lanes[attempt.lane]?.active -= 1
        if attempt.message.message.priority == .urgent { lanes[attempt.lane]?.urgent -= 1 }
        if attempt.isSlow { lanes[attempt.lane]?.slow -= 1 }
        forget(attempt.lane)
    }

    /// Begins nothing more of a lane until it is known to be shut, and what waits for it is taken
    /// out.
    mutating func pause(_ lane: Lane, now: Instant) { paused[lane] = now }

    /// These lanes may go on.
    mutating func resume(_ lanes: Set<Lane>) { for lane in lanes { paused[lane] = nil } }

    /// Whether an attempt of a message is under way.
    func isUnderWay(_ id: OutboundID) -> Bool { attempts[id] != nil }

    /// Sees which attempts stand still. A lane is not paused for long: its outcomes may be written
    /// by nobody while the database is away.
    mutating func look(now: Instant) {
        if !paused.isEmpty { paused = paused.filter { now - $0.value < Self.patience } }
        for (id, attempt) in attempts where !attempt.isSlow {
            guard now - attempt.since > Self.patience else { continue }
            attempts[id]?.isSlow = true
            lanes[attempt.lane]?.slow += 1
            slow += 1
        }
    }

    /// Takes out what a lane that stands still has waiting beyond its few seats: its others may go
    /// with another worker, or later.
    mutating func giveUp() -> [ClaimedMessage] {
        guard slow > 0 else { return [] }
        let surplus = lanes.values.filter { $0.slow > 0 }.flatMap { state in
            [
                state.queues[Priority.urgent.rawValue],
                Array(state.queues.dropFirst().joined()),
            ].flatMap { $0.dropFirst(few) }
        }
        let ids = Set(surplus.map(\.message.id))
        return ids.isEmpty ? [] : remove { ids.contains($0.message.id) }
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
