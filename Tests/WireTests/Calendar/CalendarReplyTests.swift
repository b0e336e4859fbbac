import Engines
import Foundation
import Testing
import Wire

@Suite struct CalendarReplyTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora/ical-replies")

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    }

    @Test(arguments: ["accepted", "declined", "tentative"])
    func `an answer is read whole`(_ name: String) throws {
        let reply = try readCalendarReply(try bytes(name + ".ics"))
        #expect(reply.partstat == name.uppercased())
        #expect(reply.uid == "m-42@school.example")
        #expect(reply.attendee == "parent@example.org")
        #expect(reply.sequence == 2)
        #expect(reply.comment == "We come a little late, sorry.")
        #expect(reply.stamp == 1_772_547_300_000)
        #expect(reply.method == "REPLY")
    }

    @Test func `an answer with CR LF and a name beside it is the same`() throws {
        let text = String(decoding: try bytes("accepted.ics"), as: UTF8.self)
        let reply = try readCalendarReply(
            Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8))
        #expect(reply == (try readCalendarReply(try bytes("accepted.ics"))))
        #expect(!"\(reply)".contains("parent"))
    }

    @Test(arguments: [
        ("", CalendarError.Reason.notACalendar), ("hello", .notACalendar),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", .method("")),
        ("BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR", .method("REQUEST")),
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR", .noEvent),
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", .noUID),
        (
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR",
            .noAttendee
        ),
    ])
    func `what is no answer is refused with its reason`(
        _ text: String, _ reason: CalendarError.Reason
    ) {
        let error = #expect(throws: CalendarError.self) { try readCalendarReply(Array(text.utf8)) }
        #expect(error?.reason == reason)
    }

    @Test func `an unknown state is no answer yet`() throws {
        let text =
            "BEGIN:VCALENDAR\nMETHOD:reply\nBEGIN:VEVENT\nUID:a\n"
            + "ATTENDEE;PARTSTAT=PERHAPS:MAILTO:a@x.example\nSEQUENCE:-5\nEND:VEVENT\nEND:VCALENDAR\n"
        let reply = try readCalendarReply(Array(text.utf8))
        #expect(reply.partstat == "NEEDS-ACTION")
        #expect(reply.attendee == "a@x.example")
        #expect(reply.sequence == 0)
    }

    @Test func `damaged calendars end in a value or an error`() throws {
        let good = try bytes("accepted.ics")
        var state: UInt64 = 7
        for _ in 0..<400 {
            var bad = good
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bad[Int(state >> 33) % bad.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            _ = try? readCalendarReply(bad)
        }
        #expect(throws: CalendarError.self) {
            try readCalendarReply([UInt8](repeating: 65, count: (1 << 20) + 1))
        }
    }

    @Test func `nesting and length do no harm`() {
        let nested = String(
            repeating: "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n", count: 2_000)
        let long =
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:"
            + String(repeating: "x", count: 900_000)
        let folded =
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nCOMMENT:" + String(repeating: "x\n ", count: 250_000)
        let time = processorTime {
            for text in [nested, long, folded] { _ = try? readCalendarReply(Array(text.utf8)) }
        }
        #expect(time < .seconds(10))
    }
}
