/// The Date field, always in UTC. Source: RFC 5322 §3.3.
enum ComposeDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// 1970-01-01 to 9999-12-31, in milliseconds.
    private static let range: Range<Int64> = 0..<253_402_300_800_000

    /// Writes a time given in milliseconds since 1970 UTC.
    static func text(_ milliseconds: Int64) throws(ComposeError) -> String {
        guard range.contains(milliseconds) else {
            throw ComposeError("Date", "is not between the years 1970 and 9999.")
        }
        let seconds = Int(milliseconds / 1000)
        let day = seconds / 86_400
        let (year, month, date) = civil(day)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(days[day % 7]), \(date) \(months[month - 1]) \(year) \(time) +0000"
    }

    /// The Gregorian date of a day since 1970-01-01, counted in years that begin in March, so that
    /// the leap day comes last.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}
