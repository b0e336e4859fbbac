/// Rows of one statement: enough that each costs little, and no more than 2,000 values, far below
/// the limits of both databases.
private let rowsPerStatement = 200

/// Cuts a list into pieces of the size of a statement. All but the last are of one size, so that
/// the drivers prepare no more than two statements.
public func batches<Value>(_ values: [Value]) -> [ArraySlice<Value>] {
    stride(from: 0, to: values.count, by: rowsPerStatement).map {
        values[$0..<min($0 + rowsPerStatement, values.count)]
    }
}

extension Transaction {
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

private func append(_ rows: ArraySlice<[SQLValue]>, to words: inout SQL.Interpolation) {
    for (index, row) in rows.enumerated() {
        words.appendLiteral(index == 0 ? "(" : ", (")
        words.appendInterpolation(list: row)
        words.appendLiteral(")")
    }
}
