import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// When somebody is at work.
struct StaffHoursTests {
    private static func moment(_ text: String, _ zone: String) throws -> Instant {
        try LocalTime(text, zone: zone).instant
    }

    @Test(arguments: [
        ("2026-12-03 07:29", false), ("2026-12-03 07:30", true), ("2026-12-03 15:59", true),
        ("2026-12-03 16:00", false), ("2026-12-04 13:59", true), ("2026-12-04 14:00", false),
        ("2026-12-05 10:00", false), ("2026-11-26 10:00", false), ("2026-12-28 10:00", false),
    ])
    func `hours and holidays are told by the wall`(_ at: String, _ isStaffed: Bool) throws {
        let hours = try StaffHours(
            ["Mon-Fri 07:30-16:00", "fri 07:30-14:00"],
            holidays: ["2026-11-26", "2026-12-21/2027-01-01"])
        for zone in ["America/Chicago", "Asia/Kathmandu"] {
            #expect(
                hours.isStaffed(at: try Self.moment(at, zone), in: zone) == isStaffed, "\(zone)")
        }
    }

    @Test(arguments: [
        ("2026-12-03 05:00", "2026-12-03"), ("2026-12-03 18:00", "2026-12-04"),
        ("2026-12-04 15:00", "2026-12-07"), ("2026-12-18 20:00", "2027-01-04"),
    ])
    func `the next day of work skips weekends and holidays`(_ at: String, _ day: String) throws {
        let hours = try StaffHours(
            ["mon-fri 07:30-14:30"], holidays: ["2026-12-21/2027-01-01"])
        let zone = "America/Chicago"
        #expect(hours.nextDay(after: try Self.moment(at, zone), in: zone) == day)
    }

    @Test func `the nights on which clocks change move nothing`() throws {
        let hours = try StaffHours(["sun 08:00-09:00"])
        let zone = "America/Chicago"
        for day in ["2026-03-08", "2026-11-01"] {
            for (time, isStaffed) in [("07:59", false), ("08:00", true), ("08:59", true)] {
                let at = try Self.moment("\(day) \(time)", zone)
                #expect(hours.isStaffed(at: at, in: zone) == isStaffed, "\(day) \(time)")
            }
        }
        #expect(
            hours.nextDay(after: try Self.moment("2026-03-08 00:30", zone), in: zone)
                == "2026-03-08")
    }

    @Test(
        arguments: [
            [], ["always"], ["mon 16:00-07:00"], ["fri-mon 08:00-12:00"], ["mon 8:00-12:00"],
            ["mon 08:00"], ["xyz 08:00-12:00"], ["mon-tue-wed 08:00-12:00"], ["mon 08:00-25:00"],
        ] as [[String]])
    func `hours that can't be read are refused`(_ text: [String]) {
        #expect(throws: StaffHours.Problem.self) { try StaffHours(text) }
    }

    @Test(arguments: ["2026-02-29", "26-12-01", "2026-12-02/2026-12-01", "tomorrow", "2026-13-01"])
    func `days that do not exist are refused`(_ day: String) {
        #expect(throws: StaffHours.Problem.self) {
            try StaffHours(["mon 08:00-12:00"], holidays: [day])
        }
    }

    @Test func `holidays without end have no next day`() throws {
        let hours = try StaffHours(
            ["mon 08:00-12:00"], holidays: ["2026-01-01/2027-01-31", "2027-02-01/2027-03-01"])
        let at = try Self.moment("2026-01-01 10:00", "UTC")
        #expect(hours.nextDay(after: at, in: "UTC") == nil)
    }
}

/// Who hears that nobody is at work.
struct OutsideHoursTests {
    /// A desk that is closed: it is Monday, 9 o'clock in Chicago, and the school works on Tuesdays.
    private static func office(_ engine: Engine) async throws -> DeskFixture {
        let hours = try StaffHours(["tue 08:00-16:00"])
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2, staffHours: hours)
        try await fixture.givePhones()
        return fixture
    }

    @Test(arguments: Engine.reachable)
    func `a parent who writes hears it once a day, in their language, with the day`(
        _ engine: Engine
    ) async throws {
        let fixture = try await Self.office(engine)
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        for words in ["Su'aal ayaan qabaa.", "Ma joogtaa?"] {
            try await fixture.receiveText(words, from: Phone.asha)
        }
        let told = try await fixture.automatic("outside-hours")
        #expect(told.map(\.address) == [Phone.asha])
        #expect(told.map(\.language) == ["so"])
        let words = try await fixture.text(of: told[0])
        #expect(words.contains("911") && words.contains("24"))
        #expect(try await fixture.automatic("reply-received").isEmpty)
        fixture.clock.advance(.seconds(6 * 86_400 + 3_600))
        try await fixture.receiveText("Wali ma joogtid?", from: Phone.asha)
        #expect(try await fixture.automatic("outside-hours").count == 2)
        // On Tuesday somebody is there, and the usual word goes out.
        fixture.clock.advance(.seconds(2 * 86_400))
        try await fixture.receiveText("Mahadsanid, waan fahmay.", from: Phone.asha)
        #expect(try await fixture.automatic("outside-hours").count == 2)
        #expect(try await fixture.automatic("reply-received").count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `answers, reactions and words to be obeyed need nobody`(_ engine: Engine) async throws {
        let fixture = try await Self.office(engine)
        let (_, message) = try await fixture.inviteByText(try await fixture.refer())
        let sent = try await fixture.text(of: message)
        for words in ["1", "Liked “\(sent)”", "HELP", "STOP", "What now?"] {
            try await fixture.receiveText(words, from: Phone.asha)
        }
        #expect(try await fixture.automatic("outside-hours").isEmpty)
        #expect(try await fixture.automatic("reply-received").count == 1, "to the answer")
    }

    @Test(arguments: Engine.reachable)
    func `by mail likewise, and never to a machine`(_ engine: Engine) async throws {
        let fixture = try await Self.office(engine)
        let (_, message) = try await fixture.invite(try await fixture.refer())
        var absent = try await fixture.answer("Waan maqanahay", to: message)
        absent.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
        try await fixture.receive(absent)
        #expect(try await fixture.automatic("outside-hours").isEmpty)
        try await fixture.receive(try await fixture.answer("Su'aal ayaan qabaa.", to: message))
        let told = try await fixture.automatic("outside-hours")
        #expect(told.map(\.address) == ["asha@example.org"])
    }
}

extension DeskFixture {
    /// The automatic answers of one notice, oldest first.
    func automatic(_ notice: String) async throws -> [OutboundMessage] {
        try await database.read { t in
            try t.rows(
                """
                SELECT messages.id FROM messages JOIN sends ON sends.id = messages.send_id
                WHERE sends.notice = \(notice) ORDER BY messages.created_at, messages.id
                """
            ).compactMap { row in try Outbox().message(row["id"], t) }
        }
    }
}
