/// The id of one kind of thing. Each kind has a type of its own, so that a family's id can't be
/// passed where a notice's is meant.
public protocol EntityID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible,
    SQLBindable, SQLReadable
{
    /// Time-ordered base32 text, made by ``ClockAndChance/newID(_:)``.
    var text: String { get }
    /// Takes an id as it was stored or typed.
    init(text: String)
}

extension EntityID {
    /// Stored as text.
    public var sqlValue: SQLValue { .text(text) }

    /// Reads an id back from a column.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        self.init(text: try String(sqlValue: sqlValue))
    }

    /// The id itself: ids are no personal data and may stand in a log.
    public var description: String { text }

    /// Older ids sort first.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// Ids are plain text in JSON.
    public init(from decoder: any Decoder) throws {
        self.init(text: try decoder.singleValueContainer().decode(String.self))
    }

    /// Ids are plain text in JSON.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
