import Delivery
import Logging
import People
import Store

/// The heart of a worker: claims into its waiting room, starts attempts as places become free, and
/// sleeps while there is nothing to do.
struct SendingLoop {
    private let worker: DeliveryWorker
    private let settler: Settler
    private let held: HeldMessages
    private let bell: Bell
    private var room: WaitingRoom
    private var book = LaneBook()
    private var renderings = RenderingShelf()
    /// Whether the last claim found messages that a rate keeps back.
    private var isHeldBack = false
    private var isAwaited = false

    private enum Event {
        case ended(OutboundID, isThrottled: Bool)
        case awake
    }

    init(
        _ worker: DeliveryWorker, _ settler: Settler, _ held: HeldMessages, _ bell: Bell
    ) {
        self.worker = worker
        self.settler = settler
        self.held = held
        self.bell = bell
        // What a dead worker held of texts waits for a person: no more of it than is being sent.
        let channel = worker.channel
        room = WaitingRoom(
            places: channel.places,
            seats: channel.repeatsSafely ? worker.pace.width : channel.places)
    }

    func run(drain: Bool) async {
        var own = self
        await withTaskGroup(of: Event.self) { group in
            while true {
                let progress = await own.step(&group)
                if own.isDone(progress, drain: drain) { break }
                if progress, own.room.active == 0 { continue }
                await own.wait(&group)
            }
            group.cancelAll()
        }
    }

    /// Claims what there is room for, and starts what may start.
    /// - Returns: Whether anything was claimed or settled.
    private mutating func step(_ group: inout TaskGroup<Event>) async -> Bool {
        room.look(now: now)
        await giveBack(room.giveUp())
        if await held.mayBeLost(worker.pace.lease) { await giveBack(room.remove { _ in true }) }
        guard !Task.isCancelled else {
            await giveBack(room.remove { _ in true })
            return false
        }
        var progress = false
        if book.isOld(now) || !book.places(room, now: now).isEmpty {
            let released = await release()
            progress = await claim() || released
        }
        start(&group)
        return progress
    }

    private var now: Instant { worker.desk.source.now() }

    private mutating func start(_ group: inout TaskGroup<Event>) {
        while let message = room.next(now: now) {
            let (worker, settler) = (worker, settler)
            group.addTask {
                let course = await worker.send(message, settler)
                return .ended(message.message.id, isThrottled: course == .later(.throttled))
            }
        }
    }

    private func isDone(_ progress: Bool, drain: Bool) -> Bool {
        guard room.isEmpty else { return false }
        if Task.isCancelled { return true }
        return drain && !progress && !isHeldBack && book.release == nil
    }

    /// Until an attempt ends, something changes, or it is time to look again.
    private mutating func wait(_ group: inout TaskGroup<Event>) async {
        // Told to end, it waits for nothing but what is under way.
        if !isAwaited, !Task.isCancelled {
            isAwaited = true
            let (bell, limit, pause) = (bell, rest, worker.pause)
            group.addTask {
                await bell.wait(upTo: limit, pause)
                return .awake
            }
        }
        switch await group.next() {
        case .ended(let id, let isThrottled)?:
            room.leave(id)
            // Its lane is shut now: what waits for it need not be tried.
            if isThrottled { book.forget() }
            // A text to the same number may go now.
            if worker.channel.channel == .sms { book.reconsider() }
        case .awake?:
            isAwaited = false
            book.forget()
        case nil: break
        }
    }

    private var rest: Duration {
        let usual = worker.pace.rest
        if isHeldBack { return min(usual, .milliseconds(50)) }
        guard let due = book.nextDue(after: now) else { return usual }
        return max(.milliseconds(5), min(usual, due - now))
    }
}

// MARK: What it does in the database

extension SendingLoop {
    private mutating func claim() async -> Bool {
        let work = ClaimWork(
            desk: worker.desk, channel: worker.channel.channel, lease: worker.pace.lease)
        let (book, room, known) = (book, room, renderings.all)
        do {
            let (seen, outcome, halted) = try await worker.desk.database.write { t in
                var book = book
                let wasOld = book.isOld(work.desk.source.now())
                try book.look(work.channel, now: work.desk.source.now(), t)
                let places = book.places(room, now: work.desk.source.now())
                let outcome = try work.claim(places, in: room, known: known, t)
                let halted = wasOld ? try Outbox().halted(among: room.sends, t) : []
                return (book, outcome, halted)
            }
            self.book = seen
            self.book.note(outcome)
            isHeldBack = outcome.isHeldBack
            for message in outcome.messages {
                self.room.add(message)
                renderings.keep(message.rendering)
            }
            await giveBack(
                self.room.remove { [book = self.book, now = self.now] one in
                    halted.contains(one.message.send) || book.isShut(one.lane, now)
                })
            await held.hold(self.room.held)
            return outcome.seen > 0
        } catch {
            worker.log.error("claiming failed", metadata: ["error": "\(error)"])
            await worker.pause(.seconds(2))
            return false
        }
    }

    /// Sets free what can be undone no more: some thousand messages, so that what is urgent gets its
    /// turn between.
    /// - Returns: Whether there were any.
    private mutating func release() async -> Bool {
        guard let due = book.release, due <= now else { return false }
        do {
            let released = try await worker.desk.database.write { [desk = worker.desk] t in
                try Outbox().release(now: desk.source.now(), t)
            }
            book.forget()
            return released > 0
        } catch {
            worker.log.error("a send could not begin", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// What was taken and not begun stands again as before, for others to take.
    private func giveBack(_ messages: [ClaimedMessage]) async {
        guard !messages.isEmpty else { return }
        do {
            // In a task of its own: the worker's end must not cut it off.
            try await Task { [desk = worker.desk] in
                try await desk.database.write { t in
                    try Outbox().giveBack(messages, now: desk.source.now(), t)
                }
            }.value
        } catch {
            // Their leases end by themselves.
            worker.log.error("messages could not be given back", metadata: ["error": "\(error)"])
        }
        await held.hold(room.held)
    }
}

extension ClaimedMessage {
    /// The lane that it is in.
    var lane: Lane { Lane(of: message.address, message.channel) }
}

/// Texts that were read lately: the copies of a notice share few.
struct RenderingShelf {
    private(set) var all: [String: StoredRendering] = [:]
    private static let most = 256

    mutating func keep(_ rendering: StoredRendering) {
        if all.count >= Self.most { all = [:] }
        all[rendering.id] = rendering
    }
}
