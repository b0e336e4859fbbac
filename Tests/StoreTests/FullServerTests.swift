import Engines
import Store
import Testing

@Suite struct FullServerTests {
    @Test(.enabled(if: Engine.reachable.contains(.postgres), "no PostgreSQL is named"))
    func `a server whose disk is full is told as that, and nothing is kept`() async throws {
        let database = try await Engine.postgres.empty()
        // 53100 is disk_full (PostgreSQL, appendix A), as the server says it when a file can't grow.
        await #expect {
            try await database.write { t in
                try t.execute(
                    """
                    INSERT INTO audit (id, at, action, subject_kind, subject_id, details)
                    VALUES ('a', 0, 'x', 'x', 'x', '{}')
                    """)
                try t.execute(
                    """
                    DO $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'
                        USING ERRCODE = '53100'; END $$
                    """)
            }
        } throws: { error in
            guard case StoreError.full = error else { return false }
            return "\(error)".hasPrefix("The disk is full") && "\(error)".contains("Make room")
        }
        let kept = try await database.read { t in try t.number("SELECT COUNT(*) AS n FROM audit") }
        #expect(kept == 0)
    }

    @Test(arguments: Engine.reachable)
    func `the room on a file's disk is known, a server's is not`(_ engine: Engine) async throws {
        let database = try engine.fresh().open()
        let free = database.freeBytes()
        #expect(engine == .sqlite ? (free ?? 0) > 0 : free == nil)
        await database.close()
    }

    @Test func `where nothing is there is no room to tell`() {
        #expect(DiskRoom.free(at: "/no/such/folder") == nil)
    }
}
