import Engines
import People
import Store
import Testing

@testable import Delivery

extension OutboxFixture {
    /// Applies a report, and says whether the state changed.
    func report(_ event: MessageState.Event, on id: OutboundID) async throws -> Bool {
        let now = clock.now
        return try await database.write { t in
            guard let message = try Outbox().message(id, t) else { return false }
            return try Outbox().report(event, on: message, now: now, t)
        }
    }
}

@Test(arguments: Engine.reachable)
func `a report moves a message only forwards`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let claimed = try await fixture.claimOne()
    let id = claimed.message.id
    try await fixture.settle(claimed, .accepted(reply: "250 ok"))
    #expect(try await fixture.report(.reportedDelivered, on: id))
    #expect(try await fixture.message(id).lastReply == "250 ok")
    #expect(try await !fixture.report(.reportedDelivered, on: id))
    #expect(try await fixture.report(.reportedBounced(reply: "5.1.1"), on: id))
    #expect(try await !fixture.report(.reportedDelivered, on: id))
    #expect(try await !fixture.report(.reportedBounced(reply: "again"), on: id))
    let message = try await fixture.message(id)
    #expect(message.state == .bounced)
    #expect(message.lastReply == "5.1.1")
}

@Test(arguments: Engine.reachable)
func `a report changes nothing about a message that never left`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let new = fixture.message("a")
    try await fixture.enqueue([new])
    #expect(try await !fixture.report(.reportedBounced(reply: "5.1.1"), on: new.id))
    #expect(try await fixture.message(new.id).state == .queued)
}

@Test(arguments: Engine.reachable)
func `a bounce that is faster than the settling is not lost`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let claimed = try await fixture.claimOne()
    let id = claimed.message.id
    #expect(try await fixture.report(.reportedBounced(reply: "5.1.1"), on: id))
    #expect(try await fixture.settle(claimed, .accepted(reply: "250 ok")) == [id])
    #expect(try await fixture.message(id).state == .bounced)
    #expect(try await fixture.attempts(of: id) == ["1 sent 250 ok"])
}
