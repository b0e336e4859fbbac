import Engines
import People
import Store
import Testing

@testable import Delivery

@Test(arguments: Engine.reachable)
func `what is enqueued twice is there once`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let (first, second) = (fixture.message("a"), fixture.message("b"))
    let again = fixture.message("a")
    #expect(try await fixture.enqueue([first, second, again]) == 2)
    #expect(try await fixture.enqueue([again]) == 0)
    #expect(try await fixture.message(first.id).state == .queued)
    let known = try await fixture.database.read { t in
        try Outbox().known((0..<1_200).map { "k\($0)" } + ["a", "b"], t)
    }
    #expect(known == ["a", "b"])
}

@Test(arguments: Engine.reachable)
func `eight workers never take a message twice, and none is left`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    try await fixture.enqueue((0..<1_000).map { fixture.message("m\($0)") })
    let taken = try await withThrowingTaskGroup(of: [OutboundID].self) { group in
        for _ in 0..<8 {
            group.addTask {
                var own: [OutboundID] = []
                while true {
                    let claimed = try await fixture.claim(17)
                    #expect(claimed.count <= 17)
                    if claimed.isEmpty { return own }
                    own += claimed.map(\.message.id)
                }
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 1_000)
    #expect(Set(taken).count == 1_000)
    let attempts = try await fixture.school.count("SELECT COUNT(*) AS n FROM attempts")
    #expect(attempts == 1_000)
}

@Test(arguments: Engine.reachable)
func `a claim brings all that sending needs, and counts its attempt first`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let claimed = try await fixture.claimOne()
    #expect(claimed.attempt == 1)
    #expect(claimed.message.state == .queued)
    #expect(try await fixture.message(claimed.message.id).state == .sending)
    #expect(claimed.message.notice == "event-notice")
    #expect(claimed.message.about == ("event", "e1"))
    #expect(claimed.message.messageID == "one@in.school.example")
    #expect(claimed.rendering.text == "Salaan")
    #expect(claimed.rendering.language == "so")
    #expect(try await fixture.attempts(of: claimed.message.id) == ["1 started  open"])
    #expect(try await fixture.claim().isEmpty)
}

@Test(arguments: Engine.reachable)
func `what is due comes in the order of its time, and nothing before it`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let now = fixture.clock.now
    try await fixture.enqueue([
        fixture.message("late", due: now - .seconds(1)),
        fixture.message("first", due: now - .seconds(9)),
        fixture.message("tomorrow", due: now + .seconds(86_400)),
    ])
    #expect(
        try await fixture.claim().map(\.message.messageID) == [
            "first@in.school.example", "late@in.school.example",
        ])
    fixture.clock.advance(.seconds(86_400))
    #expect(try await fixture.claim().count == 1)
}

@Test(arguments: Engine.reachable)
func `each outcome is kept with the message and its attempt`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let next = fixture.clock.now + .seconds(300)
    let rows: [(MessageState.Event, MessageState.Word, String)] = [
        (.accepted(reply: "250 ok"), .sent, "1 sent 250 ok"),
        (.refusedForNow(reply: "451", next: next), .deferred, "1 deferred 451"),
        (.refusedForNow(reply: "451", next: nil), .failed, "1 failed 451"),
        (.refused(reply: "550"), .failed, "1 failed 550"),
        (.answerUnknown(reply: "cut", next: next), .unclear, "1 unclear cut"),
        (.keptBack(reason: "no-contact"), .suppressed, "1 suppressed no-contact"),
        (.timeOver, .expired, "1 expired "),
    ]
    for (number, row) in rows.enumerated() {
        let claimed = try await fixture.claimOne("m\(number)")
        #expect(try await fixture.settle(claimed, row.0).isEmpty)
        let message = try await fixture.message(claimed.message.id)
        #expect(message.state == row.1)
        #expect(try await fixture.attempts(of: message.id) == [row.2])
    }
}

@Test(arguments: Engine.reachable)
func `a message that was put off is claimed again when it is due, as the same message`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let first = try await fixture.claimOne()
    let next = fixture.clock.now + .seconds(300)
    try await fixture.settle(first, .refusedForNow(reply: "451", next: next))
    #expect(try await fixture.message(first.message.id).due == next)
    fixture.clock.advance(.seconds(299))
    #expect(try await fixture.claim().isEmpty)
    fixture.clock.advance(.seconds(1))
    let second = try #require(try await fixture.claim().first)
    #expect(second.attempt == 2)
    #expect(second.message.messageID == first.message.messageID)
}

@Test(arguments: Engine.reachable)
func `a worker that lost its message records its attempt and leaves the state alone`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let first = try await fixture.claimOne()
    fixture.clock.advance(fixture.lease + .seconds(1))
    #expect(try await fixture.sweep() == 1)
    let second = try #require(try await fixture.claim().first)
    #expect(second.attempt == 2)
    let lost = try await fixture.settle(first, .refused(reply: "550 late"))
    #expect(lost == [first.message.id])
    #expect(try await fixture.message(first.message.id).state == .sending)
    #expect(
        try await fixture.attempts(of: first.message.id) == [
            "1 lease-ran-out 550 late", "2 started  open",
        ])
    #expect(try await fixture.settle(second, .accepted(reply: "250")).isEmpty)
    #expect(try await fixture.message(first.message.id).state == .sent)
}

@Test(arguments: Engine.reachable)
func `what a dead worker held is taken back as unclear, and nothing else`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let dead = try await fixture.claimOne("dead")
    fixture.clock.advance(.seconds(30))
    let alive = try await fixture.claimOne("alive")
    fixture.clock.advance(.seconds(31))
    #expect(try await fixture.sweep() == 1)
    let back = try await fixture.message(dead.message.id)
    #expect(back.state == .unclear)
    #expect(back.due <= fixture.clock.now)
    #expect(try await fixture.attempts(of: back.id) == ["1 lease-ran-out "])
    #expect(try await fixture.message(alive.message.id).state == .sending)
    #expect(try await fixture.sweep() == 0)
}

@Test(arguments: Engine.reachable)
func `a lease that is renewed does not run out`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let claimed = try await fixture.claimOne()
    fixture.clock.advance(.seconds(50))
    let until = fixture.clock.now + fixture.lease
    try await fixture.database.write { t in
        try Outbox().renew([claimed.message.id], until: until, t)
        try Outbox().renew([], until: until, t)
    }
    fixture.clock.advance(.seconds(50))
    #expect(try await fixture.sweep() == 0)
    #expect(try await fixture.settle(claimed, .accepted(reply: "250")).isEmpty)
    // A settled message has no lease to renew.
    try await fixture.database.write { t in
        try Outbox().renew([claimed.message.id], until: until, t)
    }
    #expect(try await fixture.message(claimed.message.id).state == .sent)
}

@Test(arguments: Engine.reachable)
func `what a later message follows is the case's latest to the same contact`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let old = fixture.message("old")
    try await fixture.enqueue([old])
    fixture.clock.advance(.seconds(1))
    let new = fixture.message("new")
    try await fixture.enqueue([new])
    let latest = try await fixture.database.read { t in
        try Outbox().latest("event-notice", to: "new@example.org", .email, t)
    }
    #expect(latest?.id == new.id)
    let bearing = try await fixture.database.read { t in
        try Outbox().messages(bearing: [old.messageID, "unknown@example.org"], t).map(\.id)
    }
    #expect(bearing == [old.id])
    #expect(
        try await fixture.database.read { t in try Outbox().messages(bearing: [], t).isEmpty })
}

@Test(arguments: Engine.reachable)
func `a report counts rows, by language and state`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    try await fixture.enqueue((0..<3).map { fixture.message("m\($0)") })
    let claimed = try await fixture.claim(1)
    for one in claimed { try await fixture.settle(one, .accepted(reply: "250")) }
    let send = fixture.send
    let report = try await fixture.database.write { t in
        try Outbox().exclude(
            [(ContactID(text: "asha"), FamilyID(text: "hassan"), .noAddress)], from: send, t)
        return try Outbox().report(named: send.text, t)
    }
    let lines = try #require(report?.lines)
    #expect(lines.map { "\($0.language) \($0.state) \($0.count)" } == ["so queued 2", "so sent 1"])
    #expect(report?.exclusions == [.noAddress: 1])
    let byReference = try await fixture.database.read { t in
        try Outbox().report(named: (report?.reference ?? "").uppercased(), t)?.id
    }
    #expect(byReference == send)
    #expect(try await fixture.database.read { t in try Outbox().unsettled(t) } == 2)
}
