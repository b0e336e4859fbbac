import Foundation

/// Tables of this program's own, for sorting and comparing what is too much for memory.
///
/// They lie in a file without a name in the folder for temporary files (`SQLITE_TMPDIR`, `TMPDIR`),
/// which is gone with the program however it ends; nothing is kept of them on either database. A
/// failed statement may leave them half changed: they are of no more use then.
///
/// Unchecked because `connection` is touched only in its turn.
public final class ScratchTables: @unchecked Sendable {
    private let turn = NSLock()
    private let connection: SQLiteConnection

    /// Makes some tables.
    ///
    /// `statements`: `CREATE TABLE …`, in SQLite's words.
    /// - Throws: ``StoreError``, such as for a folder that can't be written to.
    public init(_ statements: [SQL]) throws {
        // No journal and no sync: nobody needs this file after a crash. A small cache: the rest
        // is what the file is for.
        connection = try SQLiteConnection(
            path: "", name: "in the folder for temporary files",
            settings: [
                "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
                "PRAGMA cache_size = -8192", "PRAGMA temp_store = FILE",
            ])
        // Not by `use`: the optimizer of Swift 6.3 aborts on a specialization for it here.
        for statement in statements { _ = try connection.run(statement) }
    }

    deinit { connection.close() }

    /// Lends the tables; others wait meanwhile, so one use never calls for another.
    public func use<Value: Sendable>(
        _ body: (borrowing Transaction) throws -> Value
    ) throws -> Value {
        turn.lock()
        defer { turn.unlock() }
        return try connection.transact(writing: true, body)
    }
}
