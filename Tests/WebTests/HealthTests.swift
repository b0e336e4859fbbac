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
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 { group.addTask { await readiness.isReady } }
                for await isReady in group { #expect(isReady) }
            }
            #expect(counted.reads == round)
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
