/// A value that is passed in for a variable.
public enum MessageValue: Sendable, Hashable {
    /// Text, shown as it is.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// An exact number in ASCII digits, such as `1234.50`; a sign and an exponent are allowed.
    case decimal(String)
    /// A binary number; it counts as the shortest decimal that stands for it.
    case number(Double)
    /// A moment, in milliseconds since 1970 UTC; shown in the time zone of the context.
    case instant(milliseconds: Int64)
    /// A date or date and time of the wall calendar in ISO 8601, such as `2026-12-03` or
    /// `2026-12-03T18:30`; shown as it stands, in no time zone.
    case date(String)
}

extension MessageValue: CustomStringConvertible, CustomDebugStringConvertible {
    /// Only the kind of value: what is passed in are names and dates of families.
    public var description: String {
        switch self {
        case .string: "text •••"
        case .integer, .decimal, .number: "number •••"
        case .instant, .date: "date •••"
        }
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
