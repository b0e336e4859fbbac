/// A database that lends transactions.
///
/// The body of a transaction is synchronous and borrows it: `await` inside does not compile, so no
/// network call can ever hold a lock, and the transaction can't be kept.
public protocol Database: Sendable {
    /// Which of the two it is.
    var dialect: Dialect { get }

    /// Runs a body on one consistent view; writing fails.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value

    /// Runs a body whose changes are kept whole or not at all, durable when this returns.
    ///
    /// The body may run again from the start after a conflict with another transaction, so it
    /// changes nothing outside the database.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value

    /// Hints that others may have changed something: with PostgreSQL what a transaction has
    /// announced, with SQLite any commit of any process.
    func changes() -> ChangeFeed

    /// The bytes that may still be written on the disk that the database is on; nil where that
    /// can't be told, as of a server elsewhere.
    func freeBytes() -> Int?

    /// Closes every connection; later calls fail.
    func close() async
}

extension Database {
    /// It can't be told.
    public func freeBytes() -> Int? { nil }
}

/// A transaction under way, lent to the body of ``Database/write(_:)`` or ``Database/read(_:)``.
///
/// The first statement that fails ends it: later ones are refused and nothing is kept, on both
/// databases alike. Where a duplicate is expected, say `ON CONFLICT … DO NOTHING`.
public struct Transaction: ~Copyable {
    let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Which database it runs on.
    public var dialect: Dialect { connection.dialect }

    /// Has listeners told, once this transaction is kept, that there is work: `NOTIFY` in
    /// PostgreSQL. SQLite's listeners see each commit by themselves.
    public func announce() throws(StoreError) {
        guard dialect == .postgres else { return }
        try execute("SELECT pg_notify('parley_work', '')")
    }

    /// Runs a statement for its effect.
    /// - Returns: How many rows it changed.
    @discardableResult
    public func execute(_ statement: SQL) throws(StoreError) -> Int {
        try connection.guarded { () throws(StoreError) in try connection.run(statement).changed }
    }

    /// Runs a statement for its rows.
    public func rows(_ statement: SQL) throws(StoreError) -> [Row] {
        try connection.guarded { () throws(StoreError) in try connection.run(statement).rows }
    }

    /// Runs a statement for its first row.
    public func row(_ statement: SQL) throws(StoreError) -> Row? {
        try connection.guarded { () throws(StoreError) in
            try connection.run(statement, forFirstRow: true).rows.first
        }
    }

    /// Runs a statement for its rows, and gives the same ones when it is asked again in this
    /// transaction: of what hardly ever changes and is asked for each of many arrivals.
    ///
    /// Whoever writes to such a table calls ``forget()``.
    public func rows(once statement: SQL) throws(StoreError) -> [Row] {
        if connection.failure == nil, let known = connection.remembered[statement] { return known }
        let found = try rows(statement)
        connection.remembered[statement] = found
        return found
    }

    /// Forgets what ``rows(once:)`` remembers, because it has been changed.
    public func forget() {
        connection.remembered = [:]
    }

    /// Runs a statement for a number, such as `SELECT COUNT(*) AS n`.
    public func number(_ statement: SQL, column: String = "n") throws(StoreError) -> Int {
        guard let row = try row(statement) else { return 0 }
        return try row[column]
    }
}

/// What a statement brought back.
struct Answer {
    var rows: [Row] = []
    var changed = 0
}

/// One connection, used by one thread at a time.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    /// The failure that ended the transaction under way.
    var failure: StoreError? { get set }
    /// What the transaction under way is not to ask twice.
    var remembered: [SQL: [Row]] { get set }
    /// The connection is of no more use.
    var isBroken: Bool { get }

    /// `forFirstRow`: Whether the rows behind the first need not be looked for.
    func run(_ statement: SQL, forFirstRow: Bool) throws(StoreError) -> Answer
    func begin(writing: Bool) throws(StoreError)
    func commit() throws(StoreError)
    func rollback()
    func close()
}

extension Connection {
    func run(_ statement: SQL) throws(StoreError) -> Answer {
        try run(statement, forFirstRow: false)
    }

    func guarded<Value>(_ work: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        if let failure { throw StoreError.ended(failure.description) }
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }

    /// Runs one whole transaction.
    func transact<Value>(
        writing: Bool, _ body: (borrowing Transaction) throws -> Value
    ) throws -> Value {
        failure = nil
        remembered = [:]
        defer { remembered = [:] }
        try begin(writing: writing)
        let value: Value
        do {
            value = try body(Transaction(self))
        } catch {
            rollback()
            throw error
        }
        if let failure {
            rollback()
            throw failure
        }
        do {
            try commit()
        } catch {
            rollback()
            throw error
        }
        return value
    }
}
