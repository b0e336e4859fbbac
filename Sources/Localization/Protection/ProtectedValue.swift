/// What stands in a slot.
public struct ProtectedValue: Sendable, Hashable, Codable, CustomStringConvertible {
    /// What it means, so that it can be written as another language writes it.
    public enum Meaning: Sendable, Hashable, Codable {
        /// Shown as it stands.
        case text
        /// A name that the text bends or spells in its own way, and how the roster has it.
        case name(listed: String)
        /// A day, and which of its fields are written.
        case date(CalendarDay, hasYear: Bool, hasWeekday: Bool)
        /// A time of day; without minutes when none are written (`3 pm`).
        case time(hour: Int, minute: Int, hasMinutes: Bool)
        /// What a clock shows, when nobody said in which half of the day: `3:30`.
        case clock(hour: Int, minute: Int)
        /// A number in ASCII digits, with a full stop before its decimals.
        case number(String)
        /// A number that counts in order: `3rd`.
        case ordinal(Int)
        /// An amount of money, and its currency by ISO 4217.
        case money(String, currency: String)
    }

    /// As it is written, letter for letter.
    public let original: String
    /// What it means.
    public let meaning: Meaning
    /// The one person whose name it is; nil when it may be several people's, or is no name.
    public let person: String?

    /// Describes a value.
    public init(_ original: String, _ meaning: Meaning = .text, person: String? = nil) {
        self.original = original
        self.meaning = meaning
        self.person = person
    }

    /// Redacted.
    public var description: String { "ProtectedValue(•••)" }
}
