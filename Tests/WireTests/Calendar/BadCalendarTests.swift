import Engines
import Foundation
import Testing
import Wire

/// Answers that no calendar program should send, and some do.
@Suite struct BadCalendarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        enum Expected: Hashable, Sendable {
            /// `partstat attendee`.
            case reads(String)
            case fails(CalendarError.Reason)
        }

        let name: String
        let text: String
        let expected: Expected
        var testDescription: String { name }

        init(_ name: String, _ text: String, reads answer: String) {
            (self.name, self.text, expected) = (name, text, .reads(answer))
        }

        init(_ name: String, _ text: String, fails reason: CalendarError.Reason) {
            (self.name, self.text, expected) = (name, text, .fails(reason))
        }
    }

    private static let ana = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@home.example"
    private static let beto = "ATTENDEE;PARTSTAT=DECLINED:mailto:beto@home.example"

    /// A REPLY with these lines in its event.
    private static func reply(
        _ lines: String..., method: String = "METHOD:REPLY", component: String = "VEVENT"
    ) -> String {
        let all =
            ["BEGIN:VCALENDAR", "VERSION:2.0", method, "BEGIN:\(component)"] + lines
            + ["END:\(component)", "END:VCALENDAR", ""]
        return all.joined(separator: "\r\n")
    }

    static let cases: [Case] = [
        Case("two attendees who answer", reply("UID:a", ana, beto), fails: .severalAttendees(2)),
        Case(
            "two attendees, neither of whom answers",
            reply("UID:a", "ATTENDEE:mailto:a@x.example", "ATTENDEE:mailto:b@x.example"),
            fails: .severalAttendees(2)),
        Case(
            "everybody is sent along, and one has answered",
            reply("UID:a", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:c@x.example", ana),
            reads: "ACCEPTED ana@home.example"),
        Case(
            "a zone that does not exist",
            reply(
                "UID:a", "DTSTART;TZID=Mars/Olympus Mons:20260305T173000",
                "DTSTAMP;TZID=Nowhere:20260305T173000", ana),
            reads: "ACCEPTED ana@home.example"),
        Case(
            "times that are none",
            reply("UID:a", "DTSTART:tomorrow", "DTSTAMP:99999999T999999Z", ana),
            reads: "ACCEPTED ana@home.example"),
        Case("no METHOD", reply("UID:a", ana, method: "X-A:b"), fails: .method("")),
        Case(
            "METHOD twice", reply("UID:a", ana, method: "METHOD:REPLY\r\nMETHOD:CANCEL"),
            reads: "ACCEPTED ana@home.example"),
        Case("a task", reply("UID:a", ana, component: "VTODO"), fails: .noEvent),
        Case("free and busy times", reply("UID:a", ana, component: "VFREEBUSY"), fails: .noEvent),
        Case("no UID", reply(ana), fails: .noUID),
        Case("an empty UID", reply("UID:", ana), fails: .noUID),
        Case("a UID of blanks", reply("UID:  \t ", ana), fails: .noUID),
        Case("a UID of control characters", reply("UID:\u{1}\u{7F}\u{85}", ana), fails: .noUID),
        Case("no attendee", reply("UID:a"), fails: .noAttendee),
        Case(
            "an alarm's attendee",
            reply("UID:a", "BEGIN:VALARM", "ACTION:EMAIL", beto, "END:VALARM"), fails: .noAttendee),
        Case(
            "an event in an event",
            reply("UID:a", "BEGIN:VEVENT", "UID:b", beto, "END:VEVENT", ana),
            reads: "ACCEPTED ana@home.example"),
        Case(
            "a calendar in a calendar",
            "BEGIN:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\nEND:VCALENDAR",
            fails: .method("")),
        Case(
            "a mailto that is none", reply("UID:a", "ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:7"),
            reads: "ACCEPTED urn:uuid:7"),
        Case(
            "PARTSTAT twice",
            reply("UID:a", "ATTENDEE;PARTSTAT=DECLINED;PARTSTAT=ACCEPTED:mailto:a@x.example"),
            reads: "DECLINED a@x.example"),
        Case(
            "a line that breaks off",
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\r\nATT",
            fails: .notACalendar),
        Case(
            "a megabyte of folded lines",
            reply("UID:a", "COMMENT:x" + String(repeating: "\r\n y", count: 250_000), ana),
            reads: "ACCEPTED ana@home.example"),
        Case(
            "more than a megabyte", reply("UID:a", ana, String(repeating: "x", count: 1 << 20)),
            fails: .tooLarge((1 << 20) + 146)),
        Case(
            "a megabyte of attendees",
            reply("UID:a", String(repeating: "\(ana)\r\n", count: 20_000)),
            fails: .severalAttendees(20_000)),
    ]

    @Test(arguments: cases)
    func `is read or refused for a reason, in time`(_ item: Case) {
        let time = processorTime {
            let found: Case.Expected
            do throws(CalendarError) {
                let reply = try readCalendarReply(Array(item.text.utf8))
                found = .reads("\(reply.partstat) \(reply.attendee)")
            } catch {
                found = .fails(error.reason)
            }
            #expect(found == item.expected)
        }
        #expect(time < .seconds(5))
    }
}
