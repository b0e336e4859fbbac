import Foundation
import Store

/// When somebody at the school is at work: hours by day of the week, and the days on which nobody
/// comes. Read by the clock on the school's wall, so that the days on which clocks change are right.
public struct StaffHours: Sendable, Hashable {
    private enum Day: String, Sendable, CaseIterable {
        case mon, tue, wed, thu, fri, sat, sun
    }

    /// Minutes of the day by day of the week.
    private var hours: [Day: Range<Int>] = [:]
    private var holidays: Set<String> = []

    /// What is wrong with hours or holidays, and how to write them.
    public struct Problem: Error, Sendable, CustomStringConvertible {
        /// A sentence, and what to do.
        public let description: String
    }

    /// Reads hours and holidays.
    ///
    /// `hours`: Each as `mon-fri 07:30-16:00`; a later one replaces an earlier one for its days.
    /// `holidays`: Each as `2026-11-26`, or `2026-12-21/2027-01-01` with both ends.
    /// - Throws: ``Problem`` for one that can't be read, and for hours that name no day.
    public init(_ hours: [String], holidays: [String] = []) throws(Problem) {
        for text in hours {
            guard let (days, minutes) = Self.hours(text) else {
                throw Problem(
                    description:
                        "\"\(text)\" is no hours of a week. Write them as mon-fri 07:30-16:00.")
            }
            for day in days { self.hours[day] = minutes }
        }
        guard !self.hours.isEmpty else {
            throw Problem(description: "No day has hours. Write them as mon-fri 07:30-16:00.")
        }
        for text in holidays {
            guard let days = Self.days(text) else {
                throw Problem(
                    description: "\"\(text)\" is no day. Write 2026-11-26, or "
                        + "2026-12-21/2027-01-01 for the first and last of several.")
            }
            self.holidays.formUnion(days)
        }
    }

    /// Whether somebody is at work.
    ///
    /// `zone`: The school's, an IANA name.
    public func isStaffed(at moment: Instant, in zone: String) -> Bool {
        let (day, minute) = Self.local(moment, zone)
        return minutes(on: day)?.contains(minute) ?? false
    }

    /// The day on which somebody is at work next, `2026-12-07`: this one before it has begun; nil
    /// where none of the next 400 days is one.
    public func nextDay(after moment: Instant, in zone: String) -> String? {
        let (today, minute) = Self.local(moment, zone)
        if let minutes = minutes(on: today), minute < minutes.lowerBound { return today }
        var day = today
        for _ in 0..<400 {
            guard let next = Self.day(after: day) else { return nil }
            day = next
            if minutes(on: day) != nil { return day }
        }
        return nil
    }

    private func minutes(on day: String) -> Range<Int>? {
        guard !holidays.contains(day), let weekday = Self.weekday(of: day) else { return nil }
        return hours[weekday]
    }
}

// How it is written, and the calendar.
extension StaffHours {
    private static func hours(_ text: String) -> (days: [Day], minutes: Range<Int>)? {
        let parts = text.lowercased().split(separator: " ")
        guard parts.count == 2 else { return nil }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map {
            Day(rawValue: String($0.prefix(3)))
        }
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard (1...2).contains(ends.count), let first = ends.first ?? nil,
            let last = ends.last ?? nil, times.count == 2, let opens = times[0],
            let closes = times[1], opens < closes,
            let from = Day.allCases.firstIndex(of: first),
            let to = Day.allCases.firstIndex(of: last), from <= to
        else { return nil }
        return (Array(Day.allCases[from...to]), opens..<closes)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0...59).contains(minute), hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func days(_ text: String) -> [String]? {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(ends.count), let first = ends.first, let last = ends.last,
            ends.allSatisfy({ date($0) != nil }), first <= last
        else { return nil }
        var days = [first]
        while let day = days.last, day < last, days.count < 400 {
            guard let next = Self.day(after: day) else { return nil }
            days.append(next)
        }
        return days.last == last ? days : nil
    }

    /// The day and the minute that the wall shows.
    private static func local(_ moment: Instant, _ zone: String) -> (day: String, minute: Int) {
        let parts = wall.in(zone).dateComponents(
            [.year, .month, .day, .hour, .minute],
            from: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
        return (iso(parts), (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    private static var wall: Calendar { Calendar(identifier: .gregorian) }

    private static func date(_ day: String) -> Date? {
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]),
            let month = Int(parts[1]), let number = Int(parts[2])
        else { return nil }
        let components = DateComponents(year: year, month: month, day: number)
        let calendar = wall.in("GMT")
        guard let date = calendar.date(from: components),
            calendar.dateComponents([.year, .month, .day], from: date) == components
        else { return nil }
        return date
    }

    private static func day(after day: String) -> String? {
        let calendar = wall.in("GMT")
        return date(day).flatMap { calendar.date(byAdding: .day, value: 1, to: $0) }.map {
            iso(calendar.dateComponents([.year, .month, .day], from: $0))
        }
    }

    private static func weekday(of day: String) -> Day? {
        // Sunday is 1.
        date(day).map { wall.in("GMT").component(.weekday, from: $0) }
            .map { Day.allCases[($0 + 5) % 7] }
    }

    private static func iso(_ parts: DateComponents) -> String {
        let padded = { (number: Int?, width: Int) in
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }
}

extension Calendar {
    /// The same in a time zone; UTC where it is unknown.
    fileprivate func `in`(_ zone: String) -> Calendar {
        var calendar = self
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        return calendar
    }
}
