import Engines
import People
import Store
import Testing

@testable import Delivery
@testable import Outreach

@Suite struct LaneBookTests {
    /// A book that has looked at the outbox of an announcement.
    private struct Scene {
        let fixture: DeskFixture
        var book = LaneBook()
        var clock: FixedClock { fixture.clock }
        let room = WaitingRoom(places: 8, seats: 64)

        init(_ engine: Engine) async throws {
            fixture = try await DeskFixture(engine)
            try await fixture.school.add(
                .init("far", of: "far", students: ["far"], addresses: ["far@far.example"]))
            _ = try await fixture.announce()
            try await look()
        }

        mutating func look() async throws {
            let (before, clock) = (book, clock)
            book = try await fixture.database.write { t in
                var book = before
                try book.look(.email, now: clock.now, t)
                return book
            }
        }

        var places: [String] {
            book.places(room, now: clock.now).map { "\($0.priority) \($0.lane.name) \($0.room)" }
        }
    }

    @Test(arguments: Engine.reachable)
    func `it knows for a second where news to many waits, and at once what does not bear waiting`(
        _ engine: Engine
    ) async throws {
        var scene = try await Scene(engine)
        let (fixture, start) = (scene.fixture, scene.clock.now)
        let both = ["bulk example.org 32", "bulk far.example 32"]
        #expect(scene.places.sorted() == both)
        #expect(!scene.book.isOld(scene.clock.now))
        // A lane that had nothing after all is left out until it looks anew.
        var outcome = ClaimWork.Outcome()
        outcome.empty = [LaneOfPriority(priority: .bulk, lane: Lane("far.example"))]
        scene.book.note(outcome)
        #expect(scene.places == ["bulk example.org 64"])
        _ = try await fixture.invite(try await fixture.refer())
        try await scene.look()
        #expect(scene.places == ["direct example.org 64", "bulk example.org 64"])
        scene.clock.advance(.milliseconds(1_001))
        #expect(scene.book.isOld(scene.clock.now))
        try await scene.look()
        #expect(scene.places.dropFirst().sorted() == both)
        scene.book.forget()
        #expect(scene.book.isOld(scene.clock.now))
        try await scene.look()
        scene.clock.advance(.seconds(-3_600))
        #expect(scene.book.isOld(scene.clock.now))
        // Nothing is due in the past's eyes, and it knows when something will be.
        try await scene.look()
        #expect(scene.places.isEmpty)
        #expect(scene.book.nextDue(after: scene.clock.now) == start)
    }

    @Test(arguments: Engine.reachable)
    func `a shut lane is passed over, and a shut channel altogether`(
        _ engine: Engine
    ) async throws {
        var scene = try await Scene(engine)
        let end = scene.clock.now + .seconds(30)
        try await scene.fixture.database.write { t in
            try Outbox().shut(Lane("far.example"), .email, until: end, t)
        }
        scene.book.forget()
        try await scene.look()
        #expect(scene.places == ["bulk example.org 64"])
        #expect(scene.book.isShut(Lane("far.example"), scene.clock.now))
        #expect(scene.book.nextDue(after: scene.clock.now) == end)
        try await scene.fixture.database.write { t in
            try Outbox().shut(.all, .email, until: end, t)
        }
        scene.book.forget()
        try await scene.look()
        #expect(scene.places.isEmpty)
        scene.clock.advance(.seconds(30))
        try await scene.look()
        #expect(scene.places.count == 2)
    }
}

@Suite struct BellTests {
    private let long: @Sendable (Duration) async -> Void = { _ in
        try? await Task.sleep(for: .seconds(60))
    }

    @Test func `who waits is woken by a ring, by one before, by the limit and by the end`()
        async throws
    {
        let bell = Bell()
        // Rung before, any number of times: one waiting.
        bell.ring()
        bell.ring()
        await bell.wait(upTo: .seconds(60), long)
        let waiting = Task { await bell.wait(upTo: .seconds(60), long) }
        try await Task.sleep(for: .milliseconds(20))
        bell.ring()
        #expect(await waiting.value, "it rang")
        #expect(await !bell.wait(upTo: .milliseconds(1), realPause), "nobody rang")
        let ended = Task { await bell.wait(upTo: .seconds(60), long) }
        ended.cancel()
        #expect(await ended.value, "cancelling wakes")
    }

    @Test func `nobody sleeps through a ring, however they meet`() async throws {
        let bell = Bell()
        for _ in 0..<300 {
            async let ringing: Void = Task { bell.ring() }.value
            await bell.wait(upTo: .seconds(60), long)
            await ringing
        }
    }
}
