/// The embedded database: one file in WAL mode, each commit on disk before it is acknowledged.
///
/// One connection writes, a few read beside it; SQLite gives readers the last committed state
/// while a writer works.
public final class SQLiteDatabase: Database {
    /// Which of the two it is.
    public let dialect = Dialect.sqlite
    private let writer: ConnectionPool
    private let readers: ConnectionPool
    private let open: ConnectionPool.Opener
    private let path: String

    /// Opens a file, or makes it.
    /// - Parameters:
    ///   - path: The file; `-wal` and `-shm` stand beside it.
    ///   - patience: How long to wait for another program's lock.
    ///   - maximumPages: An upper limit for the file, in pages of 4 KiB; for tests of a full disk.
    /// - Throws: ``StoreError/unreachable(_:)`` or ``StoreError/damaged(_:)``.
    public init(
        path: String, patience: Duration = .seconds(15), maximumPages: Int? = nil
    ) throws {
        self.path = path
        let limits = SQLiteConnection.Limits(patience: patience, maximumPages: maximumPages)
        // Opened once here, so that a wrong path or a damaged file is told at the start.
        try SQLiteConnection(path: path, writes: true, limits).close()
        writer = ConnectionPool(size: 1, label: "sqlite-writer") { () throws(StoreError) in
            try SQLiteConnection(path: path, writes: true, limits)
        }
        open = { () throws(StoreError) in
            try SQLiteConnection(path: path, writes: false, limits)
        }
        readers = ConnectionPool(size: 3, label: "sqlite-reader", open: open)
    }

    /// `PRAGMA data_version`, ten times a second: it changes when another connection commits.
    public func changes() -> ChangeFeed {
        let (feed, source) = ChangeFeed.hints()
        guard let connection = try? open() else { return feed }
        var known: SQLValue?
        _ = RepeatedLook(every: .milliseconds(100), to: source) {
            let row = try? connection.run("PRAGMA data_version").rows.first
            let found: SQLValue? = try? row?["data_version"]
            defer { known = found }
            return found != known
        } end: {
            connection.close()
        }
        return feed
    }

    /// Of the disk that the file is on.
    public func freeBytes() -> Int? { DiskRoom.free(at: path) }

    /// Reads beside the writer.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await readers.transact(writing: false, body)
    }

    /// Writes, one at a time.
    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await writer.transact(writing: true, body)
    }

    /// Closes every connection, which folds the WAL into the file.
    public func close() async {
        await readers.close()
        await writer.close()
    }
}
