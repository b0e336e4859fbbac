import Synchronization

/// One connection's loop, and what the server said about itself there.
struct SMTPLane: Sendable {
    let loop: TransferLoop
    /// The keywords of the last EHLO reply on it; nil when none was heard.
    var offers: [String: String]?
}

/// Lends out lanes, at most so many at a time; who comes when all are out waits in line.
///
/// The lane that came back last goes out first, so that few connections carry a light load.
final class SMTPLanes: Sendable {
    private struct Waiter {
        let id: UInt64
        let done: CheckedContinuation<SMTPLane?, Never>
    }

    private struct State {
        var spare: [SMTPLane] = []
        var lent = 0
        var waiting: [Waiter] = []
        var nextWaiter: UInt64 = 0
        var cancelled: Set<UInt64> = []
        var isClosed = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let idle: Duration

    init(limit: Int, idle: Duration) {
        self.limit = max(1, limit)
        self.idle = idle
    }

    /// A lane for the caller alone, to be given back.
    /// - Returns: nil when the pool is closed, the task cancelled or memory is short.
    func borrow() async -> SMTPLane? {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let lane = await withTaskCancellationHandler {
            await withCheckedContinuation { done in enter(Waiter(id: id, done: done)) }
        } onCancel: {
            leave(id)
        }
        // Cancelled just after it was served: nobody asks for this id any more.
        state.withLock { _ = $0.cancelled.remove(id) }
        return lane
    }

    /// A new lane in place of one that has ended.
    func replacement() -> SMTPLane? { TransferLoop(idle: idle).map { SMTPLane(loop: $0) } }

    /// Takes a lane back; nil when it could not be replaced.
    func giveBack(_ lane: SMTPLane?) {
        let (next, ended) = state.withLock {
            state -> (Waiter?, [CheckedContinuation<Void, Never>]) in
            let next = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
            if let next, lane != nil { return (next, []) }
            state.lent -= 1
            if let lane { state.spare.append(lane) }
            // Without memory for a lane whoever waits is told so, rather than to wait for ever.
            if let next { return (next, []) }
            guard state.isClosed, state.lent == 0 else { return (nil, []) }
            defer { state.waitingForEnd = [] }
            return (nil, state.waitingForEnd)
        }
        next?.done.resume(returning: lane)
        for done in ended { done.resume() }
    }

    /// Lends nothing more, waits for what is lent and closes all connections.
    func close() async {
        await withCheckedContinuation { done in
            let (turnedAway, isIdle) = state.withLock { state -> ([Waiter], Bool) in
                state.isClosed = true
                defer { state.waiting = [] }
                if state.lent > 0 { state.waitingForEnd.append(done) }
                return (state.waiting, state.lent == 0)
            }
            for waiter in turnedAway { waiter.done.resume(returning: nil) }
            if isIdle { done.resume() }
        }
        let spare = state.withLock { state in
            defer { state.spare = [] }
            return state.spare
        }
        for lane in spare { await lane.loop.stop() }
    }

    private func enter(_ waiter: Waiter) {
        enum Answer { case wait, no, lane(SMTPLane), new }
        let answer = state.withLock { state -> Answer in
            if state.isClosed || state.cancelled.remove(waiter.id) != nil { return .no }
            if state.lent >= limit {
                state.waiting.append(waiter)
                return .wait
            }
            state.lent += 1
            return state.spare.popLast().map { .lane($0) } ?? .new
        }
        switch answer {
        case .wait: break
        case .no: waiter.done.resume(returning: nil)
        case .lane(let lane): waiter.done.resume(returning: lane)
        case .new:
            let lane = replacement()
            if lane == nil { giveBack(nil) }
            waiter.done.resume(returning: lane)
        }
    }

    /// Cancelled: out of the line, or not into it when it has not come yet.
    private func leave(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let place = state.waiting.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.waiting.remove(at: place)
        }
        waiter?.done.resume(returning: nil)
    }
}
