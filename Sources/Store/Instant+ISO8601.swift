extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds only when there are any: `2026-11-25T15:06:04Z`.
    public var iso8601: String {
        let second = milliseconds.floored(by: 1_000)
        let day = second.quotient.floored(by: 86_400)
        let date = CivilDate(daysSince1970: day.quotient)
        let time = day.remainder
        let clock = [time / 3_600, time / 60 % 60, time % 60].map { pad($0, 2) }
        let fraction = second.remainder == 0 ? "" : "." + pad(second.remainder, 3)
        return "\(date)T\(clock.joined(separator: ":"))\(fraction)Z"
    }

    /// The RFC 3339 form.
    public var description: String { iso8601 }
}

/// A day of the proleptic Gregorian calendar; prints as `2026-11-25`.
public struct CivilDate: Sendable, Hashable, CustomStringConvertible {
    /// The year, 1 to 12 for the month and 1 to 31 for the day.
    public let year: Int64, month: Int64, day: Int64

    /// The day that lies so many days after 1970-01-01.
    ///
    /// Source: H. Hinnant's days-to-civil arithmetic on 400-year eras (146,097 days each).
    public init(daysSince1970 days: Int64) {
        let (era, dayOfEra) = (days + 719_468).floored(by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// ISO 8601, as tables store a local date.
    public var description: String { "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))" }
}

extension Int64 {
    /// Quotient and remainder with the remainder never negative.
    fileprivate func floored(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
