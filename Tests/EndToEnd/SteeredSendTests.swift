import Engines
import Testing

/// A send that is undone, halted, let go on or tried once more while workers are at it.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct SteeredSendTests {
    private struct Cancelled: Decodable { let cancelled: Int, leaving: Int }
    private struct Held: Decodable { let held: Int }
    private struct Waiting: Decodable { let waiting: Int }
    private struct Again: Decodable { let queued: Int, left: Int }
    private struct Failed: Decodable { let message: String, reply: String? }

    @Test(arguments: Engine.reachable)
    func `a send that is undone within its minute reaches nobody, and anew everybody once`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(
            engine, smtp: sink.port, settings: ["sending.undo_seconds": "60"])
        try await office.take((1...20).map { .pair($0, "N\($0)", "en", "n\($0)@many.test") })
        let event = try await office.event("Undone")
        let worker = try office.start("worker")
        let receipt = try await office.ask(
            Answers.Receipt.self, "event", "send", event, "--as", "amina")
        let send = try #require(receipt.send)
        #expect(try await office.states(send) == ["held": 20])
        let ended = try await office.ask(
            Cancelled.self, "send", "cancel", send, "--as", "amina")
        #expect((ended.cancelled, ended.leaving) == (20, 0))
        let once = try await office.outcome(["send", "cancel", send, "--as", "amina"])
        #expect(once.status != 0 && once.complaints.contains("cancelled before"))
        let anew = try await office.ask(
            Answers.Receipt.self, "event", "send", event, "--now", "--as", "amina")
        #expect(anew.queued == 20)
        try await eventually("all have it") { sink.count >= 20 }
        worker.terminate()
        #expect(try await worker.ended() == 0)
        #expect(try await office.states(send) == ["cancelled": 20])
        let second = try #require(anew.send)
        #expect(try await office.states(second) == ["sent": 20])
        #expect(Set(try sink.kept().map(\.recipient)).count == 20 && sink.count == 20)
    }

    @Test(arguments: Engine.reachable)
    func `a send is paused and resumed while a worker is at it`(_ engine: Engine) async throws {
        let sink = try await KeepingSink(["--delay", "200"])
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(60, at: office)
        let worker = try office.start("worker")
        try await eventually("it sends") { sink.count > 0 }
        _ = try await office.ask(Held.self, "send", "pause", send.send, "--as", "amina")
        try await eventually("nothing is on its way", every: .milliseconds(200)) {
            Set(try await office.states(send.send).keys) == ["held", "sent"]
        }
        let stopped = sink.count
        #expect(try await office.states(send.send) == ["held": 60 - stopped, "sent": stopped])
        let again = try await office.ask(
            Waiting.self, "send", "resume", send.send, "--as", "amina")
        #expect(again.waiting == 60 - stopped)
        // Told to end while it sends, it finishes what is on the wire and leaves the rest.
        try await eventually("it goes on") { sink.count > stopped }
        worker.terminate()
        #expect(try await worker.ended() == 0)
        let states = try await office.states(send.send)
        #expect(states == ["queued": 60 - sink.count, "sent": sink.count])
        #expect(sink.count < 60, "the worker had nothing left to leave")
        try await office.drain()
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(60)
        #expect(found.repeated.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `what has failed is shown, and goes out once its cause is mended`(
        _ engine: Engine
    ) async throws {
        let down = try await KeepingSink.down()
        let office = try await Office(engine, smtp: down.port)
        let send = try await CountedSend(5, at: office)
        try await office.drain()
        try await office.look { t in
            _ = try t.execute("UPDATE messages SET due_at = 0, attempts = 40")
            _ = try t.execute("UPDATE paces SET shut_until = 0")
        }
        try await office.drain()
        #expect(try await office.states(send.send) == ["failed": 5])
        let failed = try await office.ask(
            [Failed].self, "send", "failed", send.send, "--as", "amina")
        #expect(failed.count == 5)
        #expect(failed.allSatisfy { $0.reply?.contains("Nobody answers") == true })
        let back = try await KeepingSink(after: down)
        let one = try #require(failed.first?.message)
        let first = try await office.ask(
            Again.self, "send", "failed", one, "--again", "--as", "amina")
        #expect((first.queued, first.left) == (1, 0))
        let rest = try await office.ask(
            Again.self, "send", "failed", send.send, "--again", "--as", "amina")
        #expect((rest.queued, rest.left) == (4, 0))
        try await office.look { t in _ = try t.execute("UPDATE paces SET shut_until = 0") }
        try await office.drain()
        let found = try await SinkComparison(send, back)
        found.expectNothingMissing(5)
        #expect(found.repeated.isEmpty)
        #expect(try await office.ask([Failed].self, "send", "failed", "--as", "amina").isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `an urgent word overtakes all news that waits`(_ engine: Engine) async throws {
        let count = engine == .sqlite ? 2_000 : 500
        let sink = try await KeepingSink(["--rate", "100"])
        let office = try await Office(engine, smtp: sink.port)
        try await office.take(
            (1...count).map {
                .pair($0, "N\($0)", $0 == count ? "so" : "en", "n\($0)@many.test")
            })
        _ = try await office.announce("Many")
        let worker = try office.start("worker")
        try await eventually("it sends") { sink.count > 0 }
        let urgent = try await office.ask(
            Answers.Receipt.self, "send", "urgent", "--words", "School closes at noon.",
            "--reason", "snow", "--language", "so", "--as", "amina")
        let waited = sink.count
        let reference = try #require(urgent.send)
        let message = try #require(try await office.messages(reference).first)
        try await eventually("it is there", every: .milliseconds(200)) {
            try sink.kept().contains { $0.messageID == message.messageID }
        }
        let place = try #require(
            try sink.kept().firstIndex { $0.messageID == message.messageID })
        // Behind what was on the wire, and a second of what the worker had not looked for yet.
        #expect(place <= waited + 200)
        #expect(place < count - 100, "nothing was left to overtake")
        worker.terminate()
        #expect(try await worker.ended() == 0)
        let sending = try await office.look { t in
            try t.number("SELECT COUNT(*) AS n FROM messages WHERE state = 'sending'")
        }
        #expect(sending == 0)
    }
}
