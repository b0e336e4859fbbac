import Synchronization

/// Lets so many in at a time; who comes when all are in waits in line, the first first.
///
/// libcurl can limit connections too, but it counts the waiting into the time-out.
final class Turns: Sendable {
    private struct Waiter {
        let id: UInt64
        let done: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var free: Int
        let all: Int
        var waiting: [Waiter] = []
        var nextWaiter: UInt64 = 0
        var cancelled: Set<UInt64> = []
        var isClosed = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ limit: Int) {
        let limit = max(1, limit)
        state = Mutex(State(free: limit, all: limit))
    }

    /// A turn, to be given back.
    /// - Returns: False when it is closed or the task is cancelled: then there is nothing to give back.
    func take() async -> Bool {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { done in enter(Waiter(id: id, done: done)) }
        } onCancel: {
            leave(id)
        }
        // Cancelled just after it was let in: nobody asks for this id any more.
        state.withLock { _ = $0.cancelled.remove(id) }
        return isIn
    }

    /// Ends a turn.
    func giveBack() {
        let (next, ended) = state.withLock {
            state -> (Waiter?, [CheckedContinuation<Void, Never>]) in
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), []) }
            state.free += 1
            guard state.isClosed, state.free == state.all else { return (nil, []) }
            defer { state.waitingForEnd = [] }
            return (nil, state.waitingForEnd)
        }
        next?.done.resume(returning: true)
        for done in ended { done.resume() }
    }

    /// Lets nobody in any more and waits for those who are.
    func close() async {
        await withCheckedContinuation { done in
            let (turnedAway, isEmpty) = state.withLock { state -> ([Waiter], Bool) in
                state.isClosed = true
                defer { state.waiting = [] }
                let isEmpty = state.free == state.all
                if !isEmpty { state.waitingForEnd.append(done) }
                return (state.waiting, isEmpty)
            }
            for waiter in turnedAway { waiter.done.resume(returning: false) }
            if isEmpty { done.resume() }
        }
    }

    private func enter(_ waiter: Waiter) {
        let isIn = state.withLock { state -> Bool? in
            if state.isClosed || state.cancelled.remove(waiter.id) != nil { return false }
            guard state.free > 0 else {
                state.waiting.append(waiter)
                return nil
            }
            state.free -= 1
            return true
        }
        if let isIn { waiter.done.resume(returning: isIn) }
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
        waiter?.done.resume(returning: false)
    }
}
