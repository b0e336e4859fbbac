import Engines
import People
import Store
import Testing

@testable import Delivery

@Suite struct SendProgressTests {
    private func progress(_ fixture: OutboxFixture) async throws -> SendProgress {
        let now = fixture.clock.now
        let found = try await fixture.database.read { t in
            try Outbox().progress(of: fixture.send, now: now, t)
        }
        guard let found else { throw Missing() }
        return found
    }

    @Test(arguments: Engine.reachable)
    func `a send is counted by language, channel and state, and done when all has ended`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        #expect(try await progress(fixture).isDone)
        try await fixture.enqueue(["a", "b", "c"].map { fixture.message($0) })
        try await fixture.enqueue([fixture.message("d", channel: .sms)])
        let claimed = try await fixture.claim(2)
        try await fixture.settle(try #require(claimed.first), .accepted(reply: "250"))
        let halfway = try await progress(fixture)
        #expect(
            halfway.lines == [
                .init(language: "so", channel: .email, state: .queued, count: 1),
                .init(language: "so", channel: .email, state: .sending, count: 1),
                .init(language: "so", channel: .email, state: .sent, count: 1),
                .init(language: "so", channel: .sms, state: .queued, count: 1),
            ])
        #expect((halfway.open, halfway.left, halfway.isDone) == (3, 1, false))
        try await fixture.school.change(
            "UPDATE messages SET state = 'failed' WHERE state <> 'sent'")
        #expect(try await progress(fixture).isDone)
    }

    @Test(arguments: Engine.reachable)
    func `what only a person can tell is not waited for, what is tried again is`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        try await fixture.settle(try await fixture.claimOne("lost"), .leftUnclear(reply: "?"))
        let lost = try await progress(fixture)
        #expect((lost.forAPerson, lost.open, lost.isDone) == (1, 0, true))
        try await fixture.settle(
            try await fixture.claimOne("again"),
            .answerUnknown(reply: "?", next: fixture.clock.now + .seconds(60)))
        let again = try await progress(fixture)
        #expect((again.forAPerson, again.open, again.isDone) == (1, 1, false))
    }

    @Test func `the rate is that of the last seconds, and says how long the rest takes`() {
        var rate = SendingRate()
        let start = Instant(milliseconds: 0)
        rate.note(left: 0, at: start)
        #expect(rate.perSecond == nil)
        for second in 1...20 { rate.note(left: second * 10, at: start + .seconds(second)) }
        #expect(rate.perSecond == 10)
        #expect(rate.secondsLeft(for: 101) == 11)
        // A server that has got slow shows at once, not in the mean of the whole send.
        for second in 21...40 { rate.note(left: 200, at: start + .seconds(second)) }
        #expect(rate.perSecond == 0)
        #expect(rate.secondsLeft(for: 1) == nil)
        rate.note(left: 500, at: start)
        #expect(rate.perSecond == nil)
    }
}
