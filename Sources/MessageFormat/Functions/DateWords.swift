/// Names and patterns for dates in a language that ICU lacks or gets wrong.
///
/// They replace ICU's in `:date` and `:datetime`, and in `:time` where a pattern is given.
/// Patterns have the letters of UTS #35: `EEEE EEE MMMM MMM MM M dd d y yyyy yy HH H hh h mm m ss
/// s a`, and `'quoted text'`; other letters must be quoted.
public struct DateWords: Sendable, Hashable {
    /// Twelve names, January first; as they stand in a date.
    public var months: [String]
    /// Twelve short names, or none.
    public var shortMonths: [String]
    /// Seven names, Monday first, or none.
    public var weekdays: [String]
    /// Seven short names, or none.
    public var shortWeekdays: [String]
    /// What stands for AM and PM.
    public var dayPeriods: [String]
    /// Date patterns by fields and length as in `:date`: `year-month-day-weekday long`, or
    /// `month-day` for every length.
    public var patterns: [String: String]
    /// Time patterns by precision: `hour`, `minute`, `second`.
    public var timePatterns: [String: String]
    /// Date and time together: a text with `{date}` and `{time}`.
    public var joiner: String

    /// Creates an overlay; without patterns a date is written as in `EEEE d MMMM y`.
    public init(
        months: [String], shortMonths: [String] = [], weekdays: [String],
        shortWeekdays: [String] = [], dayPeriods: [String] = ["AM", "PM"],
        patterns: [String: String] = [:], timePatterns: [String: String] = [:],
        joiner: String = "{date} {time}"
    ) {
        self.months = months
        self.shortMonths = shortMonths
        self.weekdays = weekdays
        self.shortWeekdays = shortWeekdays
        self.dayPeriods = dayPeriods
        self.patterns = patterns
        self.timePatterns = timePatterns
        self.joiner = joiner
    }

    /// What is wrong with the overlay, a sentence each; empty when all is well.
    public var problems: [String] {
        var problems: [String] = []
        func check(_ names: [String], _ what: String, _ count: Int, isNeeded: Bool = false) {
            if names.count != count && (isNeeded || !names.isEmpty) {
                problems.append("There are \(names.count) \(what); write \(count).")
            }
            if names.contains(where: \.isEmpty) {
                problems.append("One of the \(what) is empty; write its name.")
            }
        }
        check(months, "months", 12, isNeeded: true)
        check(shortMonths, "short months", 12)
        check(weekdays, "weekdays", 7)
        check(shortWeekdays, "short weekdays", 7)
        check(dayPeriods, "day periods", 2, isNeeded: true)
        for (key, pattern) in patterns.sorted(by: { $0.key < $1.key }) {
            if !Self.patternKeys.contains(key) {
                problems.append(
                    "\"\(key)\" names no date pattern; write one such as \"year-month-day long\".")
            }
            problems += DatePattern(pattern).problems(in: key, self)
        }
        for (key, pattern) in timePatterns.sorted(by: { $0.key < $1.key }) {
            if DateTimeOptions.Precision(rawValue: key) == nil {
                problems.append("\"\(key)\" names no time pattern; write hour, minute or second.")
            }
            problems += DatePattern(pattern).problems(in: key, self)
        }
        if !joiner.contains("{date}") || !joiner.contains("{time}") {
            problems.append("The joiner needs both {date} and {time}.")
        }
        return problems
    }

    private static let patternKeys: Set<String> = Set(
        DateTimeOptions.Fields.allCases.flatMap { fields in
            [fields.rawValue]
                + DateTimeOptions.Length.allCases.map { "\(fields.rawValue) \($0.rawValue)" }
        })

    /// The pattern for some fields; `nil` where the words for it are lacking.
    func pattern(_ fields: DateTimeOptions.Fields, _ length: DateTimeOptions.Length) -> DatePattern?
    {
        let given = patterns["\(fields.rawValue) \(length.rawValue)"] ?? patterns[fields.rawValue]
        if let given { return DatePattern(given) }
        // Digits alone need no words of ours: ICU or ISO has the order.
        if length == .short && fields.hasMonth { return nil }
        let isLong = length == .long
        var parts: [String] = []
        if fields.hasWeekday { parts.append(isLong || shortWeekdays.isEmpty ? "EEEE" : "EEE") }
        if fields.hasDay { parts.append("d") }
        if fields.hasMonth { parts.append(isLong || shortMonths.isEmpty ? "MMMM" : "MMM") }
        if fields.hasYear { parts.append("y") }
        return DatePattern(parts.joined(separator: " "))
    }
}
