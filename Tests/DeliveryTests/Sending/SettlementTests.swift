import Engines
import People
import Store
import Testing

@testable import Delivery

@Suite struct SettlementTests {
    @Test(arguments: Engine.reachable)
    func `groups of any size are settled, and what was taken over meanwhile is left alone`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        for size in [1, 3, 64, 200, 201] {
            try await fixture.enqueue((0..<size).map { fixture.message("g\(size)-\($0)") })
            let claimed = try await fixture.claim(size)
            #expect(claimed.count == size)
            let taken = Set(
                claimed.enumerated().filter { $0.offset % 7 == 2 }.map(\.element.message.id))
            for id in taken {
                try await fixture.school.change(
                    "UPDATE messages SET attempts = attempts + 1 WHERE id = \(id)")
            }
            let now = fixture.clock.now
            let settlements = claimed.enumerated().map { number, one in
                Settlement(
                    message: one.message.id, attempt: one.attempt,
                    event: number % 5 == 4
                        ? .refused(reply: "550 no") : .accepted(reply: "250 \(number)"),
                    providerID: number % 3 == 0 ? "p\(size)-\(number)" : nil,
                    sender: number % 2 == 0 ? "+1" : nil)
            }
            let lost = try await fixture.database.write { t in
                try Outbox().settle(settlements, now: now, t)
            }
            #expect(Set(lost) == taken && lost.count == taken.count, "\(size)")
            let rows = try await fixture.database.read { t in
                try t.rows("SELECT * FROM messages WHERE idempotency_key LIKE \("g\(size)-%")")
            }
            #expect(rows.count == size)
            for row in rows {
                let id: OutboundID = try row["id"]
                let number = try #require(claimed.firstIndex { $0.message.id == id })
                let (state, reply): (MessageState.Word, String?) = (
                    try row["state"], try row["last_reply"]
                )
                let (provider, sender): (String?, String?) = (
                    try row["provider_id"], try row["sender"]
                )
                let sent: Instant? = try row["sent_at"]
                guard !taken.contains(id) else {
                    #expect(state == .sending && reply == nil && sent == nil)
                    continue
                }
                let isRefused = number % 5 == 4
                #expect(state == (isRefused ? .failed : .sent))
                #expect(reply == (isRefused ? "550 no" : "250 \(number)"))
                #expect(provider == (number % 3 == 0 ? "p\(size)-\(number)" : nil))
                #expect(sender == (number % 2 == 0 ? "+1" : nil))
                #expect(sent == (isRefused ? nil : now))
            }
            let open = try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM attempts WHERE ended_at IS NULL")
            #expect(open == 0)
        }
        let nothing = try await fixture.database.write { t in
            try Outbox().settle([], now: Instant(milliseconds: 0), t)
        }
        #expect(nothing.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a report that is faster than the settling counts as the moment of sending`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let claimed = try await fixture.claimOne()
        let sending = try await fixture.message(claimed.message.id)
        let now = fixture.clock.now
        let families = [FamilyID(text: "hassan")]
        func reached(since: Instant) async throws -> Int {
            try await fixture.database.read { t in
                try Outbox().reached(families, since: since, t).values.joined().count
            }
        }
        // What is on its way counts, whenever the day began.
        #expect(try await reached(since: now + .seconds(1)) == 1)
        let changed = try await fixture.database.write { t in
            try Outbox().report(.reportedDelivered, on: sending, now: now, t)
        }
        #expect(changed)
        #expect(try await reached(since: now) == 1)
        #expect(try await reached(since: now + .seconds(1)) == 0)
        #expect(try await fixture.settle(claimed, .accepted(reply: "250")) == [sending.id])
        fixture.clock.advance(.seconds(9))
        let delivered = try await fixture.message(sending.id)
        let later = fixture.clock.now
        _ = try await fixture.database.write { t in
            try Outbox().report(.reportedBounced(reply: "full"), on: delivered, now: later, t)
        }
        #expect(try await fixture.message(sending.id).state == .bounced)
        #expect(try await reached(since: now + .seconds(1)) == 0)
    }

    @Test(arguments: Engine.reachable)
    func `the end of a message's use comes instead of a late try`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let message = fixture.message("one", expires: fixture.clock.now + .seconds(90))
        try await fixture.enqueue([message])
        let claimed = try #require(try await fixture.claim(1).first)
        #expect(claimed.expires == fixture.clock.now + .seconds(90))
        try await fixture.settle(claimed, .timeOver)
        #expect(try await fixture.message(message.id).state == .expired)
        fixture.clock.advance(.seconds(3_600))
        #expect(try await fixture.claim().isEmpty)
        let queued = try await Steering(fixture).requeue([message.id])
        #expect(queued.isEmpty)
    }
}

@Suite struct TextOrderTests {
    private static let number = "+12025550101"

    /// Texts to one number, made a millisecond apart.
    private func texts(
        _ fixture: OutboxFixture, _ rows: [(String, Priority, Duration)]
    ) async throws {
        for (key, priority, wait) in rows {
            try await fixture.enqueue([
                fixture.message(
                    key, due: fixture.clock.now + wait, channel: .sms, to: Self.number,
                    priority: priority)
            ])
            fixture.clock.advance(.milliseconds(1))
        }
    }

    private func claimed(_ fixture: OutboxFixture) async throws -> [String] {
        try await fixture.claim(10, .sms).map { String($0.message.messageID.prefix { $0 != "@" }) }
    }

    @Test(arguments: Engine.reachable)
    func `only what is more urgent overtakes another text to its number`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        try await texts(
            fixture,
            [
                ("bulk", .bulk, .zero), ("direct", .direct, .zero), ("later", .direct, .zero),
                ("urgent", .urgent, .zero), ("alarm", .urgent, .zero),
            ])
        // Each waits only for what was made before it and is as urgent, or more so.
        #expect(try await claimed(fixture) == ["urgent", "direct", "bulk"])
        #expect(try await claimed(fixture).isEmpty)
        try await fixture.school.change(
            "UPDATE messages SET state = 'sent' WHERE state = 'sending'")
        #expect(try await claimed(fixture) == ["alarm", "later"])
    }

    @Test(arguments: Engine.reachable)
    func `a text that waits for the morning keeps none back that need not, and goes first then`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        try await texts(
            fixture,
            [
                ("first", .direct, .seconds(60)), ("second", .direct, .zero),
                ("third", .direct, .seconds(30)),
            ])
        #expect(try await claimed(fixture) == ["second"])
        try await fixture.school.change(
            "UPDATE messages SET state = 'sent' WHERE state = 'sending'")
        fixture.clock.advance(.seconds(60))
        #expect(try await claimed(fixture) == ["first"])
    }
}
