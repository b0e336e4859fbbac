import Engines
import Logging
import People
import Store
import Synchronization
import Testing
import Wire

@testable import Delivery
@testable import Outreach

@Suite struct SendingTests {
    @Test(arguments: Engine.reachable)
    func `a domain that never answers blocks neither others nor what is urgent`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(80, at: "stuck.example")
        let channel = StuckChannel { $0.address.hasSuffix("@stuck.example") }
        let worker = Task { await fixture.worker(through: channel).run() }
        let made = try await fixture.announce()
        // All places are taken by what stands still, and most seats.
        try await eventually("the others are sent") { channel.taken.count == made.count - 80 }
        try await eventually("the domain has every place") { channel.stuck == 8 }
        // What is urgent goes to the others all the same.
        _ = try await SendWords(fixture.desk).send(fixture.urgentPlan(), by: "amina")
        try await eventually("the urgent ones are sent") {
            channel.taken.filter { $0.notice == "urgent" }.count == made.count - 80
        }
        // Seen to stand still, the domain gives its seats back.
        fixture.clock.advance(.seconds(6))
        try await eventually("seats are given back") {
            try await fixture.count(.sending) <= 8 + 1 + 2 * 2
        }
        let (_, message) = try await fixture.invite(try await fixture.refer())
        try await eventually("one family's is sent") {
            channel.taken.contains { $0.id == message.id }
        }
        #expect(channel.stuck <= 10)
        channel.open()
        try await eventually("all is sent") {
            try await fixture.database.read { t in try Outbox().unsettled(t) } == 0
        }
        worker.cancel()
        await worker.value
        let sent = channel.taken.map(\.id)
        #expect(Set(sent).count == sent.count)
        let attempts = try await fixture.school.count(
            "SELECT COUNT(*) AS n FROM messages WHERE attempts <> 1")
        #expect(attempts == 0)
    }

    @Test(arguments: Engine.reachable)
    func `told to end, a worker gives back at once what it has not begun, and rests meanwhile`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(30, at: "stuck.example")
        let made = try await fixture.announce()
        let channel = StuckChannel { _ in true }
        // The grace lasts until the test says so; everything else is real.
        let graceIsOver = Mutex(false)
        let pauses = Mutex(0)
        var pace = WorkerPace()
        pace.grace = .seconds(77)
        let delivery = DeliveryWorker(fixture.desk, channel: channel, pace: pace, log: silentLog) {
            pauses.withLock { $0 += 1 }
            guard $0 == .seconds(77) else { return await realPause($0) }
            while !graceIsOver.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
        }
        let worker = Task { await delivery.run() }
        try await eventually("it sends") { channel.stuck == 8 }
        #expect(try await fixture.count(.sending) == made.count)
        worker.cancel()
        try await eventually("the rest is given back") {
            try await fixture.count(.queued) == made.count - 8
        }
        #expect(channel.stuck == 8)
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM messages WHERE state = 'queued' AND attempts > 0") == 0)
        let before = pauses.withLock { $0 }
        try await Task.sleep(for: .milliseconds(300))
        #expect(pauses.withLock { $0 } - before < 10, "it does not rest while it ends")
        graceIsOver.withLock { $0 = true }
        await worker.value
        #expect(try await fixture.count(.sending) == 0)
        #expect(try await fixture.count(.deferred) == 8)
        let open = try await fixture.school.count(
            "SELECT COUNT(*) AS n FROM attempts WHERE ended_at IS NULL")
        #expect(open == 0)
        #expect(await fixture.deliver().messages.count == made.count - 8)
    }

    @Test(arguments: Engine.reachable)
    func `a change wakes a worker that would rest for long`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        var pace = WorkerPace()
        pace.rest = .seconds(3_600)
        let isResting = Mutex(false)
        let (channel, database) = (RecordingChannel(), fixture.database)
        let delivery = DeliveryWorker(
            fixture.desk, channel: channel, pace: pace, log: silentLog,
            changes: { database.changes() }
        ) {
            if $0 == .seconds(3_600) { isResting.withLock { $0 = true } }
            await realPause($0)
        }
        let worker = Task { await delivery.run() }
        try await eventually("it rests") { isResting.withLock { $0 } }
        let made = try await fixture.announce()
        try await eventually("it is woken") { channel.messages.count == made.count }
        worker.cancel()
        await worker.value
    }

    @Test(arguments: Engine.reachable)
    func `a worker goes on after the clock has jumped, back and forth`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let channel = RecordingChannel()
        let worker = Task { await fixture.worker(through: channel).run() }
        var count = 0
        for jump in [0, -86_400, 2 * 86_400, -60] {
            fixture.clock.advance(.seconds(jump))
            count += try await fixture.announce().count
            try await eventually("what is new is sent after \(jump)") {
                channel.messages.count == count
            }
        }
        worker.cancel()
        await worker.value
        #expect(Set(channel.messages.map(\.id)).count == count)
        #expect(try await fixture.count(.sent) == count)
    }

    @Test(arguments: Engine.reachable)
    func `a send is halted and goes on while it runs`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(30, at: "stuck.example")
        let made = try await fixture.announce()
        let channel = StuckChannel { _ in true }
        let worker = Task { await fixture.worker(through: channel).run() }
        try await eventually("it sends") { channel.stuck == 8 }
        let send = try #require(made.first?.send)
        let steer = SteerSend(fixture.desk)
        #expect(try await steer.pause(send.text, by: "amina") == 0)
        try await eventually("what is seated is held") {
            try await fixture.count(.held) == made.count - 8
        }
        channel.open()
        try await eventually("what was on the wire is sent") {
            try await fixture.count(.sent) == 8
        }
        #expect(try await steer.resume(send.text, by: "amina") == made.count - 8)
        try await eventually("the rest is sent") {
            try await fixture.count(.sent) == made.count
        }
        worker.cancel()
        await worker.value
        #expect(channel.begun.count == made.count)
    }

    @Test(arguments: Engine.reachable)
    func `a send that a worker holds whole can still be cancelled, and sent anew`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(30, at: "stuck.example")
        let event = try await fixture.event()
        let announce = AnnounceEvent(fixture.desk)
        func send() async throws -> SendReceipt {
            let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
            return try await announce.send(plan, by: "amina")
        }
        let receipt = try await send()
        let channel = StuckChannel { _ in true }
        let worker = Task { await fixture.worker(through: channel).run() }
        try await eventually("it sends") { channel.stuck == 8 }
        let steer = SteerSend(fixture.desk)
        let reference = try #require(receipt.reference)
        let ended = try await steer.cancel(reference, by: "amina")
        #expect((ended.cancelled, ended.leaving) == (0, receipt.queued))
        try await eventually("what is seated is cancelled") {
            try await fixture.count(.cancelled) == receipt.queued - 8
        }
        channel.open()
        try await eventually("what was on the wire is sent") {
            try await fixture.count(.sent) == 8
        }
        let second = try await send()
        #expect((second.queued, second.alreadyThere) == (receipt.queued - 8, 8))
        try await eventually("everybody has it") {
            try await fixture.count(.sent) == receipt.queued
        }
        worker.cancel()
        await worker.value
        let addresses = channel.begun.map(\.address)
        #expect(Set(addresses).count == receipt.queued && addresses.count == receipt.queued)
        let name = try #require(second.reference)
        let refusal = try await fixture.refusal {
            _ = try await steer.cancel(name, by: "amina")
        }
        #expect(refusal.contains("left to stop"))
    }

    @Test(arguments: Engine.reachable)
    func `a server that asks for a pause shuts its lane and no other`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(40, at: "busy.example")
        try await fixture.add(10, at: "fine.example")
        let made = try await fixture.announce()
        let channel = RecordingChannel { claimed in
            claimed.message.address.hasSuffix("@busy.example")
                ? AttemptVerdict(.later(.throttled), reply: "421 slow down")
                : AttemptVerdict(.accepted(SMTPReply(250, nil, "ok")))
        }
        await fixture.worker(through: channel).run(drain: true)
        #expect(try await fixture.count(.sent) == made.count - 40)
        let (tried, waiting) = (
            try await fixture.count(.deferred), try await fixture.count(.queued)
        )
        #expect(tried + waiting == 40 && tried >= 1)
        #expect(waiting > 0, "all were tried in vain")
        // No longer than it asked for.
        fixture.clock.advance(.seconds(37))
        await fixture.worker(through: channel).run(drain: true)
        #expect(try await fixture.count(.deferred) > tried)
    }
}

@Suite struct SettlerTests {
    @Test(arguments: Engine.reachable)
    func `an outcome that can't be written keeps no other from being written`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(20, at: "fine.example")
        let made = try await fixture.announce()
        switch engine {
        case .postgres:
            try await fixture.school.change(
                "ALTER TABLE attempts ADD CHECK (reply <> '250 poison')")
        case .sqlite:
            try await fixture.school.change(
                """
                CREATE TRIGGER poison BEFORE UPDATE ON attempts WHEN NEW.reply = '250 poison'
                BEGIN SELECT RAISE(ABORT, 'poison'); END
                """)
        }
        let poison = made[made.count / 2].id
        let channel = RecordingChannel { claimed in
            let word = claimed.message.id == poison ? "poison" : "ok"
            return AttemptVerdict(.accepted(SMTPReply(250, nil, word)))
        }
        let worker = Task { await fixture.worker(through: channel).run() }
        try await eventually("the others are written") {
            try await fixture.count(.sent) == made.count - 1
        }
        worker.cancel()
        await worker.value
        #expect(try await fixture.message(poison).state == .sending)
    }
}

@Suite struct RenewalsTests {
    @Test func `a lease that was renewed too late may be lost until all is given back`() {
        let renewals = Renewals(.seconds(60))
        #expect(!renewals.mayBeLost)
        renewals.renewed(at: .now + .seconds(50))
        #expect(!renewals.mayBeLost)
        renewals.renewed(at: .now + .seconds(111))
        #expect(renewals.mayBeLost, "the renewal came 61 s after the one before")
        renewals.haveGivenBack()
        #expect(!renewals.mayBeLost)
    }

    @Test func `a lease that nobody renews may be lost before it ends`() {
        let renewals = Renewals(.milliseconds(1))
        let end = ContinuousClock.now + .milliseconds(5)
        while ContinuousClock.now < end {}
        #expect(renewals.mayBeLost)
    }
}

@Suite struct SendingFloorTests {
    @Test(arguments: Engine.reachable)
    func `all places are taken at once, though no attempt ends`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.add(30, at: "slow.example")
        _ = try await fixture.announce()
        let channel = StuckChannel(places: 8) { _ in true }
        // Without an attempt that ends nothing else would have it look again.
        var pace = WorkerPace()
        pace.rest = .seconds(3_600)
        let worker = DeliveryWorker(
            fixture.desk, channel: channel, pace: pace, log: silentLog, pause: realPause)
        let running = Task { await worker.run() }
        try await eventually("most places are taken") { channel.stuck >= 6 }
        channel.open()
        running.cancel()
        await running.value
    }
}
