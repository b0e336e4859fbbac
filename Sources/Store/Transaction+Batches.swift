/// Rows of one statement: enough that each costs little, and no more than 5,000 values, far below
/// the limits of both databases.
@usableFromInline let rowsPerStatement = 200

/// Cuts a list into pieces of the size of a statement. All but the last are of one size, so that
/// the drivers prepare no more than two statements.
@inlinable
public func batches<Value>(_ values: [Value]) -> [ArraySlice<Value>] {
    stride(from: 0, to: values.count, by: rowsPerStatement).map {
        values[$0..<min($0 + rowsPerStatement, values.count)]
    }
}

/// Cuts a list into pieces of 64, 32, 16 … values: lists of many lengths are few statements to
/// prepare, where none may be padded.
@inlinable
public func powerBatches<Value>(_ values: [Value]) -> [ArraySlice<Value>] {
    var (pieces, start, size) = ([ArraySlice<Value>](), 0, 64)
    while start < values.count {
        while size > values.count - start { size /= 2 }
        pieces.append(values[start..<start + size])
        start += size
    }
    return pieces
}

/// A list with the last value repeated up to a power of two, so that lists of many lengths are few
/// statements to prepare.
@inlinable
public func padded<Value>(_ values: some BidirectionalCollection<Value>) -> [Value] {
    guard let last = values.last else { return [] }
    var room = 1
    while room < values.count { room *= 2 }
    return Array(values) + repeatElement(last, count: room - values.count)
}

extension Transaction {
    /// Which of some keys there are, asked for in pieces.
    ///
    /// `column`: Where the statement gives them. `statement`: Asks for a piece.
    /// - Throws: What a statement throws.
    public func found<Key: SQLReadable & Hashable>(
        _ column: String, among keys: [Key], _ statement: ([Key]) -> SQL
    ) throws(StoreError) -> Set<Key> {
        var found: Set<Key> = []
        for some in batches(keys) {
            for row in try rows(statement(Array(some))) { found.insert(try row[column]) }
        }
        return found
    }

    /// Inserts rows by one statement; see ``insert(_:_:_:)``.
    /// - Returns: How many are new.
    /// - Throws: What a statement throws.
    public func insertAtOnce(
        _ head: SQL, _ rows: some Sequence<[SQLValue]>, _ tail: SQL
    ) throws(StoreError) -> Int {
        var words = SQL.Interpolation(literalCapacity: 0, interpolationCount: 0)
        words.appendInterpolation(head)
        words.appendLiteral(" VALUES ")
        append(rows, to: &words)
        words.appendLiteral(" ")
        words.appendInterpolation(tail)
        return try execute(SQL(stringInterpolation: words))
    }

    /// Inserts many rows.
    /// - Parameters:
    ///   - head: `INSERT INTO table (columns)`.
    ///   - rows: The values in the order of the columns.
    ///   - tail: What to do on a conflict, and what to return.
    /// - Returns: What `RETURNING` gives, in no order.
    /// - Throws: What a statement throws.
    @discardableResult
    public func insert(_ head: SQL, _ rows: [[SQLValue]], _ tail: SQL) throws(StoreError) -> [Row] {
        var answers: [Row] = []
        for batch in batches(rows) {
            var words = SQL.Interpolation(
                literalCapacity: 0, interpolationCount: batch.count * (batch.first?.count ?? 1))
            words.appendInterpolation(head)
            words.appendLiteral(" VALUES ")
            append(batch, to: &words)
            words.appendLiteral(" ")
            words.appendInterpolation(tail)
            answers += try self.rows(SQL(stringInterpolation: words))
        }
        return answers
    }

    /// Selects or deletes many rows by a key of two columns of text.
    ///
    /// `VALUES` rather than a list: without fresh statistics PostgreSQL would read every row that
    /// has the first column's value, once for each batch. Cast, since SQLite would read the whole
    /// table otherwise: a bare value has no affinity, and no index is taken for it.
    /// - Parameters:
    ///   - head: `DELETE FROM table WHERE (column, column)`.
    ///   - keys: The values of the two columns.
    /// - Returns: What a `SELECT` finds, in no order.
    /// - Throws: What a statement throws.
    @discardableResult
    public func run(_ head: SQL, among keys: [(SQLValue, SQLValue)]) throws(StoreError) -> [Row] {
        var answers: [Row] = []
        for batch in batches(keys) {
            var words = SQL.Interpolation(literalCapacity: 0, interpolationCount: batch.count * 2)
            words.appendInterpolation(head)
            words.appendLiteral(
                " IN (SELECT CAST(column1 AS TEXT), CAST(column2 AS TEXT) FROM (VALUES ")
            append(batch.map { [$0.0, $0.1] }[...], to: &words)
            words.appendLiteral(") AS given)")
            answers += try rows(SQL(stringInterpolation: words))
        }
        return answers
    }
}

private func append(_ rows: some Sequence<[SQLValue]>, to words: inout SQL.Interpolation) {
    for (index, row) in rows.enumerated() {
        words.appendLiteral(index == 0 ? "(" : ", (")
        words.appendInterpolation(list: row)
        words.appendLiteral(")")
    }
}
