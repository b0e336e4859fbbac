import Foundation

/// Another program that holds the database's lock: Python's own SQLite.
final class SQLiteLock: Sendable {
    private let program: RunningProgram
    private let folder: Folder

    init(on path: String) async throws {
        folder = try Folder()
        let script = """
            import sqlite3, sys, time
            lock = sqlite3.connect(sys.argv[1], isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
            print("locked", flush=True)
            time.sleep(600)
            """
        program = try RunningProgram(
            URL(filePath: "/usr/bin/python3"), ["-c", script, path], environment: [:], in: folder)
        _ = try await program.firstLine()
    }

    func release() async throws {
        program.kill()
        try await program.ended()
    }
}
