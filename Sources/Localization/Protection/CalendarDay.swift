/// A day of the Gregorian calendar, without time and zone.
public struct CalendarDay: Sendable, Hashable, Comparable, Codable {
    /// 1583 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// Makes a day; nil when the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1583...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(of: month, year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-26`.
    public init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, text.utf8.count == 10,
            let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// ISO 8601: `2026-11-26`.
    public var text: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

    /// From 0 for Monday. Source: Zeller's congruence.
    var weekday: Int {
        let (m, y) = month < 3 ? (month + 12, year - 1) : (month, year)
        return (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 5) % 7
    }

    /// Earlier days come first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The next such day of the year, this one included; the 29 February waits for a leap year.
    func next(month: Int, day: Int) -> CalendarDay? {
        for year in self.year...min(self.year + 8, 9999) {
            if let next = CalendarDay(year: year, month: month, day: day), next >= self {
                return next
            }
        }
        return nil
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func length(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
