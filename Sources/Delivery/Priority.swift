import Store

/// How soon a message leaves where many wait: a lower one first.
public enum Priority: Int, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// A closure or a danger: before everything, at any hour.
    case urgent = 0
    /// What concerns one family.
    case direct = 1
    /// News to many.
    case bulk = 2

    /// Urgent sorts first.
    public static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Priority: SQLBindable, SQLReadable {
    /// Stored as `BIGINT`.
    public var sqlValue: SQLValue { rawValue.sqlValue }
    /// Reads a `BIGINT`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        guard let value = Self(rawValue: try Int(sqlValue: sqlValue)) else {
            throw SQLValueMismatch("a priority")
        }
        self = value
    }
}
