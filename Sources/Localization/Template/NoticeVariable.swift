import MessageFormat

/// What kind of value a variable of a notice holds.
public enum VariableType: String, Sendable, Hashable, CaseIterable {
    /// A person's or a school's name: inserted as it stands.
    case name
    /// A place, a telephone number: inserted as it stands.
    case text
    /// Words that a person wrote, in English and perhaps in other languages.
    case words
    /// One of a few values that messages select by and never show.
    case choice
    /// Yes or no: messages select by it and never show it.
    case flag
    /// How many, a whole number of 0 or more.
    case count
    /// A point in time, shown in the school's time zone.
    case instant
    /// A day without a time.
    case date
    /// A web address.
    case link

    /// The message functions that suit it; `nil` stands for none at all.
    var functions: [String?] {
        switch self {
        case .name, .text, .words, .link: [nil, "string"]
        case .choice, .flag: ["string"]
        case .count: ["integer", "number"]
        case .instant: ["date", "time", "datetime"]
        case .date: ["date"]
        }
    }

    /// How to write it, for the person whose message got it wrong.
    var remedy: String {
        switch self {
        case .name, .text, .words, .link: "write it plainly, as in {$name}"
        case .choice, .flag: "select by it, with .input {$name :string} and .match $name"
        case .count: "write it with :integer, as in {$name :integer}"
        case .instant: "write it with :date, :time or :datetime"
        case .date: "write it with :date"
        }
    }
}

/// One variable of a notice.
public struct NoticeVariable: Sendable, Hashable {
    /// Its name, without `$`.
    public let name: String
    /// What it holds.
    public let type: VariableType
    /// Whether a notice may go out without it.
    public let isOptional: Bool
    /// A value for previews and tests.
    public let example: NoticeValue
    /// One line for the person who fills it in.
    public let about: String
    /// The values of a `choice`; `yes` and `no` for a `flag`; else empty.
    public let choices: [String]

    /// Whether a value fits the type.
    func accepts(_ value: NoticeValue) -> Bool {
        switch (type, value) {
        case (.words, .words(let words)): !words.english.isEmpty
        case (.name, .value(.string(let text))), (.text, .value(.string(let text))),
            (.link, .value(.string(let text))):
            !text.isEmpty
        case (.choice, .value(.string(let text))), (.flag, .value(.string(let text))):
            choices.contains(text)
        case (.count, .value(.integer(let count))): count >= 0
        case (.instant, .value(.instant)), (.date, .value(.date)): true
        default: false
        }
    }
}
