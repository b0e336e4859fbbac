import CPostgres

/// The one place that touches libpq's pointers.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    var failure: StoreError?
    var remembered: [SQL: [Row]] = [:]
    private(set) var isBroken = false
    private var handle: OpaquePointer?
    private var prepared: [String: String] = [:]
    private static let cachedStatements = 256

    init(url: String, schema: String?) throws(StoreError) {
        handle = PQconnectdb(url)
        guard PQstatus(handle) == CONNECTION_OK else {
            let why = said()
            close()
            throw StoreError.unreachable(why)
        }
        // Notices would go to standard error.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        try control("SET client_encoding = 'UTF8'")
        try control("SET statement_timeout = '120s'")
        if let schema { try control("SET search_path = \"\(schema.filter { $0 != "\"" })\"") }
    }

    func begin(writing: Bool) throws(StoreError) {
        try control(writing ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    func commit() throws(StoreError) {
        do {
            try control("COMMIT")
        } catch StoreError.disconnected(let why, _) {
            throw StoreError.disconnected(why, committing: true)
        }
    }

    func rollback() {
        if PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) != PQTRANS_IDLE {
            PQclear(PQexec(handle, "ROLLBACK"))
        }
    }

    func close() {
        PQfinish(handle)
        handle = nil
    }

    func run(_ statement: SQL, forFirstRow: Bool) throws(StoreError) -> Answer {
        let name = try preparedName(for: statement)
        let result = Parameters(statement.values).lend { values, lengths, formats in
            PQexecPrepared(handle, name, Int32(values.count), values, lengths, formats, 0)
        }
        defer { PQclear(result) }
        try check(result)
        return answer(from: result)
    }

    /// Whether something was announced on a channel that this connection listens to; does not wait.
    /// - Returns: Nil when the connection is gone.
    func hear() -> Bool? {
        guard PQconsumeInput(handle) == 1 else {
            isBroken = true
            return nil
        }
        var heard = false
        while let notice = PQnotifies(handle) {
            heard = true
            PQfreemem(notice)
        }
        return heard
    }

    private func preparedName(for statement: SQL) throws(StoreError) -> String {
        if let known = prepared[statement.template] { return known }
        if prepared.count >= Self.cachedStatements {
            try control("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, statement.text, 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[statement.template] = name
        return name
    }

    private func control(_ text: String) throws(StoreError) {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    private func check(_ result: OpaquePointer?) throws(StoreError) {
        let status = PQresultStatus(result)
        guard status != PGRES_TUPLES_OK, status != PGRES_COMMAND_OK else { return }
        guard PQstatus(handle) == CONNECTION_OK else {
            isBroken = true
            throw StoreError.disconnected(said(), committing: false)
        }
        let field = PQresultErrorField(result, Int32(UInt8(ascii: "C")))
        throw problem(field.map { String(cString: $0) } ?? "", said())
    }

    /// SQLSTATE classes: PostgreSQL documentation, appendix A.
    private func problem(_ state: String, _ said: String) -> StoreError {
        switch state.prefix(2) {
        case "08", "57":
            isBroken = true
            return .disconnected(said, committing: false)
        case "23": return .constraint(said)
        // A server that only reads: another one writes now.
        case "25" where state == "25006":
            isBroken = true
            return .unreachable(said)
        case "40": return .conflict(said)
        case "53": return state == "53100" ? .full(said) : .unreachable(said)
        case "55": return .locked(said)
        case "58", "XX": return .damaged(said)
        default: return .statement(said)
        }
    }

    private func said() -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        // The first line says it; the rest may repeat a row's values.
        return text.split(separator: "\n").first.map(String.init) ?? "no more is known"
    }
}

/// Values in the forms that libpq takes: text, and bytes as they are.
private struct Parameters {
    private var buffer: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values { append(value) }
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null: return append(nil, format: 0)
        case .bytes(let bytes): return append(bytes, format: 1)
        case .integer(let number): append(Array(String(number).utf8), format: 0)
        case .double(let number): append(Array(String(number).utf8), format: 0)
        case .boolean(let truth): append([UInt8(ascii: truth ? "t" : "f")], format: 0)
        case .text(let text): append(Array(text.utf8), format: 0)
        }
    }

    private mutating func append(_ bytes: [UInt8]?, format: Int32) {
        offsets.append(bytes.map { _ in buffer.count })
        lengths.append(Int32(bytes?.count ?? 0))
        formats.append(format)
        guard let bytes else { return }
        buffer.reserveCapacity(buffer.count + bytes.count + 1)
        for byte in bytes { buffer.append(CChar(bitPattern: byte)) }
        buffer.append(0)
    }

    func lend<Value>(
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Value
    ) -> Value {
        buffer.withUnsafeBufferPointer { bytes in
            body(
                offsets.map { $0.flatMap { bytes.baseAddress?.advanced(by: $0) } }, lengths, formats
            )
        }
    }
}

private func answer(from result: OpaquePointer?) -> Answer {
    var answer = Answer()
    let height = PQntuples(result)
    let width = PQnfields(result)
    if width > 0 {
        let columns = Row.Columns(
            (0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        let kinds = (0..<width).map { PQftype(result, $0) }
        answer.rows = (0..<height).map { row in
            Row(
                columns: columns,
                values: (0..<width).map { column in
                    guard PQgetisnull(result, row, column) == 0 else { return .null }
                    let bytes = UnsafeBufferPointer(
                        start: PQgetvalue(result, row, column),
                        count: Int(PQgetlength(result, row, column)))
                    return value(bytes, kind: kinds[Int(column)])
                })
        }
    }
    let changed = PQcmdTuples(result).map { String(cString: $0) } ?? ""
    answer.changed = Int(changed) ?? 0
    return answer
}

/// Object identifiers of the built-in types: `pg_type.dat`.
private func value(_ bytes: UnsafeBufferPointer<CChar>, kind: Oid) -> SQLValue {
    let text = bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    switch kind {
    case 16: return .boolean(text == "t")
    case 17: return .bytes(unhex(text))
    case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
    case 700, 701: return Double(text).map(SQLValue.double) ?? .text(text)
    default: return .text(text)
    }
}

/// `\x48656c6c6f` to bytes: PostgreSQL documentation, section 8.4.1.
private func unhex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for digit in text.utf8.dropFirst(2) {
        let half = digit > 57 ? digit &- 87 : digit &- 48
        if let first = high {
            bytes.append(first << 4 | half)
            high = nil
        } else {
            high = half
        }
    }
    return bytes
}
