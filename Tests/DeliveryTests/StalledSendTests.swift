import Engines
import Store
import Testing

@testable import Delivery

@Suite struct StalledSendTests {
    private let patience = Duration.seconds(300)

    private func stalled(_ fixture: OutboxFixture) async throws -> [StalledSend] {
        let now = fixture.clock.now
        return try await fixture.database.read { [patience] t in
            try Outbox().stalled(patience: patience, now: now, t)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a send stands still when what is due for long does not leave`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let begin = fixture.clock.now
        try await fixture.enqueue(["a", "b", "c"].map { fixture.message($0) })
        fixture.clock.advance(patience - .milliseconds(1))
        #expect(try await stalled(fixture).isEmpty)
        fixture.clock.advance(.milliseconds(1))
        let found = try #require(try await stalled(fixture).first)
        #expect((found.id, found.due, found.since) == (fixture.send, 3, begin))

        // A worker has one, whose server never answers: still nothing has left.
        let claimed = try #require(try await fixture.claim(1).first)
        #expect(try await stalled(fixture).map(\.due) == [3])
        try await fixture.settle(claimed, .accepted(reply: "250"))
        #expect(try await stalled(fixture).isEmpty)
        fixture.clock.advance(patience)
        #expect(try await stalled(fixture).map(\.due) == [2])
    }

    @Test(arguments: Engine.reachable)
    func `a receipt for what left long ago is no progress`(_ engine: Engine) async throws {
        let fixture = try await OutboxFixture(engine)
        let first = try await fixture.claimOne("first")
        try await fixture.settle(first, .accepted(reply: "250"))
        try await fixture.enqueue([fixture.message("second")])
        fixture.clock.advance(patience + .seconds(1))
        let (now, message) = (fixture.clock.now, try await fixture.message(first.message.id))
        try await fixture.database.write { t in
            _ = try Outbox().report(.reportedDelivered, on: message, now: now, t)
        }
        #expect(try await stalled(fixture).map(\.due) == [1])
    }

    @Test(arguments: Engine.reachable)
    func `what waits for the morning or for its next try, is paused or over, does not stand still`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        try await fixture.enqueue([
            fixture.message("morning", due: fixture.clock.now + .seconds(36_000))
        ])
        let late = fixture.clock.now + .seconds(7_200)
        try await fixture.settle(
            try await fixture.claimOne("again"), .refusedForNow(reply: "450", next: late))
        fixture.clock.advance(.seconds(3_600))
        #expect(try await stalled(fixture).isEmpty)

        try await fixture.enqueue([fixture.message("due")])
        fixture.clock.advance(.seconds(600))
        #expect(try await stalled(fixture).map(\.due) == [1])
        let now = fixture.clock.now
        _ = try await fixture.database.write { t in
            try Outbox().pause(fixture.send, now: now, t)
        }
        #expect(try await stalled(fixture).isEmpty)
    }
}
