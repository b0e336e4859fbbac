import Engines
import Store
import Testing

@Suite struct `Migrations` {
    @Test(arguments: Engine.reachable)
    func `run once, in order`(_ engine: Engine) async throws {
        let database = try await engine.fresh().make()
        let migrator = Migrator(program: "1.0")
        let now = Instant(milliseconds: 1)
        #expect(try await migrator.migrate(database, now: now).count == Migrator.all.count)
        #expect(try await migrator.migrate(database, now: now).isEmpty)
        try await migrator.check(database)
    }

    @Test(arguments: Engine.reachable)
    func `are asked for by name when missing`(_ engine: Engine) async throws {
        let database = try await engine.fresh().make()
        let known = Migrator.all.last?.number ?? 0
        await #expect(throws: StoreError.olderSchema(found: 0, known: known)) {
            try await Migrator(program: "1.0").check(database)
        }
    }

    @Test(arguments: Engine.reachable)
    func `refuse a newer schema and say which program wrote it`(_ engine: Engine) async throws {
        let database = try await engine.empty()
        try await database.write { t in
            try t.execute(
                "INSERT INTO schema_migrations VALUES (\(99), \("later"), \("9.9"), \(0))")
        }
        let known = Migrator.all.last?.number ?? 0
        let expected = StoreError.newerSchema(found: 99, known: known, program: "9.9")
        await #expect(throws: expected) { try await Migrator(program: "1.0").check(database) }
        await #expect(throws: expected) {
            try await Migrator(program: "1.0").migrate(database, now: Instant(milliseconds: 0))
        }
    }

    /// What is missing is told by the highest number that was run.
    @Test func `are numbered without a gap`() {
        #expect(Migrator.all.map(\.number) == Array(1...Migrator.all.count))
    }

    @Test func `two programs at once migrate once`() async throws {
        for engine in Engine.reachable {
            let place = try engine.fresh()
            try await place.prepare()
            let results = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        let database = try place.open()
                        let now = Instant(milliseconds: 0)
                        return try await Migrator(program: "1.0").migrate(database, now: now).count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.sorted() == [0, Migrator.all.count])
        }
    }
}
