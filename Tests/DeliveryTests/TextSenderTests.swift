import Engines
import People
import Store
import Testing
import Wire

@testable import Delivery

private let reader = "+12025550101"
private let three = ["+12025550110", "+12025550111", "+12025550112"]

extension OutboxFixture {
    /// A channel whose provider is not there: what it would have sent from is in the verdict.
    fileprivate func channel(
        _ senders: SenderPool, failing: Bool = false
    ) throws -> SMSChannel {
        let account = try SMSProvider.named("twilio", folder: nil)
            .account(["account": "AC1", "token": "t", "url": "http://127.0.0.1:9"])
        return SMSChannel(
            account: account, senders: senders, client: HTTPClient(HTTPOptions()),
            lastSender: { [database] address in
                if failing { throw StoreError.unreachable("it is away") }
                return try await database.read { t in
                    try Outbox().lastSender(to: address, among: senders.ordinary, t)
                }
            },
            receiptURL: { _ in nil }, now: { [clock] in clock.now })
    }

    /// Enqueues a text, has the channel try it, and settles it as taken.
    fileprivate func send(
        _ key: String, from senders: SenderPool, priority: Priority = .direct
    ) async throws -> String? {
        clock.advance(.seconds(1))
        try await enqueue([message(key, channel: .sms, to: reader)])
        try await school.change(
            "UPDATE messages SET priority = \(priority) WHERE idempotency_key = \(key)")
        let claimed = try #require(try await claim(10, .sms).first)
        let verdict = await (try channel(senders)).attempt(claimed)
        let now = clock.now
        _ = try await database.write { t in
            try Outbox().settle(
                [
                    Settlement(
                        message: claimed.message.id, attempt: claimed.attempt,
                        event: .accepted(reply: "ok"), sender: verdict.sender)
                ], now: now, t)
        }
        return verdict.sender
    }
}

@Test(arguments: Engine.reachable)
func
    `a conversation keeps its number while the pool grows, and an emergency between changes nothing`(
        _ engine: Engine
    ) async throws
{
    let fixture = try await OutboxFixture(engine)
    let emergency = "+12025550119"
    let first = try await fixture.send("a", from: SenderPool(ordinary: [three[1]]))
    #expect(first == three[1])
    let grown = SenderPool(ordinary: three, emergency: emergency)
    #expect(try await fixture.send("b", from: grown) == three[1])
    #expect(try await fixture.send("c", from: grown, priority: .urgent) == emergency)
    #expect(try await fixture.send("d", from: grown) == three[1])
    // Its number is given up: another, and from then on that one.
    let left = SenderPool(ordinary: [three[0], three[2]])
    let next = try await fixture.send("e", from: left)
    #expect(next != three[1])
    #expect(try await fixture.send("f", from: grown) == next)
}

@Test(arguments: Engine.reachable)
func `without a number of its own an emergency goes out like any text`(
    _ engine: Engine
) async throws {
    let fixture = try await OutboxFixture(engine)
    let pool = SenderPool(ordinary: three)
    let usual = try await fixture.send("a", from: pool)
    #expect(try await fixture.send("b", from: pool, priority: .urgent) == usual)
}

@Test func `while nobody can say which number the last text came from, the text waits`()
    async throws
{
    let fixture = try await OutboxFixture(.sqlite)
    try await fixture.enqueue([fixture.message("a", channel: .sms, to: reader)])
    let claimed = try #require(try await fixture.claim(10, .sms).first)
    let verdict = await (try fixture.channel(SenderPool(ordinary: three), failing: true))
        .attempt(claimed)
    #expect(verdict.course == .later(.ours))
    #expect(verdict.sender == nil)
    // One number alone needs no look.
    let one = await (try fixture.channel(SenderPool(ordinary: [three[0]]), failing: true))
        .attempt(claimed)
    #expect(one.sender == three[0])
}
