import Store

extension Desk {
    /// Reads what may be long a page at a time, so that any length needs the same memory.
    ///
    /// `key`: Where the next page goes on. `read`: A page after a key; nil for the first.
    func pages<Value: Sendable, Key: Sendable>(
        _ page: Int, _ take: ([Value]) throws -> Void, last key: KeyPath<Value, Key>,
        _ read: @escaping @Sendable (Key?, borrowing Transaction) throws -> [Value]
    ) async throws {
        var last: Key?
        while true {
            let found = try await database.read { [last] t in try read(last, t) }
            if !found.isEmpty { try take(found) }
            guard found.count == page else { return }
            last = found.last?[keyPath: key]
        }
    }
}
