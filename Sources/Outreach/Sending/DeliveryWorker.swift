import Delivery
import Logging
import People
import Store

/// How a worker goes about its work.
public struct WorkerPace: Sendable {
    /// Messages that one worker holds for a channel while they wait for a connection.
    public var width = 64
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
    private let changes: @Sendable () -> AsyncStream<Void>

    /// `channel`: What it sends through.
    /// `changes`: Tells that something may have been put in the outbox; without it the worker looks
    /// every ``WorkerPace/rest``.
    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, channel: any OutboundChannel, pace: WorkerPace, log: Logger,
        changes: @escaping @Sendable () -> AsyncStream<Void> = { AsyncStream { $0.finish() } },
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.channel = channel
        self.pace = pace
        self.log = log
        self.changes = changes
        self.pause = pause
    }

    /// Works until it is cancelled, then finishes what is in flight and gives the rest back.
    /// `drain`: Ends by itself once nothing is due.
    public func run(drain: Bool = false) async {
        let record = RecordAttempts(
            desk, schedule: pace.schedule, repeats: channel.repeatsSafely)
        let settler = Settler(desk, record, log: log, pause: pause)
        let (held, bell, news) = (HeldMessages(), Bell(), changes())
        let listening = Task { for await _ in news { bell.ring() } }
        // A task of its own: what is in flight keeps its lease while the worker comes to its end.
        let leases = Task { await lookAfterLeases(held, settler) }
        await withTaskCancellationHandler {
            await SendingLoop(self, settler, held, bell).run(drain: drain)
        } onCancel: {
            Task { await settler.end() }
        }
        listening.cancel()
        leases.cancel()
        await leases.value
        await settler.finish()
    }

    /// Sends one message and has its outcome written. The worker's end does not cut a mail off in
    /// the middle: what is in flight has a grace to finish, and its outcome is written in any case.
    func send(
        _ message: ClaimedMessage, _ settler: Settler
    ) async -> AttemptVerdict.Course {
        let attempt = Task { await channel.attempt(message) }
        let verdict = await withTaskCancellationHandler {
            await attempt.value
        } onCancel: {
            Task {
                await pause(pace.grace)
                attempt.cancel()
            }
        }
        await Task { await settler.add(message, verdict) }.value
        return verdict.course
    }

    /// Takes back what dead workers held, and keeps its own leases alive while servers are slow.
    private func lookAfterLeases(_ held: HeldMessages, _ settler: Settler) async {
        var touch = UnbrokenTouch(lease: pace.lease)
        while !Task.isCancelled {
            do {
                let own = await held.all + settler.unwritten
                let seen = try await desk.database.write { [touch] t in
                    try look(own, touch, t)
                }
                touch = seen.touch
                await held.renewed()
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

/// The messages that this worker holds, for its leases.
actor HeldMessages {
    private(set) var all: [OutboundID] = []
    private var lastRenewal = ContinuousClock.now

    func hold(_ ids: [OutboundID]) { all = ids }

    func renewed() { lastRenewal = .now }

    /// Whether leases may have ended unseen, as when the machine stood still: others may have sent
    /// what waits here.
    func mayBeLost(_ lease: Duration) -> Bool { .now - lastRenewal > lease }
}
