import Engines
import Testing

/// All that a district may run at once, on one database.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct ManyProcessesTests {
    @Test(arguments: Engine.reachable)
    func `two listeners, three workers and two who remind at once: each reminder goes out once`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take((1...30).map { .pair($0, "N\($0)", "en", "n\($0)@many.test") })
        let event = try await office.event("Once")
        try await office.parley("event", "send", event, "--as", "amina")
        var programs = [try await office.serve().program, try await office.serve().program]
        for _ in 0..<3 { programs.append(try office.start("worker")) }
        let remind = ["event", "remind", event, "--as", "amina"]
        async let first = office.outcome(remind)
        async let second = office.outcome(remind)
        for outcome in try await [first, second] {
            #expect(outcome.status == 0, "\(outcome.complaints)")
        }
        try await eventually("all is sent", every: .milliseconds(200)) {
            for program in programs { try program.mustRun() }
            return try await office.look { t in
                try t.number("SELECT COUNT(*) AS n FROM messages WHERE state <> 'sent'")
            } == 0
        }
        for program in programs { program.terminate() }
        for program in programs {
            let status = try await program.ended()
            // One that had only just begun has nothing to finish: the signal itself ends it (143).
            #expect(status == 0 || status == 143, "\(program.complaints)")
        }
        let kept = try sink.kept()
        #expect(kept.count == 60)
        #expect(Set(kept.map(\.messageID)).count == 60)
        let each = Dictionary(grouping: kept, by: \.recipient).mapValues(\.count)
        #expect(each.count == 30 && each.values.allSatisfy { $0 == 2 })
    }
}
