import NIOCore
import Synchronization

/// The open connections of a listener, so that they can be ended.
final class SMTPConnections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: Member] = [:]
        var isEnding = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// A channel, and what to do on its event loop so that it ends when its mail is done.
    struct Member: Sendable {
        let channel: any Channel
        let end: @Sendable () -> Void
        /// Ends it at once, whatever the other side still owes.
        let cut: @Sendable () -> Void
    }

    private let state = Mutex(State())

    /// - Returns: False when everything is ending: the connection must not begin.
    func add(_ member: Member) -> Bool {
        state.withLock { state in
            guard !state.isEnding else { return false }
            state.open[ObjectIdentifier(member.channel)] = member
            return true
        }
    }

    func remove(_ channel: any Channel) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.open[ObjectIdentifier(channel)] = nil
            guard state.isEnding, state.open.isEmpty else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for done in waiting { done.resume() }
    }

    /// Asks all to end and returns when the last has gone.
    func endAll() async {
        await withCheckedContinuation { done in
            let members = state.withLock { state -> [Member] in
                state.isEnding = true
                if !state.open.isEmpty { state.waiting.append(done) }
                return Array(state.open.values)
            }
            if members.isEmpty { return done.resume() }
            for member in members { member.end() }
        }
    }

    func cutOff() {
        let members = state.withLock { Array($0.open.values) }
        for member in members { member.cut() }
    }
}
