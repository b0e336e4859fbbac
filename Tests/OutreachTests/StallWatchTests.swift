import Delivery
import Engines
import Store
import Testing

@testable import Outreach

@Suite struct StallWatchTests {
    @Test(arguments: Engine.reachable)
    func `a send that stands still is told once an hour, however many look`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let made = try await fixture.announce()
        let watches = (0..<2).map { _ in
            StallWatch(fixture.desk, log: silentLog, pause: realPause)
        }
        func told() async throws -> [Int] {
            var told: [Int] = []
            for watch in watches { told += try await watch.look().map(\.due) }
            return told
        }
        #expect(try await told().isEmpty)
        fixture.clock.advance(fixture.desk.sending.stalledAfter)
        #expect(try await told() == [made.count])
        fixture.clock.advance(.seconds(3_599))
        #expect(try await told().isEmpty)
        fixture.clock.advance(.seconds(1))
        #expect(try await told() == [made.count])
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM audit WHERE action = 'send.stalled'") == 2)
        await fixture.deliver()
        fixture.clock.advance(.seconds(7_200))
        #expect(try await told().isEmpty)
    }
}
