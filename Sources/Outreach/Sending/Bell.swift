import Synchronization

/// Wakes somebody who waits: at once when it rang before.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        /// The time was up before anybody slept.
        var isLate = false
        var sleeper: CheckedContinuation<Bool, Never>?
    }
    private let state = Mutex(State())

    /// Wakes the sleeper, or the next one at once.
    func ring() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            if state.sleeper == nil { state.hasRung = true }
            return state.sleeper
        }
        sleeper?.resume(returning: true)
    }

    private func timeOut() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            if state.sleeper == nil { state.isLate = true }
            return state.sleeper
        }
        sleeper?.resume(returning: false)
    }

    /// Waits until it rings, at most for a while. One sleeper at a time.
    /// - Returns: Whether it rang, or the task was cancelled.
    @discardableResult
    func wait(
        upTo limit: Duration, _ pause: @escaping @Sendable (Duration) async -> Void
    ) async -> Bool {
        state.withLock { $0.isLate = false }
        let alarm = Task {
            await pause(limit)
            if !Task.isCancelled { timeOut() }
        }
        let hasRung = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let hasRung = state.withLock { state -> Bool? in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    if state.isLate { return false }
                    state.sleeper = continuation
                    return nil
                }
                if let hasRung { continuation.resume(returning: hasRung) }
            }
        } onCancel: {
            ring()
        }
        alarm.cancel()
        return hasRung
    }
}
