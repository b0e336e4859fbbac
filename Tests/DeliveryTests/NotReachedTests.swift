import Engines
import People
import Store
import Testing

@testable import Delivery

@Suite struct NotReachedTests {
    private func add(
        _ fixture: OutboxFixture, _ contact: String, of family: String
    ) async throws {
        try await fixture.school.add(.init(contact, of: family, students: ["s-" + contact]))
    }

    /// Puts a message to a contact where a test wants it.
    private func message(
        _ fixture: OutboxFixture, to contact: String, of family: String, _ state: String,
        _ reply: String? = nil, due: Instant? = nil
    ) async throws {
        let id = fixture.clock.source.randomText(digits: 20)
        try await fixture.school.change(
            """
            INSERT INTO messages (id, idempotency_key, send_id, school_id, family_id, contact_id,
                channel, address, rendering_id, message_id, bulk, state, due_at, attempts,
                last_reply, created_at, changed_at)
            VALUES (\(id), \(id), \(fixture.send), 'school', \(family), \(contact), 'email',
                \(contact + "@example.org"), 'r1', \(id), \(true), \(state),
                \(due ?? fixture.clock.now), 1, \(reply), 0, 0)
            """)
    }

    private func pages(_ fixture: OutboxFixture, of size: Int) async throws -> [UnreachedFamily] {
        var all: [UnreachedFamily] = []
        while true {
            let last = all.last?.id
            let page = try await fixture.database.read { t in
                try Outbox().notReached(by: fixture.send, after: last, limit: size, t)
            }
            all += page
            if page.count < size { return all }
        }
    }

    @Test(arguments: Engine.reachable)
    func `a family is reached by any message that arrived, and else it is told why not`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        for (contact, family) in [
            ("a1", "fa"), ("a2", "fa"), ("b1", "fb"), ("c1", "fc"), ("c2", "fc"), ("d1", "fd"),
            ("e1", "fe"),
        ] { try await add(fixture, contact, of: family) }
        // One parent's mail came back, the other's arrived.
        try await message(fixture, to: "a1", of: "fa", "bounced", "550 5.1.1 <a1@example.org> gone")
        try await message(fixture, to: "a2", of: "fa", "delivered")
        // It came back, and the address is dead.
        try await message(fixture, to: "b1", of: "fb", "bounced", "550 5.1.1 <b1@example.org> gone")
        try await fixture.school.change(
            """
            INSERT INTO suppressions (id, channel, address, scope, reason, at)
            VALUES ('s', 'email', 'b1@example.org', 'all', 'dead-address', 0)
            """)
        let next = fixture.clock.now + .seconds(60)
        try await message(fixture, to: "c1", of: "fc", "deferred", "451 4.7.1 later", due: next)
        try await message(fixture, to: "c2", of: "fc", "failed", "554 5.7.1 c2@example.org: no")
        try await message(fixture, to: "d1", of: "fd", "suppressed", "address-gone")
        try await fixture.database.write { t in
            try Outbox().exclude(
                [(ContactID(text: "e1"), FamilyID(text: "fe"), .noContact)], from: fixture.send, t)
        }

        let found = try await pages(fixture, of: 10)
        #expect(found.map(\.key) == ["fb", "fc", "fd", "fe"])
        #expect(found.map(\.step) == [.askForAddress, .wait, .askForAddress, .nothing])
        #expect(found.map(\.retry) == [nil, next, nil, nil])
        let sentences = found.flatMap(\.outcomes).map(\.sentence)
        #expect(
            sentences == [
                "came back (550 5.1.1)", "put off (451 4.7.1)", "refused (554 5.7.1)",
                "kept back: address was removed from the roster",
                "left out: must not be contacted",
            ])
        #expect(!sentences.joined().contains("@"))
        let reach = try await fixture.database.read { t in try Outbox().reach(of: fixture.send, t) }
        #expect((reach.families, reach.reached) == (5, 1))
    }

    @Test(arguments: Engine.reachable)
    func `pages of any size give the same families, each once`(_ engine: Engine) async throws {
        let fixture = try await OutboxFixture(engine)
        for number in 10..<37 {
            try await add(fixture, "p\(number)", of: "f\(number)")
            let state = number % 5 == 0 ? "sent" : "failed"
            try await message(fixture, to: "p\(number)", of: "f\(number)", state, "550 no")
        }
        let all = try await pages(fixture, of: 1_000).map(\.key)
        #expect(all == (10..<37).filter { $0 % 5 != 0 }.map { "f\($0)" })
        for size in [1, 3, all.count, all.count + 1] {
            #expect(try await pages(fixture, of: size).map(\.key) == all)
        }
    }

    @Test func `every state and every reason has a next step`() {
        for state in MessageState.Word.allCases where state != .sent && state != .delivered {
            let step = NextStep(
                state, waitsForAPerson: false, isDeadAddress: false, reason: nil)
            #expect(step != .nothing, "\(state)")
        }
        #expect(
            NextStep(.failed, waitsForAPerson: false, isDeadAddress: false, reason: nil) == .call)
        #expect(
            NextStep(.unclear, waitsForAPerson: true, isDeadAddress: false, reason: nil)
                == .askWhetherItCame)
        #expect(NextStep.first(of: [.nothing, .askForAddress, .call]) == .call)
        #expect(NextStep.first(of: [NextStep]()) == .nothing)
    }

    @Test(arguments: [
        ("550 5.1.1 <a@b.example> gone", "550 5.1.1"), ("421 a@b.example", "421"),
        ("a@b.example 5.1.1", ""), ("30003 Unreachable", "30003"), ("", ""),
        ("550 1.2.3.4 blocked", "550"), ("5551234567 no", ""),
    ])
    func `of a server's words only the codes are shown`(_ reply: String, _ code: String) {
        #expect(replyCode(reply) == code)
    }
}
