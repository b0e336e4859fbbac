/// The words that must differ between the two databases, each with its reason.
public enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgres

    /// Lets several workers claim different rows at once. SQLite has one writer at a time and
    /// needs no such words.
    public var skipLocked: SQL {
        self == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
    }

    /// Holds a row that is read to be changed. SQLite's one writer needs no such words.
    public var lock: SQL {
        self == .postgres ? "FOR UPDATE" : ""
    }
}
