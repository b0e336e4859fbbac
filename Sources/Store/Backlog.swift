/// How much waits, and since when.
public struct Backlog: Sendable, Hashable {
    /// How many.
    public let count: Int
    /// Since when the oldest of them waits; nil when there is none.
    public let since: Instant?

    /// Takes figures.
    public init(count: Int = 0, since: Instant? = nil) {
        self.count = count
        self.since = since
    }
}

extension Transaction {
    /// Counts by a statement that gives the columns `n` and `since`.
    package func backlog(_ statement: SQL) throws(StoreError) -> Backlog {
        guard let row = try row(statement) else { return Backlog() }
        return Backlog(count: try row["n"], since: try row["since"])
    }
}
