/// The database of a district: PostgreSQL 15 or newer, shared by any number of processes.
public final class PostgresDatabase: Database {
    /// Which of the two it is.
    public let dialect = Dialect.postgres
    private let pool: ConnectionPool
    private let open: @Sendable () throws(StoreError) -> PostgresConnection

    /// Connects.
    /// - Parameters:
    ///   - url: libpq's form, `postgresql://user@host:port/name`; a password is better given by
    ///     `PGPASSWORD` or a password file than written here.
    ///   - connections: At most this many at a time.
    ///   - schema: A schema to live in instead of `public`.
    /// - Throws: ``StoreError/unreachable(_:)``.
    public init(url: String, connections: Int = 6, schema: String? = nil) throws {
        let open = { @Sendable () throws(StoreError) in
            try PostgresConnection(url: url, schema: schema)
        }
        try open().close()
        self.open = open
        pool = ConnectionPool(size: connections, label: "postgres") { () throws(StoreError) in
            try open()
        }
    }

    /// `LISTEN` on a connection of its own, which is made anew when it breaks.
    public func changes() -> ChangeFeed {
        let (feed, source) = ChangeFeed.hints()
        let listener = PostgresListener(open)
        _ = RepeatedLook(every: .milliseconds(20), to: source, listener.look, end: listener.close)
        return feed
    }

    /// Reads one snapshot.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.transact(writing: false, body)
    }

    /// Writes, beside others.
    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.transact(writing: true, body)
    }

    /// Closes every connection.
    public func close() async {
        await pool.close()
    }
}

extension PostgresDatabase {
    /// Makes a schema, for a database shared by several installations.
    public func createSchema(_ name: String) async throws {
        let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        try await write { t in
            try t.execute(SQL(trusted: "CREATE SCHEMA IF NOT EXISTS \"\(safe)\""))
        }
    }
}
