import Engines
import Hummingbird
import Store
import Synchronization
import Testing

@testable import Web

@Suite struct HealthTests {
    private func get(_ path: String, _ fixture: HookFixture) async throws -> (Int, String) {
        let answer = try await fixture.answer(to: Hook(method: .get, target: path))
        return (answer.status.code, String(buffer: answer.body))
    }

    @Test(arguments: Engine.reachable)
    func `a program is alive without its database, and ready only with it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await HookFixture(engine)
        #expect(try await get("/health", fixture) == (200, "{\"parley\":\"ok\"}\n"))
        #expect(try await get("/ready", fixture) == (200, "{\"parley\":\"ready\"}\n"))
        await fixture.database.close()
        fixture.clock.advance(.seconds(2))
        #expect(try await get("/health", fixture).0 == 200)
        #expect(try await get("/ready", fixture) == (503, "{\"parley\":\"not ready\"}\n"))
    }

    @Test(arguments: Engine.reachable)
    func `a schema of another version is not ready, and the answer names none`(
        _ engine: Engine
    ) async throws {
        let fixture = try await HookFixture(engine)
        try await fixture.database.write { t in
            try t.execute("DELETE FROM schema_migrations WHERE version > 1")
        }
        #expect(try await get("/ready", fixture) == (503, "{\"parley\":\"not ready\"}\n"))
    }

    @Test(arguments: Engine.reachable)
    func `sends that stand still are told, and the program stays ready`(
        _ engine: Engine
    ) async throws {
        let school = try await SmallSchool(engine)
        try await school.add(.init("asha", of: "hassan", students: ["ali"]))
        for statement: SQL in [
            """
            INSERT INTO sends (id, reference, school_id, notice, about_kind, about_id, bulk,
                audience, notice_values, staff_id, created_at)
            VALUES ('s', 's', 'school', 'event-notice', 'event', 'e', \(true), '', '', 'amina', 0)
            """,
            """
            INSERT INTO renderings (id, send_id, record_kind, language, direction, standing,
                subject, text_body, html_body, sources)
            VALUES ('r', 's', 'notice', 'en', 'ltr', 'reviewed', '', '', '', '')
            """,
            """
            INSERT INTO messages (id, idempotency_key, send_id, school_id, family_id, contact_id,
                channel, address, rendering_id, message_id, bulk, state, due_at, attempts,
                created_at, changed_at)
            VALUES ('m', 'm', 's', 'school', 'hassan', 'asha', 'email', 'asha@example.org', 'r',
                'm', \(true), 'queued', \(school.clock.now), 0, 0, 0)
            """,
        ] { try await school.change(statement) }
        let fixture = try HookFixture(on: school.database, clock: school.clock)
        #expect(try await get("/ready", fixture) == (200, "{\"parley\":\"ready\"}\n"))
        school.clock.advance(fixture.desk.sending.stalledAfter)
        #expect(
            try await get("/ready", fixture)
                == (200, "{\"parley\":\"ready\",\"stalledSends\":1}\n"))
    }

    @Test func `a monitor that asks without wanting the body gets the status`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let answer = try await fixture.answer(to: Hook(method: .head, target: "/health"))
        #expect(answer.status == .ok)
        #expect(answer.body.readableBytes == 0)
    }

    @Test func `asked a hundred times at once it asks the database once`() async throws {
        let counted = CountedDatabase(try await Engine.sqlite.empty())
        let fixture = try HookFixture(on: counted)
        let readiness = Readiness(fixture.desk)
        for round in 1...2 {
            await withTaskGroup(of: Readiness.State.self) { group in
                for _ in 0..<100 { group.addTask { await readiness.state } }
                for await state in group { #expect(state == .ready(stalled: 0)) }
            }
            // For the schema each second, for sends that stand still every half minute.
            #expect(counted.reads == round + 1)
            fixture.clock.advance(.seconds(1))
        }
    }

    @Test(arguments: ["/health", "/ready", "/nothing/here", "/hooks/sms/x/inbound"])
    func `every answer bears the common header fields and names no software`(
        _ path: String
    ) async throws {
        let fixture = try await HookFixture(.sqlite)
        let answer = try await fixture.answer(to: Hook(method: .get, target: path))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers.contains { $0.name.canonicalName == "referrer-policy" })
        #expect(answer.headers[.server] == nil)
    }
}

/// Counts how often it is read.
private final class CountedDatabase: Database {
    private let counted: any Database
    private let count = Mutex(0)
    let dialect: Dialect

    init(_ counted: any Database) {
        self.counted = counted
        dialect = counted.dialect
    }

    var reads: Int { count.withLock { $0 } }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        count.withLock { $0 += 1 }
        return try await counted.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await counted.write(body)
    }

    func changes() -> ChangeFeed { counted.changes() }

    func close() async { await counted.close() }
}
