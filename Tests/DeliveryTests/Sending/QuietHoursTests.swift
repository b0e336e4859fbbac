import Foundation
import Store
import Testing

@testable import Delivery

/// A zone with days on which its clocks change, or a zone of half hours without such days.
struct ZoneDay: Sendable, CustomTestStringConvertible {
    let zone: String
    /// The day before, in UTC.
    let day: String
    var testDescription: String { "\(zone) \(day)" }

    static let all = [
        ("America/Chicago", "2026-03-07"), ("America/Chicago", "2026-10-31"),
        ("Europe/Berlin", "2026-03-28"), ("Europe/Berlin", "2026-10-24"),
        ("Australia/Sydney", "2026-10-03"), ("Australia/Sydney", "2026-04-04"),
        ("Australia/Lord_Howe", "2026-10-03"), ("Australia/Lord_Howe", "2026-04-04"),
        // These leave out or repeat the hour of midnight.
        ("America/Santiago", "2026-09-05"), ("America/Santiago", "2026-04-04"),
        ("America/Havana", "2026-03-07"), ("America/Havana", "2026-10-31"),
        ("Africa/Cairo", "2026-04-23"), ("Africa/Cairo", "2026-10-29"),
        ("Asia/Beirut", "2026-03-28"), ("America/St_Johns", "2026-03-07"),
        ("Asia/Kolkata", "2026-03-07"), ("Asia/Kathmandu", "2026-10-31"),
        // Left out a whole day.
        ("Pacific/Apia", "2011-12-29"),
    ].map { ZoneDay(zone: $0, day: $1) }

    /// A calendar with the zone, for what the tests compare with.
    func calendar() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        return calendar
    }
}

/// A moment as ISO 8601 writes it in UTC, without seconds: `2026-03-08T13:00`.
func moment(_ text: String) throws -> Instant {
    let date = try Date("\(text):00Z", strategy: .iso8601)
    return Instant(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
}

@Suite struct QuietHoursTests {
    @Test(arguments: ZoneDay.all)
    func `the next moment is the first minute at which the clock on the wall is within hours`(
        _ row: ZoneDay
    ) throws {
        let calendar = try row.calendar()
        let start = try moment("\(row.day)T00:00")
        let minutes = (0..<6 * 1_440).map { minute -> Int in
            let date = Date(
                timeIntervalSince1970: Double(start.milliseconds / 1_000) + Double(minute) * 60)
            let parts = calendar.dateComponents([.hour, .minute], from: date)
            return (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        }
        for text in ["08:00-21:00", "02:15-21:00", "00:00-00:45", "00:30-24:00", "01:30-01:45"] {
            let hours = try #require(QuietHours(text))
            for minute in stride(from: 0, to: 3 * 1_440, by: 13) {
                let now = start + .seconds(minute * 60)
                let expected = try #require(
                    minutes[minute...].firstIndex { (hours.opens..<hours.closes).contains($0) })
                let next = hours.next(from: now, in: calendar.timeZone)
                #expect(next == start + .seconds(expected * 60), "\(text) from \(now)")
                #expect(hours.next(from: next, in: calendar.timeZone) == next)
            }
        }
    }

    @Test(arguments: [
        // A night in which an hour is left out, and one in which it comes twice.
        ("America/Chicago", "08:00-21:00", "2026-03-08T05:00", "2026-03-08T13:00"),
        ("America/Chicago", "08:00-21:00", "2026-11-01T05:00", "2026-11-01T14:00"),
        // 02:30 does not come on that day: it opens when the gap ends, at 03:00.
        ("America/Chicago", "02:30-21:00", "2026-03-08T07:59", "2026-03-08T08:00"),
        // 01:30 comes twice: closed at 01:50, it opens once more.
        ("America/Chicago", "01:30-01:45", "2026-11-01T06:50", "2026-11-01T07:30"),
        ("Australia/Sydney", "08:00-21:00", "2026-10-03T12:00", "2026-10-03T21:00"),
        ("Australia/Sydney", "08:00-21:00", "2026-04-04T12:00", "2026-04-04T22:00"),
        ("Asia/Kolkata", "08:00-21:00", "2026-11-23T20:00", "2026-11-24T02:30"),
        ("UTC", "08:00-21:00", "2026-11-23T21:00", "2026-11-24T08:00"),
        ("UTC", "00:00-24:00", "2026-11-23T23:59", "2026-11-23T23:59"),
    ])
    func `hours open where the wall says so`(
        _ zone: String, _ hours: String, _ now: String, _ expected: String
    ) throws {
        let next = try #require(QuietHours(hours)).next(
            from: moment(now), in: #require(TimeZone(identifier: zone)))
        #expect(next == (try moment(expected)))
    }

    @Test func `a moment between two seconds waits for a whole one, and none waits within hours`()
        throws
    {
        let (hours, zone) = (QuietHours(), TimeZone.gmt)
        let last = try moment("2026-11-23T21:00") - .milliseconds(1)
        #expect(hours.next(from: last, in: zone) == last)
        let morning = try moment("2026-11-24T08:00")
        #expect(hours.next(from: last + .milliseconds(2), in: zone) == morning)
        #expect(hours.next(from: morning - .milliseconds(1), in: zone) == morning)
        // Before 1970 as well.
        let old = Instant(milliseconds: -1)
        #expect(hours.next(from: old, in: zone) == Instant(milliseconds: 8 * 3_600_000))
    }

    @Test(arguments: [
        "", "08:00", "8:00-21:00", "08:00-21:00-22:00", "08:00-08:00", "21:00-08:00", "08:00-24:01",
        "08:60-21:00", "25:00-26:00", "08:00–21:00", " 08:00-21:00", "08:00-21:00 ", "+8:00-21:00",
        "08:+1-21:00", "08:00--21:00", "-08:00-21:00", "08::00-21:00", "08:00:-21:00",
        "٠٨:٠٠-٢١:٠٠",
        "08.00-21.00", "0800-2100", "always",
    ])
    func `anything but two times of one day is refused`(_ text: String) {
        #expect(QuietHours(text) == nil)
    }

    @Test func `a day may end at 24 o'clock`() throws {
        let hours = try #require(QuietHours("06:30-24:00"))
        #expect((hours.opens, hours.closes) == (390, 1_440))
    }
}

@Suite struct FamilyCeilingTests {
    @Test(arguments: ZoneDay.all)
    func `a day begins and ends where the date on the wall changes`(_ row: ZoneDay) throws {
        let calendar = try row.calendar()
        func date(_ moment: Instant) -> DateComponents {
            calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
        }
        let (ceiling, start) = (FamilyCeiling(perDay: 1), try moment("\(row.day)T00:00"))
        for minute in stride(from: 0, to: 3 * 1_440, by: 29) {
            let now = start + .seconds(minute * 60)
            let began = ceiling.dayBegan(before: now, in: calendar.timeZone)
            let next = ceiling.nextDay(after: now, in: calendar.timeZone)
            #expect(began <= now && now < next, "\(now)")
            #expect(date(began) == date(now), "\(now)")
            #expect(date(began - .milliseconds(1)) != date(now), "\(now)")
            #expect(date(next) != date(now), "\(now)")
            #expect(date(next - .milliseconds(1)) == date(now), "\(now)")
        }
    }
}
