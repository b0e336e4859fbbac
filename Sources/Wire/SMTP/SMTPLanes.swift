import Synchronization

/// What a lane is to do, and who hears how it ended.
final class SMTPJob: Sendable {
    /// How it ended.
    enum End: Sendable {
        case report(SMTPTransferReport)
        /// No server heard of it; the sentence says why.
        case turnedAway(String)
    }

    let transfer: SMTPTransfer
    let cancellation: Cancellation
    private let ended: @Sendable (End) -> Void

    /// `ended`: Called once, on whatever thread it ends.
    init(
        _ transfer: SMTPTransfer, _ cancellation: Cancellation,
        ended: @escaping @Sendable (End) -> Void
    ) {
        self.transfer = transfer
        self.cancellation = cancellation
        self.ended = ended
    }

    /// Once, when it is over.
    func end(_ end: End) {
        cancellation.forget(self)
        ended(end)
    }

    static let cancelled = End.turnedAway("The attempt was cancelled.")
    static let closed = End.turnedAway("The client is closed.")
    static let noMemory = End.turnedAway("There is no memory for a connection.")
}

/// The mails that wait for a connection, and the lanes that carry them, at most so many.
///
/// A lane takes its next mail by itself, without anybody's help: under load no thread is woken for
/// a mail. The lane that fell asleep last is woken first, so that few connections carry a light
/// load.
final class SMTPLanes: Sendable {
    private struct State {
        var waiting: [SMTPJob] = []
        var asleep: [SMTPLane] = []
        /// All whose multi handle is there: they may be woken.
        var all: [SMTPLane] = []
        /// Lanes whose threads have not ended.
        var running = 0
        var isClosed = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = BargingMutex(State())
    /// Lanes that have ended a mail and will look for the next.
    private let returning = Atomic(0)
    private let endpoint: SMTPEndpoint

    init(_ endpoint: SMTPEndpoint) {
        self.endpoint = endpoint
    }

    /// Has a lane do it, now or when it is its turn.
    func add(_ job: SMTPJob) {
        job.cancellation.onCancel(of: job) { [self] in cancelled(job) }
        let end = state.withLock { state -> SMTPJob.End? in
            guard !state.isClosed else { return SMTPJob.closed }
            guard makeReady(&state) else { return SMTPJob.noMemory }
            state.waiting.append(job)
            return nil
        }
        if let end { job.end(end) }
    }

    /// Sees to it that somebody comes for one more mail.
    /// - Returns: False when there is no memory for a lane.
    private func makeReady(_ state: inout State) -> Bool {
        if state.waiting.count < returning.load(ordering: .relaxed) { return true }
        if let lane = state.asleep.popLast() {
            lane.wake()
        } else if state.all.count < max(1, endpoint.maxConnections) {
            guard let lane = SMTPLane(endpoint) else { return !state.all.isEmpty }
            state.all.append(lane)
            state.running += 1
            lane.start(self)
        }
        return true
    }

    /// Its cancellation has come: what has not begun ends at once, what has is looked at.
    private func cancelled(_ job: SMTPJob) {
        let isWaiting = state.withLock { state in
            if let place = state.waiting.firstIndex(where: { $0 === job }) {
                state.waiting.remove(at: place)
                return true
            }
            for lane in state.all { lane.wake() }
            return false
        }
        if isWaiting { job.end(SMTPJob.cancelled) }
    }

    /// Takes no more, lets what is under way finish and closes all connections.
    func close() async {
        await withCheckedContinuation { done in
            let (turnedAway, isOver) = state.withLock { state -> ([SMTPJob], Bool) in
                state.isClosed = true
                for lane in state.all { lane.wake() }
                defer { state.waiting = [] }
                let isOver = state.running == 0
                if !isOver { state.waitingForEnd.append(done) }
                return (state.waiting, isOver)
            }
            for job in turnedAway { job.end(SMTPJob.closed) }
            if isOver { done.resume() }
        }
    }
}

// MARK: What a lane asks

extension SMTPLanes {
    /// What a lane is to do next.
    enum Step {
        case job(SMTPJob)
        /// Wait until woken, or for as long as an unused connection is kept.
        case sleep
        case end
    }

    /// A mail has ended, and whoever hears of it may bring the next.
    func isReturning() { returning.add(1, ordering: .relaxed) }

    /// After ``isReturning()``, or at a lane's beginning.
    func next(_ lane: SMTPLane, hasReturned: Bool) -> Step {
        state.withLock { state in
            // Within the lock: what is added after it finds the lane asleep.
            if hasReturned { returning.subtract(1, ordering: .relaxed) }
            return step(lane, &state)
        }
    }

    /// A lane has slept. `isTired`: Whether nobody has woken it in all that time.
    func next(_ lane: SMTPLane, isTired: Bool) -> Step {
        state.withLock { state in
            let wasAsleep = state.asleep.contains { $0 === lane }
            state.asleep.removeAll { $0 === lane }
            if isTired, wasAsleep, state.waiting.isEmpty {
                leave(lane, &state)
                return .end
            }
            return step(lane, &state)
        }
    }

    private func step(_ lane: SMTPLane, _ state: inout State) -> Step {
        if !state.waiting.isEmpty { return .job(state.waiting.removeFirst()) }
        if state.isClosed {
            leave(lane, &state)
            return .end
        }
        state.asleep.append(lane)
        return .sleep
    }

    /// From here on nobody wakes it.
    private func leave(_ lane: SMTPLane, _ state: inout State) {
        state.all.removeAll { $0 === lane }
    }

    /// Its connection is closed.
    func hasEnded() {
        let over = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.running -= 1
            guard state.isClosed, state.running == 0 else { return [] }
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for done in over { done.resume() }
    }
}
