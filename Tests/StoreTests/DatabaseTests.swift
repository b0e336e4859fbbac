import Engines
import Foundation
import Store
import Testing

private let table: SQL = """
    CREATE TABLE things (
        id TEXT NOT NULL PRIMARY KEY, n BIGINT, ratio DOUBLE PRECISION, yes BOOLEAN, raw BYTEA
    )
    """

private func withThings(_ engine: Engine) async throws -> any Database {
    let database = try await engine.fresh().make()
    try await database.write { t in try t.execute(table) }
    return database
}

@Suite struct `A database of either kind` {
    @Test(arguments: Engine.reachable)
    func `gives back every kind of value as it was bound`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        let raw: [UInt8] = [0, 1, 254, 255, 39, 92]
        try await database.write { t in
            try t.execute(
                "INSERT INTO things (id, n, ratio, yes, raw) VALUES (\("مدرسة '; DROP"), \(Int64.max), \(0.1), \(true), \(raw))"
            )
            try t.execute("INSERT INTO things (id, raw) VALUES (\(""), \([UInt8]()))")
        }
        let rows = try await database.read { t in try t.rows("SELECT * FROM things ORDER BY id") }
        let empty = try #require(rows.first)
        let full = try #require(rows.last)
        #expect(try full["id"] as String == "مدرسة '; DROP")
        #expect(try full["n"] as Int64 == .max)
        #expect(try full["ratio"] as Double == 0.1)
        #expect(try full["yes"] as Bool)
        #expect(try full["raw"] as [UInt8] == raw)
        #expect(try empty["id"] as String == "")
        #expect(try empty["n"] as Int? == nil)
        #expect(try empty["yes"] as Bool? == nil)
        #expect(try empty["raw"] as [UInt8] == [])
    }

    @Test(arguments: Engine.reachable)
    func `keeps nothing of a transaction whose failure was swallowed`(_ engine: Engine) async throws
    {
        let database = try await withThings(engine)
        await #expect(throws: StoreError.self) {
            try await database.write { t in
                try t.execute("INSERT INTO things (id) VALUES (\("a"))")
                _ = try? t.execute("INSERT INTO things (id) VALUES (\("a"))")
                _ = try? t.execute("INSERT INTO things (id) VALUES (\("b"))")
            }
        }
        let count = try await database.read { t in try t.number("SELECT COUNT(*) AS n FROM things")
        }
        #expect(count == 0)
    }

    @Test(arguments: Engine.reachable)
    func `remembers what is asked once, until it is changed or the transaction ends`(
        _ engine: Engine
    ) async throws {
        let database = try await withThings(engine)
        let all: SQL = "SELECT id FROM things"
        try await database.write { t in
            #expect(try t.rows(once: all).isEmpty)
            try t.execute("INSERT INTO things (id) VALUES (\("a"))")
            #expect(try t.rows(once: all).isEmpty)
            t.forget()
            #expect(try t.rows(once: all).count == 1)
        }
        try await database.write { t in try t.execute("DELETE FROM things") }
        await #expect(throws: StoreError.self) {
            try await database.write { t in
                let before = try t.rows(once: all)
                #expect(before.isEmpty)
                _ = try? t.execute("INSERT INTO nothing (id) VALUES (\("a"))")
                let again = try? t.rows(once: all)
                #expect(again == nil)
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `writes all of a statement of which the first row alone is wanted`(
        _ engine: Engine
    ) async throws {
        let database = try await withThings(engine)
        let first: String? = try await database.write { t in
            try t.row(
                "INSERT INTO things (id) VALUES (\("a")), (\("b")), (\("c")) RETURNING id")?["id"]
        }
        #expect(first == "a")
        let (least, count) = try await database.read { t in
            let row = try t.row("SELECT id FROM things ORDER BY id")
            return (try row?["id"] as String?, try t.number("SELECT COUNT(*) AS n FROM things"))
        }
        #expect((least, count) == ("a", 3))
    }

    @Test(arguments: Engine.reachable)
    func `inserts at once, and says how many are new`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        let counts = try await database.write { t in
            try [["a", "b", "a"], ["b", "c"]].map { ids in
                try t.insertAtOnce(
                    "INSERT INTO things (id)", ids.map { [$0.sqlValue] }, "ON CONFLICT DO NOTHING")
            }
        }
        #expect(counts == [2, 1])
    }

    @Test func `cuts lists into pieces of few lengths, or pads them`() {
        let pieces = [0, 1, 37, 64, 130].map { powerBatches(Array(0..<$0)) }
        #expect(pieces.map { $0.map(\.count) } == [[], [1], [32, 4, 1], [64], [64, 64, 2]])
        #expect(pieces[2].joined().elementsEqual(0..<37))
        #expect([[], [1], [1, 2, 3]].map { padded($0) } == [[], [1], [1, 2, 3, 3]])
    }

    @Test(arguments: Engine.reachable)
    func `refuses to write in a read`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        await #expect(throws: StoreError.self) {
            try await database.read { t in
                try t.execute("INSERT INTO things (id) VALUES (\("a"))")
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `counts changed rows and lets a duplicate pass when told to`(_ engine: Engine) async throws
    {
        let database = try await withThings(engine)
        let insert: SQL = "INSERT INTO things (id) VALUES (\("a")) ON CONFLICT (id) DO NOTHING"
        let counts = try await database.write { t in [try t.execute(insert), try t.execute(insert)]
        }
        #expect(counts == [1, 0])
    }

    @Test(arguments: Engine.reachable)
    func `binds lists`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        let found = try await database.write { t in
            for id in ["a", "b", "c"] { try t.execute("INSERT INTO things (id) VALUES (\(id))") }
            let none = try t.rows("SELECT id FROM things WHERE id IN (\(list: [String]()))")
            return try none.count
                + t.rows("SELECT id FROM things WHERE id IN (\(list: ["a", "c"]))").count
        }
        #expect(found == 2)
    }

    @Test(arguments: Engine.reachable)
    func `serves many tasks at once without losing a change`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        try await database.write { t in
            try t.execute("INSERT INTO things (id, n) VALUES (\("sum"), \(0))")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let _: Int = try await database.write { t in
                        try t.execute("UPDATE things SET n = n + 1 WHERE id = \("sum")")
                    }
                }
            }
            try await group.waitForAll()
        }
        let sum = try await database.read { t in try t.number("SELECT n FROM things") }
        #expect(sum == 40)
    }

    @Test(arguments: Engine.reachable)
    func `names a wrong column and a wrong statement`(_ engine: Engine) async throws {
        let database = try await withThings(engine)
        await #expect(throws: StoreError.self) {
            try await database.read { t in try t.rows("SELEKT 1") }
        }
        try await database.write { t in try t.execute("INSERT INTO things (id) VALUES (\("a"))") }
        await #expect(throws: StoreError.statement("no column z")) {
            try await database.read { t in
                let _: String? = try t.row("SELECT id FROM things")?["z"]
            }
        }
    }
}

@Suite struct `PostgreSQL, when its server cuts a connection` {
    @Test(.enabled(if: Engine.reachable.contains(.postgres)))
    func `is reached again by the next transaction`() async throws {
        let place = try Engine.postgres.fresh()
        let database = try await place.make()
        let other = try place.open()
        let pid = try await database.read { t in
            try t.number("SELECT CAST(pg_backend_pid() AS BIGINT) AS n")
        }
        try await other.write { t in
            _ = try t.rows("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER)) AS n")
        }
        let answer = try await database.read { t in try t.number("SELECT CAST(7 AS BIGINT) AS n") }
        #expect(answer == 7)
    }
}

@Suite struct `The servers that tests need` {
    @Test func `are there when the run demands them`() {
        let required = ProcessInfo.processInfo.environment["PARLEY_REQUIRE_SERVERS"] == "1"
        if required {
            #expect(
                Engine.reachable == Engine.allCases,
                "PostgreSQL is missing: set PARLEY_PG_URL, as make test does.")
        }
    }
}
