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
    public subscript<Value: SQLReadable>(_ column: String) -> Value {
        get throws(StoreError) {
            guard let place = columns.index[column], values.indices.contains(place) else {
                throw StoreError.statement("no column \(column)")
            }
            do {
                return try Value(sqlValue: values[place])
            } catch {
                throw StoreError.statement("\(column): \(error)")
            }
        }
    }
}
