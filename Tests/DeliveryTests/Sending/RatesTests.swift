import Engines
import People
import Store
import Testing

@testable import Delivery

@Suite struct RatesTests {
    /// A lane that many workers ask.
    private struct Tap: Sendable {
        let fixture: OutboxFixture
        var rate: Double
        var lane = Lane("a.example")

        func take(_ wanted: Int) async throws -> Int {
            let (tap, now) = (self, fixture.clock.now)
            return try await fixture.database.write { t in
                try Outbox().allowance(
                    wanted, .email, tap.lane, perSecond: tap.rate, now: now, t)
            }
        }

        func giveBack(_ unused: Int) async throws {
            let tap = self
            try await fixture.database.write { t in
                try Outbox().returnAllowance(
                    unused, .email, tap.lane, perSecond: tap.rate, t)
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `never more than the rate and one burst leave, and not less`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        for rate in [0.5, 1, 7, 33.3, 100, 3_000] {
            let taken = try await fixture.database.write { t -> [(at: Double, sum: Int)] in
                var dice = SeededGenerator(state: UInt64(rate * 10))
                var (now, sum) = (fixture.clock.now, 0)
                let (start, lane) = (now, Lane("\(rate)"))
                return try (0..<150).map { _ in
                    sum += try Outbox().allowance(
                        Int.random(in: 300...600, using: &dice), .email, lane, perSecond: rate,
                        now: now, t)
                    defer { now = now + .milliseconds(Int.random(in: 1...60, using: &dice)) }
                    return ((now - start).inSeconds, sum)
                }
            }
            for (at, sum) in taken {
                let most = rate * (at + max(0.1, 1 / rate))
                #expect(Double(sum) <= most.rounded(.up), "\(rate)/s at \(at)")
                let least = rate * at * 0.99
                #expect(Double(sum) >= least.rounded(.down), "\(rate)/s at \(at)")
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `a clock that jumps stops a lane for some seconds at most, and opens no flood`(
        _ engine: Engine
    ) async throws {
        let tap = Tap(fixture: try await OutboxFixture(engine), rate: 100)
        let clock = tap.fixture.clock
        #expect(try await tap.take(50) == 10)
        clock.advance(.seconds(-86_400))
        #expect(try await tap.take(50) == 0)
        clock.advance(.milliseconds(1_300))
        #expect(try await tap.take(50) > 0)
        clock.advance(.seconds(2 * 86_400))
        #expect(try await tap.take(50) == 10)
        #expect(try await tap.take(50) == 0)
    }

    @Test(arguments: Engine.reachable)
    func `what was not needed is there again, and no more than that`(
        _ engine: Engine
    ) async throws {
        let tap = Tap(fixture: try await OutboxFixture(engine), rate: 100)
        #expect(try await tap.take(7) == 7)
        try await tap.giveBack(4)
        #expect(try await tap.take(50) == 7)
        try await tap.giveBack(0)
        #expect(try await tap.take(50) == 0)
        try await tap.giveBack(3)
        tap.fixture.clock.advance(.seconds(3_600))
        #expect(try await tap.take(50) == 10)
    }

    @Test(arguments: Engine.reachable)
    func `a lane has its own pace, and no limit is none`(_ engine: Engine) async throws {
        var tap = Tap(fixture: try await OutboxFixture(engine), rate: 1)
        #expect(try await tap.take(5) == 1)
        #expect(try await tap.take(5) == 0)
        tap.lane = Lane("b.example")
        #expect(try await tap.take(5) == 1)
        #expect(try await tap.take(0) == 0)
        let free = try await tap.fixture.database.write { t in
            try Outbox().allowance(
                900, .email, .all, perSecond: nil, now: Instant(milliseconds: 0), t)
        }
        #expect(free == 900)
        let rates = Rates(channel: 9, eachLane: 2, lanes: ["a.example": 5])
        #expect(rates.limit(of: Lane("a.example")) == 5)
        #expect(rates.limit(of: Lane("b.example")) == 2)
        #expect(Rates().limit(of: Lane("b.example")) == nil)
    }

    @Test(arguments: Engine.reachable)
    func `several workers at once share one burst`(_ engine: Engine) async throws {
        let tap = Tap(fixture: try await OutboxFixture(engine), rate: 200)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    var own = 0
                    for _ in 0..<10 { own += try await tap.take(3) }
                    return own
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 20)
    }

    @Test(arguments: Engine.reachable)
    func `a shut lane opens at the latest end that was asked for, and a jump back opens it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let now = fixture.clock.now
        func shut(at now: Instant) async throws -> [Lane: Instant] {
            try await fixture.database.read { t in try Outbox().shutLanes(.email, now: now, t) }
        }
        for seconds in [30, 10, 20] {
            try await fixture.database.write { t in
                try Outbox().shut(Lane("a"), .email, until: now + .seconds(seconds), t)
                try Outbox().shut(.all, .sms, until: now + .seconds(seconds), t)
            }
        }
        #expect(try await shut(at: now) == [Lane("a"): now + .seconds(30)])
        #expect(try await shut(at: now + .seconds(30)).isEmpty)
        let before = now - .seconds(86_400)
        #expect(try await shut(at: before).isEmpty)
        try await fixture.database.write { t in
            try Outbox().shut(Lane("a"), .email, until: before + .seconds(5), t)
        }
        #expect(try await shut(at: before) == [Lane("a"): before + .seconds(5)])
        // A pace that is kept does not open what is shut, nor does shutting change the pace.
        var tap = Tap(fixture: fixture, rate: 10)
        tap.lane = Lane("a")
        #expect(try await tap.take(5) == 1)
        #expect(try await shut(at: before) == [Lane("a"): before + .seconds(5)])
    }
}
