import Engines
import Testing

/// The worker is killed at its work, again and again: what was promised is kept.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct KillTests {
    /// How hard: SQLite always the long way, PostgreSQL a shorter one.
    struct Ordeal: Sendable, CustomTestStringConvertible {
        let engine: Engine
        let messages: Int
        let kills: Int

        var testDescription: String { "\(engine), \(messages) messages, \(kills) kills" }

        static let all = Engine.reachable.map { engine in
            engine == .sqlite
                ? Ordeal(engine: engine, messages: 2_000, kills: 20)
                : Ordeal(engine: engine, messages: 500, kills: 5)
        }
    }

    @Test(arguments: Ordeal.all)
    func `killed at its work, the worker loses nothing and repeats only what was in flight`(
        _ ordeal: Ordeal
    ) async throws {
        let sink = try await KeepingSink(["--rate", "100"])
        let office = try await Office(
            ordeal.engine, smtp: sink.port, settings: ["worker.lease_seconds": "1"])
        let send = try await CountedSend(ordeal.messages, at: office)
        var dice = SeededGenerator(state: 20_261_203)
        for _ in 0..<ordeal.kills {
            let before = sink.count
            let worker = try office.start("worker")
            try await eventually("the worker sends") {
                try worker.mustRun()
                return sink.count > before
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...1_000, using: &dice)))
            worker.kill()
            try await worker.ended()
        }
        #expect(sink.count < ordeal.messages, "the kills came after the work")
        let last = try office.start("worker")
        try await eventually("all are sent", within: .seconds(180), every: .milliseconds(300)) {
            try await office.states(send.send) == ["sent": ordeal.messages]
        }
        last.terminate()
        #expect(try await last.ended() == 0)

        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(ordeal.messages)
        found.expectRepeatsExplained()
        // A worker has eight in flight, and those whose outcome waits for the next commit.
        #expect(found.surplus <= ordeal.kills * 58)
    }
}
