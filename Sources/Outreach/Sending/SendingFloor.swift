import Delivery
import People
import Store
import Synchronization
import Wire

/// Where attempts are under way: as one ends the next begins, on the thread on which it ended and
/// without anybody's help. The ``SendingLoop`` only sees to it that there is a next one.
final class SendingFloor: Sendable {
    private struct State {
        var room: WaitingRoom
        /// Whether nothing new begins.
        var isClosed = false
        var waitingForEnd: CheckedContinuation<Void, Never>?
    }

    private let channel: any OutboundChannel
    private let settler: Settler
    private let bell: Bell
    private let now: @Sendable () -> Instant
    private let cancellation = Cancellation()
    private let state: Mutex<State>

    /// `bell`: Rung when more could be taken in.
    init(
        _ channel: any OutboundChannel, _ room: WaitingRoom, _ settler: Settler, _ bell: Bell,
        now: @escaping @Sendable () -> Instant
    ) {
        self.channel = channel
        self.settler = settler
        self.bell = bell
        self.now = now
        state = Mutex(State(room: room))
    }

    /// The room as it is at this moment.
    var room: WaitingRoom { state.withLock { $0.room } }

    /// What is held here: waiting, or under way.
    var held: [OutboundID] { state.withLock { $0.room.held } }

    /// Changes what waits.
    func change<Result>(_ change: (inout WaitingRoom) -> Result) -> Result {
        state.withLock { change(&$0.room) }
    }

    /// Begins what may begin.
    func fill() {
        while let message = next() {
            let known = channel.begin(message, cancellation) { [self] verdict in
                over(message, verdict)
                fill()
            }
            if let known { over(message, known) }
        }
    }

    private func next() -> ClaimedMessage? {
        state.withLock { $0.isClosed ? nil : $0.room.next(now: now()) }
    }

    /// The outcome is handed on before the room forgets the message: its lease is kept throughout.
    private func over(_ message: ClaimedMessage, _ verdict: AttemptVerdict) {
        settler.add(message, verdict)
        let (isWanted, ended) = state.withLock {
            state -> (Bool, CheckedContinuation<Void, Never>?) in
            state.room.leave(message.message.id)
            if verdict.course == .later(.throttled) { state.room.pause(message.lane, now: now()) }
            let isWanted = state.room.wantsMore(.bulk)
            guard state.isClosed, state.room.active == 0 else { return (isWanted, nil) }
            defer { state.waitingForEnd = nil }
            return (isWanted, state.waitingForEnd)
        }
        ended?.resume()
        if isWanted { bell.ring() }
    }

    /// Begins nothing more.
    /// - Returns: What waited.
    func close() -> [ClaimedMessage] {
        state.withLock { state in
            state.isClosed = true
            return state.room.remove { _ in true }
        }
    }

    /// Waits for what is under way once it is closed: after a grace it is cancelled, so that no mail
    /// is cut off in the middle.
    func ended(
        grace: Duration, _ pause: @escaping @Sendable (Duration) async -> Void
    ) async {
        let alarm = Task { [cancellation] in
            await pause(grace)
            if !Task.isCancelled { cancellation.cancel() }
        }
        await withCheckedContinuation { done in
            let isOver = state.withLock { state in
                if state.room.active > 0 { state.waitingForEnd = done }
                return state.room.active == 0
            }
            if isOver { done.resume() }
        }
        alarm.cancel()
    }
}
