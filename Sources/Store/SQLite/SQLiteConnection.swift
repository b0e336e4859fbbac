import CSQLite

/// The one place that touches SQLite's pointers.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    var failure: StoreError?
    var remembered: [SQL: [Row]] = [:]
    private(set) var isBroken = false
    private var handle: OpaquePointer?
    private let path: String
    private var statements: [String: Prepared] = [:]
    private static let cachedStatements = 256

    /// A statement that SQLite has read, and its columns once it has had rows.
    private final class Prepared {
        let statement: OpaquePointer
        var columns: Row.Columns?

        init(_ statement: OpaquePointer) { self.statement = statement }
    }

    struct Limits: Sendable {
        let patience: Duration
        let maximumPages: Int?
    }

    convenience init(path: String, writes: Bool, _ limits: Limits) throws(StoreError) {
        // FULL: a commit is on the disk before it is acknowledged, through a power cut too.
        try self.init(
            path: path, patience: limits.patience,
            settings: [
                "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF",
                "PRAGMA temp_store = MEMORY",
                limits.maximumPages.map { "PRAGMA max_page_count = \($0)" }
                    ?? "PRAGMA user_version",
            ] + (writes ? Self.writing : ["PRAGMA query_only = ON"]))
    }

    /// The writer keeps 16 MiB of pages at hand instead of 2, and writes the WAL back into the file
    /// every 16 MiB instead of 4: a page that many commits change is written back once.
    private static let writing = ["PRAGMA cache_size = -16384", "PRAGMA wal_autocheckpoint = 4096"]

    /// Opens a file, or one without a name for an empty path, and runs some statements on it.
    ///
    /// `name`: What errors call it; its path unless given.
    init(
        path: String, name: String? = nil, patience: Duration = .zero, settings: [String]
    ) throws(StoreError) {
        self.path = name ?? path
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK else {
            let error = problem(code)
            close()
            throw error
        }
        sqlite3_busy_timeout(handle, Int32(clamping: patience.milliseconds))
        sqlite3_extended_result_codes(handle, 1)
        csqlite_defensive(handle)
        for setting in settings {
            do {
                try control(setting)
            } catch {
                close()
                throw error
            }
        }
    }

    func begin(writing: Bool) throws(StoreError) {
        try control(writing ? "BEGIN IMMEDIATE" : "BEGIN")
    }

    func commit() throws(StoreError) {
        try control("COMMIT")
    }

    func rollback() {
        // After some failures SQLite has rolled back already, and says so: nothing to do then.
        if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    func close() {
        for prepared in statements.values { sqlite3_finalize(prepared.statement) }
        statements = [:]
        sqlite3_close_v2(handle)
        handle = nil
    }

    func run(_ statement: SQL, forFirstRow: Bool) throws(StoreError) -> Answer {
        let prepared = try prepare(statement)
        defer {
            sqlite3_reset(prepared.statement)
            sqlite3_clear_bindings(prepared.statement)
        }
        for (index, value) in statement.values.enumerated() {
            try check(bind(value, to: prepared.statement, at: Int32(index + 1)))
        }
        return try step(prepared, forFirstRow: forFirstRow)
    }

    private func step(_ prepared: Prepared, forFirstRow: Bool) throws(StoreError) -> Answer {
        var answer = Answer()
        let before = sqlite3_total_changes64(handle)
        let statement = prepared.statement
        // What writes is always run to its end.
        let isEnough = forFirstRow && sqlite3_stmt_readonly(statement) != 0
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw problem(code) }
            let columns = columns(of: prepared)
            answer.rows.append(
                Row(
                    columns: columns,
                    values: (0..<columns.count).map { value(at: Int32($0), in: statement) }))
            if isEnough { break }
        }
        answer.changed = Int(sqlite3_total_changes64(handle) - before)
        return answer
    }

    /// A statement that was read before another column came to its table is read anew by SQLite.
    private func columns(of prepared: Prepared) -> Row.Columns {
        let width = sqlite3_column_count(prepared.statement)
        if let known = prepared.columns, known.count == Int(width) { return known }
        let columns = Row.Columns((0..<width).map { name(of: $0, in: prepared.statement) })
        prepared.columns = columns
        return columns
    }

    private func prepare(_ statement: SQL) throws(StoreError) -> Prepared {
        if let known = statements[statement.template] { return known }
        var pointer: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, statement.text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
        try check(code)
        guard let pointer else { throw StoreError.statement("empty") }
        if statements.count >= Self.cachedStatements {
            for old in statements.values { sqlite3_finalize(old.statement) }
            statements = [:]
        }
        let prepared = Prepared(pointer)
        statements[statement.template] = prepared
        return prepared
    }

    /// A statement without values or rows of interest.
    private func control(_ text: String) throws(StoreError) {
        try check(sqlite3_exec(handle, text, nil, nil, nil))
    }

    private func check(_ code: Int32) throws(StoreError) {
        if code != SQLITE_OK { throw problem(code) }
    }

    private func problem(_ code: Int32) -> StoreError {
        let said = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "no more is known"
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .locked(path)
        case SQLITE_FULL: return .full(path)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            isBroken = true
            return .damaged(path)
        case SQLITE_CONSTRAINT: return .constraint(said)
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
            return .unreachable("\(path): \(said).")
        case SQLITE_IOERR:
            isBroken = true
            return .disconnected("\(path): \(said)", committing: true)
        default: return .statement(said)
        }
    }
}

private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .double(let number): return sqlite3_bind_double(statement, index, number)
    case .boolean(let truth): return sqlite3_bind_int64(statement, index, truth ? 1 : 0)
    case .text(let text):
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                csqlite_bind_text(statement, index, $0.baseAddress ?? emptyText, Int32($0.count))
            }
        }
    case .bytes(let bytes):
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
        return csqlite_bind_blob(statement, index, bytes, Int32(bytes.count))
    }
}

/// SQLite takes a null pointer for NULL, and an empty Swift string may have none.
nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    pointer.initialize(to: 0)
    return UnsafePointer(pointer)
}()

private func name(of column: Int32, in statement: OpaquePointer) -> String {
    sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
}

private func value(at column: Int32, in statement: OpaquePointer) -> SQLValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
        let text = sqlite3_column_text(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        return .text(
            String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
        let bytes = sqlite3_column_blob(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        return .bytes(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
}
