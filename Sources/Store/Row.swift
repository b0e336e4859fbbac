/// One row of an answer.
public struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// The column names, shared by all rows of an answer.
    final class Columns: Sendable {
        let index: [String: Int]
        let count: Int

        init(_ names: [String]) {
            count = names.count
            index = Dictionary(
                names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The value in a column, as the type that the place wants.
    /// - Throws: ``StoreError/statement(_:)`` when there is no such column or it holds another kind.
    @inlinable
    public subscript<Value: SQLReadable>(_ column: String) -> Value {
        get throws(StoreError) {
            let value = try value(in: column)
            do {
                return try Value(sqlValue: value)
            } catch {
                throw mismatch(error, in: column)
            }
        }
    }

    @usableFromInline
    func value(in column: String) throws(StoreError) -> SQLValue {
        guard let place = columns.index[column], values.indices.contains(place) else {
            throw StoreError.statement("no column \(column)")
        }
        return values[place]
    }

    @usableFromInline
    func mismatch(_ error: SQLValueMismatch, in column: String) -> StoreError {
        .statement("\(column): \(error)")
    }
}
