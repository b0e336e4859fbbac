import Engines
import Testing

@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct TwoWorkersTests {
    @Test(arguments: Engine.reachable)
    func `two workers at once share the work and send nothing twice`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--rate", "150"])
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(300, at: office)
        let workers = [
            try office.start("worker", "--drain"), try office.start("worker", "--drain"),
        ]
        for worker in workers { #expect(try await worker.ended() == 0, "\(worker.complaints)") }
        #expect(try await office.states(send.send) == ["sent": 300])
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(300)
        #expect(found.repeated.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a server slower than the lease gets each message once, with two workers at it`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--delay", "3000"])
        let office = try await Office(
            engine, smtp: sink.port, settings: ["worker.lease_seconds": "1"])
        let send = try await CountedSend(16, at: office)
        let (first, second) = (try office.start("worker"), try office.start("worker"))
        try await eventually("both are at it") { sink.count > 4 }
        // Told to end with mail in flight, the first finishes it under its lease.
        first.terminate()
        #expect(try await first.ended() == 0)
        try await eventually("all are sent", every: .milliseconds(300)) {
            try await office.states(send.send) == ["sent": 16]
        }
        second.terminate()
        #expect(try await second.ended() == 0)
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(16)
        #expect(found.repeated.isEmpty)
    }
}
