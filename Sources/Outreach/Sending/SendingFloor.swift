import Delivery
import People
import Store
import Wire

/// Where attempts are under way: as one ends the next begins, on the thread on which it ended and
/// without anybody's help. The ``SendingLoop`` only sees to it that there is a next one.
final class SendingFloor: Sendable {
    private struct State {
        var room: WaitingRoom
        /// Whether nothing new begins.
        var isClosed = false
        var waitingForEnd: CheckedContinuation<Void, Never>?
        /// Cancels what is under way, when it has had its grace.
        var alarm: Task<Void, Never>?

        mutating func next(_ now: Instant) -> ClaimedMessage? {
            isClosed ? nil : room.next(now: now)
        }
    }

    private let channel: any OutboundChannel
    private let settler: Settler
    private let bell: Bell
    private let renewals: Renewals
    private let now: @Sendable () -> Instant
    private let cancellation = Cancellation()
    private let state: BargingMutex<State>

    /// `bell`: Rung when more could be taken in.
    init(
        _ channel: any OutboundChannel, _ room: WaitingRoom, _ settler: Settler, _ bell: Bell,
        _ renewals: Renewals, now: @escaping @Sendable () -> Instant
    ) {
        self.renewals = renewals
        self.channel = channel
        self.settler = settler
        self.bell = bell
        self.now = now
        state = BargingMutex(State(room: room))
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
        while let first = next() {
            var next: ClaimedMessage? = first
            while let message = next { next = begin(message) }
        }
    }

    /// Nothing begins that others may have taken over, or whose outcome would wait for long.
    private func next() -> ClaimedMessage? {
        guard settler.hasRoom, !renewals.mayBeLost else { return nil }
        return state.withLock { $0.next(now()) }
    }

    /// Begins with one message, and goes on with others as each ends.
    /// - Returns: The next, when this one is over already.
    private func begin(_ message: ClaimedMessage) -> ClaimedMessage? {
        let known = channel.begin(message, cancellation) { [self] verdict in
            var next = over(message, verdict)
            while let message = next { next = begin(message) }
        }
        return known.flatMap { over(message, $0) }
    }

    /// The outcome is handed on before the room forgets the message: its lease is kept throughout.
    /// - Returns: What may begin in its place.
    private func over(_ message: ClaimedMessage, _ verdict: AttemptVerdict) -> ClaimedMessage? {
        var verdict = verdict
        // What was given up at the end says nothing of the server.
        if cancellation.isCancelled { verdict.isUnreached = false }
        let mayGoOn = settler.add(message, verdict) && !renewals.mayBeLost
        let now = now()
        let (isWanted, next, ended) = state.withLock {
            state -> (Bool, ClaimedMessage?, CheckedContinuation<Void, Never>?) in
            state.room.leave(message.message.id)
            if verdict.course == .later(.throttled) { state.room.pause(message.lane, now: now) }
            let next = mayGoOn ? state.next(now) : nil
            let isWanted = state.room.wantsMore(.bulk)
            guard state.isClosed, state.room.active == 0 else { return (isWanted, next, nil) }
            defer { state.waitingForEnd = nil }
            return (isWanted, next, state.waitingForEnd)
        }
        ended?.resume()
        if isWanted { bell.ring() }
        return next
    }

    /// Begins nothing more, from this moment on. What is under way has a grace and is cancelled
    /// then, so that no mail is cut off in the middle.
    func stop(grace: Duration, _ pause: @escaping @Sendable (Duration) async -> Void) {
        let alarm = Task { [cancellation] in
            await pause(grace)
            if !Task.isCancelled { cancellation.cancel() }
        }
        let isOver = state.withLock { state in
            state.isClosed = true
            state.alarm = alarm
            return state.room.active == 0
        }
        if isOver { alarm.cancel() }
    }

    /// Begins nothing more.
    /// - Returns: What waited.
    func close() -> [ClaimedMessage] {
        state.withLock { state in
            state.isClosed = true
            return state.room.remove { _ in true }
        }
    }

    /// Waits for what is under way, once it is closed.
    func ended() async {
        await withCheckedContinuation { done in
            let isOver = state.withLock { state in
                if state.room.active > 0 { state.waitingForEnd = done }
                return state.room.active == 0
            }
            if isOver { done.resume() }
        }
        state.withLock { $0.alarm }?.cancel()
    }
}
