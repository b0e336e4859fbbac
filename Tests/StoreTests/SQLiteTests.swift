import Engines
import Foundation
import Store
import Testing

@Suite struct `The SQLite file` {
    @Test func `that another program holds locked is named, and nothing is changed`() async throws {
        let place = try Engine.sqlite.fresh()
        let database = try place.open(patience: .milliseconds(50))
        try await database.write { t in try t.execute("CREATE TABLE things (id TEXT)") }
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/env")
        other.arguments = [
            "python3", "-c",
            """
            import sqlite3, sys
            c = sqlite3.connect(sys.argv[1], isolation_level=None)
            c.execute("BEGIN EXCLUSIVE")
            print("locked", flush=True)
            sys.stdin.read()
            """, place.target,
        ]
        let (input, output) = (Pipe(), Pipe())
        other.standardInput = input
        other.standardOutput = output
        try other.runAlone()
        _ = try output.fileHandleForReading.read(upToCount: 6)
        await #expect(throws: StoreError.locked(place.target)) {
            try await database.write { t in
                try t.execute("INSERT INTO things (id) VALUES (\("a"))")
            }
        }
        try input.fileHandleForWriting.close()
        other.waitUntilExit()
        try await database.write { t in try t.execute("INSERT INTO things (id) VALUES (\("a"))") }
    }

    @Test func `that is no database is refused with what to do`() throws {
        let place = try Engine.sqlite.fresh()
        try Data(repeating: 65, count: 8192).write(to: URL(filePath: place.target))
        #expect(throws: StoreError.damaged(place.target)) { try place.open() }
    }

    @Test func `that can grow no more keeps what it had and works again when there is room`()
        async throws
    {
        let place = try Engine.sqlite.fresh()
        let small = try place.open(maximumPages: 24)
        try await small.write { t in try t.execute("CREATE TABLE things (raw BYTEA)") }
        let big = [UInt8](repeating: 7, count: 60_000)
        try await small.write { t in try t.execute("INSERT INTO things (raw) VALUES (\(big))") }
        await #expect(throws: StoreError.full(place.target)) {
            try await small.write { t in
                try t.execute("INSERT INTO things (raw) VALUES (\(big))")
            }
        }
        await small.close()
        let large = try place.open()
        try await large.write { t in try t.execute("INSERT INTO things (raw) VALUES (\(big))") }
        let count = try await large.read { t in try t.number("SELECT COUNT(*) AS n FROM things") }
        #expect(count == 2)
    }

    @Test func `in a folder that does not exist is told at the start`() {
        #expect(throws: StoreError.self) {
            try SQLiteDatabase(path: "/nonexistent-folder/parley.db")
        }
    }
}
