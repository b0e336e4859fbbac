import Store

/// How soon a message leaves where many wait: a lower one first.
public enum Priority: Int, Sendable, Hashable, CaseIterable, Codable, Comparable,
    SQLBindable, SQLReadable
{
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
