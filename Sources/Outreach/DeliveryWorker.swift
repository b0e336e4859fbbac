import Cases
import Delivery
import Logging
import People
import Store

/// How a worker goes about its work.
public struct WorkerPace: Sendable {
    /// Messages in flight at once.
    public var width = 8
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

/// Sends what is due on one channel: claim briefly, send outside of any transaction, settle with a guard.
///
/// Any number of them share the work. Killed at any moment, nothing is lost: what was in flight is
/// claimed again when its lease ends and goes out with the same Message-ID.
public struct DeliveryWorker: Sendable {
    private let desk: Desk
    private let channel: any OutboundChannel
    private let pace: WorkerPace
    private let pause: @Sendable (Duration) async -> Void
    private let log: Logger

    /// `channel`: What it sends through.
    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, channel: any OutboundChannel, pace: WorkerPace, log: Logger,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.channel = channel
        self.pace = pace
        self.log = log
        self.pause = pause
    }

    /// Works until it is cancelled, then finishes what is in flight.
    /// `drain`: Ends by itself once nothing is due.
    public func run(drain: Bool = false) async {
        let record = RecordAttempts(
            desk, schedule: pace.schedule, repeats: channel.repeatsSafely)
        let settler = Settler(desk, record, log: log, pause: pause)
        let held = HeldMessages()
        // A task of its own: what is in flight keeps its lease while the worker comes to its end.
        let leases = Task { await lookAfterLeases(held) }
        await pump(settler, held, drain: drain)
        leases.cancel()
        await leases.value
        await settler.finish()
    }

    private func pump(_ settler: Settler, _ held: HeldMessages, drain: Bool) async {
        await withTaskGroup(of: OutboundID.self) { sending in
            var inFlight = 0
            while true {
                let claimed = await claimIfRoom(inFlight)
                for message in claimed {
                    await held.add(message.message.id)
                    sending.addTask { await send(message, settler) }
                }
                inFlight += claimed.count
                if inFlight > 0, let done = await sending.next() {
                    inFlight -= 1
                    await held.remove(done)
                } else if Task.isCancelled || drain {
                    return
                } else {
                    await pause(pace.rest)
                }
            }
        }
    }

    /// A claim is a transaction, so it waits until half of the width is free.
    private func claimIfRoom(_ inFlight: Int) async -> [ClaimedMessage] {
        guard !Task.isCancelled, inFlight <= pace.width / 2 else { return [] }
        return await claim(pace.width - inFlight)
    }

    /// Sends one message and has its outcome written. The worker's end does not cut a mail off in
    /// the middle: what is in flight has a grace to finish, and its outcome is written in any case.
    private func send(_ message: ClaimedMessage, _ settler: Settler) async -> OutboundID {
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
        return message.message.id
    }

    /// Claims, and checks the rules again in the same transaction: a court order may have come
    /// since the message was made.
    private func claim(_ room: Int) async -> [ClaimedMessage] {
        guard room > 0 else { return [] }
        do {
            return try await desk.database.write { t in
                let now = desk.source.now()
                let claimed = try Outbox().claim(
                    channel.channel, limit: room, lease: pace.lease, now: now, t)
                return try claimed.filter { message in
                    guard let event = try objection(to: message, now, t) else { return true }
                    _ = try Outbox().settle(
                        [
                            Settlement(
                                message: message.message.id, attempt: message.attempt,
                                event: event)
                        ], now: now, t)
                    return false
                }
            }
        } catch {
            log.error("claiming failed", metadata: ["error": "\(error)"])
            await pause(.seconds(2))
            return []
        }
    }

    private func objection(
        to claimed: ClaimedMessage, _ now: Instant, _ t: borrowing Transaction
    ) throws -> MessageState.Event? {
        let message = claimed.message
        if let expires = claimed.expires, expires <= now { return .timeOver }
        if !confirmsStop(message),
            try desk.suppressions.stops(
                message.address, message.channel, isBulk: message.isBulk, t)
        {
            return .keptBack(reason: Exclusion.suppressed.rawValue)
        }
        let addresses = try Contacts().addresses(of: message.contact, message.channel, t)
        guard addresses.contains(where: { $0.address == message.address }) else {
            return .keptBack(reason: Exclusion.addressGone.rawValue)
        }
        let student = try message.caseID.flatMap { id in try desk.caseBook.find(id, t)?.student }
        let edges = try ContactRule().edges(of: message.contact, t)
            .filter { student == nil || $0.student == student }
        let objection = edges.isEmpty ? .mayNotReceive : ContactRule().objection(toAnyOf: edges)
        return objection.map { .keptBack(reason: $0.rawValue) }
    }

    /// The one text that may follow a wish for no more texts (47 CFR 64.1200(a)(12)).
    private func confirmsStop(_ message: OutboundMessage) -> Bool {
        message.channel == .sms && message.notice == AutomaticNotice.stopped.rawValue
    }

    /// Takes back what dead workers held, and keeps its own leases alive while servers are slow.
    private func lookAfterLeases(_ held: HeldMessages) async {
        while !Task.isCancelled {
            do {
                let own = await held.all
                let swept = try await desk.database.write { t in
                    let now = desk.source.now()
                    try Outbox().renew(own, until: now + pace.lease, t)
                    return try Outbox().sweep(
                        channel.channel, repeats: channel.repeatsSafely, now: now, t)
                }
                if swept > 0 {
                    log.notice(
                        "took over messages of a dead worker", metadata: ["count": "\(swept)"])
                }
            } catch {
                log.error("leases could not be looked after", metadata: ["error": "\(error)"])
            }
            await pause(min(pace.lease / 3, .seconds(10)))
        }
    }
}

/// The messages that this worker has in flight.
private actor HeldMessages {
    private(set) var all: [OutboundID] = []

    func add(_ id: OutboundID) { all.append(id) }
    func remove(_ id: OutboundID) { all.removeAll { $0 == id } }
}
