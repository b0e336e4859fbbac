import Delivery
import Logging
import People
import Store
import Synchronization

/// How a worker goes about its work.
public struct WorkerPace: Sendable {
    /// Messages that one worker holds for a channel while they wait for a connection.
    public var width = 128
    /// How long a claim lasts unless it is renewed; a dead worker's messages wait this long.
    public var lease = Duration.seconds(60)
    /// How long mail in flight may take once the worker is told to end.
    public var grace = Duration.seconds(10)
    /// How long to rest when nothing is due.
    public var rest = Duration.milliseconds(500)
    /// When to try again.
    public var schedule = RetrySchedule()

    /// The usual pace.
    public init() {}
}

/// Sends what is due on one channel: claim briefly, send outside of any transaction, settle with a
/// guard.
///
/// Any number of them share the work. Killed at any moment, nothing is lost: what was in flight is
/// claimed again when its lease ends and goes out with the same Message-ID.
public struct DeliveryWorker: Sendable {
    let desk: Desk
    let channel: any OutboundChannel
    let pace: WorkerPace
    let pause: @Sendable (Duration) async -> Void
    let log: Logger
    let times: StageTimes?
    private let changes: @Sendable () -> AsyncStream<Void>

    /// `channel`: What it sends through.
    /// `changes`: Tells that something may have been put in the outbox; without it the worker looks
    /// every ``WorkerPace/rest``.
    /// `times`: Where it is counted what the work costs.
    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, channel: any OutboundChannel, pace: WorkerPace, log: Logger,
        times: StageTimes? = nil,
        changes: @escaping @Sendable () -> AsyncStream<Void> = { AsyncStream { $0.finish() } },
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.channel = channel
        self.pace = pace
        self.log = log
        self.times = times
        self.changes = changes
        self.pause = pause
    }

    /// Works until it is cancelled, then finishes what is in flight and gives the rest back.
    /// `drain`: Ends by itself once nothing is due.
    public func run(drain: Bool = false) async {
        let bell = Bell()
        let record = RecordAttempts(
            desk, schedule: pace.schedule, repeats: channel.repeatsSafely)
        let loop = SendingLoop(self, record, bell)
        let (settler, floor, news) = (loop.settler, loop.floor, changes())
        let listening = Task {
            for await _ in news {
                loop.news.note()
                bell.ring()
            }
        }
        // Tasks of their own: what is in flight keeps its lease, and its outcome is written, while
        // the worker comes to its end.
        let writing = Task { await settler.run() }
        let leases = Task { await lookAfterLeases(floor, settler, loop.renewals) }
        await withTaskCancellationHandler {
            await loop.run(drain: drain)
        } onCancel: {
            floor.stop(grace: pace.grace, pause)
            settler.end()
        }
        listening.cancel()
        settler.finish()
        await writing.value
        leases.cancel()
        await leases.value
    }

    /// Takes back what dead workers held, and keeps its own leases alive while servers are slow.
    private func lookAfterLeases(
        _ floor: SendingFloor, _ settler: Settler, _ renewals: Renewals
    ) async {
        var touch = UnbrokenTouch(lease: pace.lease)
        while !Task.isCancelled {
            do {
                let began = ContinuousClock.now
                let own = floor.held + settler.unwritten
                let seen = try await desk.database.write { [touch] t in
                    try look(own, touch, t)
                }
                touch = seen.touch
                renewals.renewed(at: began)
                let swept = seen.swept
                if swept > 0 {
                    log.notice(
                        "took over messages of a dead worker", metadata: ["count": "\(swept)"])
                }
            } catch {
                touch.failed()
                log.error("leases could not be looked after", metadata: ["error": "\(error)"])
            }
            await pause(min(pace.lease / 3, .seconds(10)))
        }
    }
}

extension DeliveryWorker {
    /// Renews, and takes over what is due to be taken over. Asks inside the transaction whether
    /// others may be judged: it may have waited long for its turn.
    private func look(
        _ own: [OutboundID], _ touch: UnbrokenTouch, _ t: borrowing Transaction
    ) throws -> (touch: UnbrokenTouch, swept: Int) {
        var touch = touch
        let now = desk.source.now()
        for batch in batches(own) {
            try Outbox().renew(Array(batch), until: now + pace.lease, t)
        }
        let swept =
            touch.isUnbroken(at: .now, clock: now)
            ? try Outbox().sweep(
                channel.channel, repeats: channel.repeatsSafely, now: now, t) : 0
        touch.succeeded(at: .now, clock: now)
        return (touch, swept)
    }
}

/// Whether a worker may believe that what it holds is still its own.
final class Renewals: Sendable {
    private struct State {
        var last = ContinuousClock.now
        var wasLost = false
    }

    private let state = Mutex(State())
    private let lease: Duration

    /// `lease`: How long a claim lasts unless it is renewed.
    init(_ lease: Duration) {
        self.lease = lease
    }

    /// Leases were renewed, by a transaction that began then.
    func renewed(at time: ContinuousClock.Instant) {
        state.withLock { state in
            if time - state.last > lease { state.wasLost = true }
            state.last = time
        }
    }

    /// Whether leases may have ended unseen, as when the machine stood still or the database was
    /// away: others may have sent what waits here. Stays so until ``haveGivenBack()``.
    var mayBeLost: Bool {
        state.withLock { $0.wasLost || .now - $0.last > lease * 0.9 }
    }

    /// Nothing is held any more that may have been lost.
    func haveGivenBack() { state.withLock { $0.wasLost = false } }
}
