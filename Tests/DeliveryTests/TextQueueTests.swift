import Engines
import People
import Store
import Testing

@testable import Delivery

private let number = "+12025550101"

@Test(arguments: Engine.reachable)
func `each channel takes its own messages only`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    try await fixture.enqueue([
        fixture.message("mail"), fixture.message("text", channel: .sms, to: number),
    ])
    #expect(try await fixture.claim(10, .sms).map(\.message.address) == [number])
    #expect(try await fixture.claim().map(\.message.address) == ["mail@example.org"])
}

@Test(arguments: Engine.reachable)
func `texts to one number leave one after another, others beside them`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let other = "+12025550102"
    for (key, address) in [("first", number), ("second", number), ("other", other)] {
        try await fixture.enqueue([fixture.message(key, channel: .sms, to: address)])
        fixture.clock.advance(.milliseconds(1))
    }
    let claimed = try await fixture.claim(10, .sms)
    #expect(Set(claimed.map(\.message.address)) == [number, other])
    #expect(claimed.count == 2)
    #expect(try await fixture.claim(10, .sms).isEmpty)
    let first = try #require(claimed.first { $0.message.address == number })
    #expect(first.message.messageID.hasPrefix("first"))
    // One that waits for its next try keeps no later one back.
    try await fixture.settle(
        first, .refusedForNow(reply: "429", next: fixture.clock.now + .seconds(60)))
    let next = try await fixture.claim(10, .sms)
    #expect(next.map(\.message.messageID) == ["second@in.school.example"])
}

@Test(arguments: Engine.reachable)
func `a text that a dead worker held is not sent again by itself`(_ engine: Engine) async throws {
    let fixture = try await OutboxFixture(engine)
    let text = fixture.message("text", channel: .sms, to: number)
    try await fixture.enqueue([text])
    #expect(try await fixture.claim(10, .sms).count == 1)
    fixture.clock.advance(.seconds(61))
    #expect(try await fixture.sweep() == 0)
    #expect(try await fixture.sweep(.sms, repeats: false) == 1)
    #expect(try await fixture.message(text.id).state == .unclear)
    fixture.clock.advance(.seconds(86_400 * 365))
    #expect(try await fixture.claim(10, .sms).isEmpty)
    let waiting = try await fixture.database.read { t in
        try Outbox().unclear(of: SchoolID(text: "school"), t)
    }
    #expect(waiting.map(\.id) == [text.id])
}

@Test(arguments: Engine.reachable)
func `a person may send an unclear text once more, and a receipt may settle it`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    for (key, event) in [
        ("again", MessageState.Event.sentAgain(at: fixture.clock.now)),
        ("told", .reportedSent(reply: "ok")),
    ] {
        let text = fixture.message(key, channel: .sms, to: "+1202555010\(key.count)")
        try await fixture.enqueue([text])
        let claimed = try #require(try await fixture.claim(10, .sms).first)
        try await fixture.settle(claimed, .leftUnclear(reply: "no answer"))
        let unclear = try await fixture.message(text.id)
        let now = fixture.clock.now
        let changed = try await fixture.database.write { t in
            try Outbox().report(event, on: unclear, now: now, t)
        }
        #expect(changed)
        let word: MessageState.Word = key == "again" ? .queued : .sent
        #expect(try await fixture.message(text.id).state == word)
        #expect(try await fixture.claim(10, .sms).count == (key == "again" ? 1 : 0))
    }
}
