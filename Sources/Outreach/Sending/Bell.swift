import Synchronization

/// Wakes somebody who waits: at once when it rang before.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())

    /// Wakes the sleeper, or the next one at once.
    func ring() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            if state.sleeper == nil { state.hasRung = true }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Waits until it rings, at most for a while. One sleeper at a time.
    func wait(
        upTo limit: Duration, _ pause: @escaping @Sendable (Duration) async -> Void
    ) async {
        let alarm = Task {
            await pause(limit)
            if !Task.isCancelled { ring() }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAwake = state.withLock { state in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    state.sleeper = continuation
                    return false
                }
                if isAwake { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
        alarm.cancel()
    }
}
