import Engines
import Foundation
import Hummingbird
import Store
import Testing

@testable import Web

/// Never 200 unless it is on disk.
@Suite struct HookStorageTests {
    @Test func `a full disk puts the provider off until there is room again`() async throws {
        let place = try Engine.sqlite.fresh()
        let roomy = try await place.make()
        _ = try await Migrator(program: "test").migrate(roomy, now: Instant(milliseconds: 0))
        let pages = try await roomy.read { t in
            try t.number("PRAGMA page_count", column: "page_count")
        }
        await roomy.close()
        let fixture = try HookFixture(on: try place.open(maximumPages: pages + 40))

        let words = String(repeating: "x", count: 20_000)
        var statuses: [Int] = []
        for number in 0..<20 {
            let hook = try TestProvider.standard.text(words, id: "m\(number)", at: fixture.now)
            let answer = try await fixture.answer(to: hook)
            statuses.append(answer.status.code)
            guard answer.status == .serviceUnavailable else { continue }
            #expect(answer.headers[.retryAfter] == "60")
            #expect(String(buffer: answer.body) == "No room; free some disk space.\n")
        }
        let kept = statuses.count { $0 == 200 }
        #expect(statuses.first == 200 && statuses.last == 503)
        #expect(try await fixture.rows().count == kept)
        #expect(fixture.counters.current.notTaken == statuses.count - kept)

        try await fixture.database.write { t in
            try t.execute("DELETE FROM inbound_bytes")
            try t.execute("DELETE FROM inbound")
        }
        let again = try TestProvider.standard.text(words, id: "m19", at: fixture.now)
        #expect(try await fixture.answer(to: again).status == .ok)
        #expect(try await fixture.rows().map(\.key) == ["m19"])
        await fixture.database.close()
    }

    @Test(arguments: Engine.reachable)
    func `a database that can't be reached puts the provider off`(_ engine: Engine) async throws {
        let fixture = try await HookFixture(engine)
        await fixture.database.close()
        let answer = try await fixture.answer(to: TestProvider.standard.text(at: fixture.now))
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.headers[.retryAfter] == "10")
    }

    @Test(arguments: Engine.reachable)
    func `the same text many times at once is one row`(_ engine: Engine) async throws {
        let fixture = try await HookFixture(engine)
        let hook = try TestProvider.standard.text(at: fixture.now)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask { try await fixture.answer(to: hook).status.code }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 20))
        #expect(try await fixture.rows().count == 1)
        #expect(fixture.counters.current.kept == 1)
        #expect(fixture.counters.current.repeated == 19)
    }
}
