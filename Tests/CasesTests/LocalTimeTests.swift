import Foundation
import Store
import Testing

@testable import Cases

@Test(arguments: [
    ("2026-12-03 17:30", "America/Chicago", "2026-12-03T17:30", "2026-12-03T23:30:00Z"),
    ("2026-12-03T17:30", "America/Chicago", "2026-12-03T17:30", "2026-12-03T23:30:00Z"),
    ("2026-7-3 9:05", "America/Chicago", "2026-07-03T09:05", "2026-07-03T14:05:00Z"),
    ("2028-02-29 00:00", "UTC", "2028-02-29T00:00", "2028-02-29T00:00:00Z"),
    ("2026-12-03 17:30", "Asia/Kathmandu", "2026-12-03T17:30", "2026-12-03T11:45:00Z"),
    // Twice on that day: the first of the two is meant.
    ("2026-11-01 01:30", "America/Chicago", "2026-11-01T01:30", "2026-11-01T06:30:00Z"),
])
func `a local time is kept as it was said, with the moment that it names`(
    _ row: (given: String, zone: String, text: String, instant: String)
) throws {
    let time = try LocalTime(row.given, zone: row.zone)
    #expect(time.text == row.text)
    #expect(time.instant.iso8601 == row.instant)
}

@Test(arguments: [
    // The hour that summer time leaves out.
    ("2026-03-08 02:30", "America/Chicago"), ("2026-03-29 02:00", "Europe/Berlin"),
    // Days and hours that no calendar has.
    ("2026-02-29 10:00", "UTC"), ("2026-13-01 10:00", "UTC"), ("2026-04-31 10:00", "UTC"),
    ("2026-12-03 24:00", "UTC"), ("2026-12-03 17:60", "UTC"), ("2026-00-03 17:30", "UTC"),
])
func `a time that does not exist there is refused`(_ row: (given: String, zone: String)) {
    #expect(throws: LocalTime.Problem.self) { _ = try LocalTime(row.given, zone: row.zone) }
}

@Test(arguments: [
    "", "tomorrow", "2026-12-03", "17:30", "2026-12-03 5pm", "2026-12-03 17:30:00",
    "03.12.2026 17:30", "12/03/2026 17:30", "٢٠٢٦-١٢-٠٣ ١٧:٣٠", "2026-12-03 17:30Z",
    "99999999999999999999-12-03 17:30", "300000000-01-01 10:00", "26-12-03 17:30",
    "17:30 2026-12-03", "2026-12-0317:30",
])
func `what is no date and time is refused with the way to write it`(_ given: String) {
    #expect {
        _ = try LocalTime(given, zone: "America/Chicago")
    } throws: { error in
        "\(error)".contains("2026-12-03 17:30")
    }
}

@Test func `a zone that nobody knows is named`() {
    #expect {
        _ = try LocalTime("2026-12-03 17:30", zone: "Mars/Olympus")
    } throws: { error in
        "\(error)".contains("Mars/Olympus")
    }
}
