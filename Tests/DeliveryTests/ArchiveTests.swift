import Engines
import People
import Store
import Testing

@testable import Delivery

@Test(arguments: Engine.reachable)
func `an archive takes some hundreds of rows at a time, and only what is old enough`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let count = Archive.batch + 50
    try await fixture.enqueue((0..<count).map { fixture.message("m\($0)") })
    for claimed in try await fixture.claim(count) {
        try await fixture.settle(claimed, .accepted(reply: "250"))
    }
    fixture.clock.advance(.seconds(60))
    let moment = fixture.clock.now
    fixture.clock.advance(.seconds(60))
    let late = try await fixture.claimOne("late")
    try await fixture.settle(late, .accepted(reply: "250"))
    let waiting = try await fixture.claimOne("waiting")

    let archive = Archive(before: moment)
    let backlog = try await fixture.database.read { t in try archive.backlog(t) }
    #expect(backlog.attempts == count)
    let first = try await fixture.database.write { t in try archive.moveAttempts(after: nil, t) }
    #expect(first.moved == Archive.batch && !first.isLast)
    let second = try await fixture.database.write { t in
        try archive.moveAttempts(after: first.last, t)
    }
    #expect(second.moved == 50 && second.isLast)
    #expect(try await fixture.attempts(of: late.message.id).count == 1)
    // What a worker has stays, however old it is.
    let all = Archive(before: fixture.clock.now + .seconds(60))
    let rest = try await fixture.database.write { t in try all.moveAttempts(after: nil, t) }
    #expect(rest.moved == 1 && rest.isLast)
    #expect(try await fixture.attempts(of: waiting.message.id).count == 1)
}
