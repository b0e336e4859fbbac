import Delivery
import Logging
import People
import Store

/// The heart of a worker: claims into its waiting room, from which the ``SendingFloor`` takes one
/// message after another, and sleeps while there is nothing to do.
struct SendingLoop {
    private let worker: DeliveryWorker
    let settler: Settler
    let floor: SendingFloor
    let renewals: Renewals
    let news = News()
    private let bell: Bell
    private var book = LaneBook()
    private var renderings = RenderingShelf()
    /// Whether the last claim found messages that a rate keeps back.
    private var isHeldBack = false
    /// Lanes that are shut on disk, and need not be paused here any more.
    private var resumes: Set<Lane> = []
    /// How many looks into the database have failed, one after another.
    private var failures = 0

    init(_ worker: DeliveryWorker, _ record: RecordAttempts, _ bell: Bell) {
        self.worker = worker
        self.bell = bell
        let channel = worker.channel
        renewals = Renewals(worker.pace.lease)
        settler = Settler(worker, record, news, reader: bell)
        floor = SendingFloor(
            channel,
            // What a dead worker held of texts waits for a person: no more of it than is being sent.
            WaitingRoom(
                places: channel.places,
                seats: channel.repeatsSafely ? worker.pace.width : channel.places),
            settler, bell, renewals, now: worker.desk.source.now)
    }

    func run(drain: Bool) async {
        var own = self
        while !Task.isCancelled {
            let progress = await own.step()
            floor.fill()
            if own.isDone(progress, drain: drain) { break }
            if progress, floor.room.active == 0 { continue }
            let hasRung = await bell.wait(upTo: own.rest, worker.pause)
            if !hasRung { own.book.forget() }
        }
        await giveBack(floor.close())
        await floor.ended()
    }

    /// Claims what there is room for.
    /// - Returns: Whether anything was claimed or settled.
    private mutating func step() async -> Bool {
        look()
        let surplus = floor.change { room in
            room.look(now: now)
            return room.giveUp()
        }
        await giveBack(surplus)
        if renewals.mayBeLost {
            await giveBack(floor.change { $0.remove { _ in true } })
            renewals.haveGivenBack()
            // Nothing new before its leases are known to be kept.
            if renewals.mayBeLost { return false }
        }
        guard !Task.isCancelled, book.isOld(now) || !book.places(floor.room, now: now).isEmpty
        else { return false }
        let released = await release()
        return await claim() || released
    }

    /// Takes notice of what has happened since it last did.
    private mutating func look() {
        let seen = news.take()
        if seen.hasChanged { book.forget() }
        resumes.formUnion(seen.shut)
        if seen.hasWritten, worker.channel.channel == .sms { book.reconsider() }
    }

    private var now: Instant { worker.desk.source.now() }

    private func isDone(_ progress: Bool, drain: Bool) -> Bool {
        drain && !progress && !isHeldBack && book.release == nil && floor.room.isEmpty
            && settler.isDone && !news.isThere && !renewals.mayBeLost
            && (failures == 0 || failures >= 10)
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
            desk: worker.desk, channel: worker.channel.channel, lease: worker.pace.lease,
            times: worker.times)
        let (book, room, known) = (book, floor.room, renderings.all)
        do {
            let (seen, outcome, halted) = try await worker.desk.database.write { t in
                var book = book
                let wasOld = book.isOld(work.desk.source.now())
                try book.look(work.channel, now: work.desk.source.now(), t)
                let places = book.places(room, now: work.desk.source.now())
                let outcome = try work.times.measure(.claim) {
                    try work.claim(places, in: room, known: known, t)
                }
                let halted = wasOld ? try Outbox().halted(among: room.sends, t) : []
                return (book, outcome, halted)
            }
            self.book = seen
            self.book.note(outcome)
            isHeldBack = outcome.isHeldBack
            for message in outcome.messages { renderings.keep(message.rendering) }
            failures = 0
            let unwritten = Set(settler.unwritten)
            let back = floor.change { [book = self.book, now = self.now, resumes] room in
                var back: [ClaimedMessage] = []
                for message in outcome.messages {
                    let id = message.message.id
                    // Others took it over while an attempt of ours goes on: that one comes first.
                    if room.isUnderWay(id) || unwritten.contains(id) {
                        back.append(message)
                    } else {
                        room.add(message)
                    }
                }
                back += room.remove { one in
                    halted.contains(one.message.send) || book.isShut(one.lane, now)
                }
                room.resume(resumes)
                return back
            }
            resumes = []
            await giveBack(back)
            return outcome.seen > 0
        } catch {
            failures += 1
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
