import Foundation
import Testing
import Wire

@Suite struct `An invitation to a calendar` {
    private func invitation(
        _ summary: String, _ method: CalendarInvitation.Method = .request, location: String = "12"
    ) -> CalendarInvitation {
        CalendarInvitation(
            method: method, uid: "m1@school.example", sequence: 3, stamp: 1_789_000_000_000,
            start: 1_790_000_000_000, end: 1_790_001_800_000, summary: summary,
            location: location, language: "ar")
    }

    private func text(_ invitation: CalendarInvitation, name: String? = nil) throws -> String {
        try writeInvitation(
            invitation, organizer: Mailbox(name: name, address: "reply+x@school.example"),
            attendee: Mailbox(address: "amina@home.example"))
    }

    private func unfolded(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test func `names one attendee, the organizer and UTC times`() throws {
        let lines = unfolded(try text(invitation("Meeting")))
        #expect(lines.contains("METHOD:REQUEST"))
        #expect(lines.contains("DTSTART:20260921T141320Z"))
        #expect(lines.contains("DTEND:20260921T144320Z"))
        #expect(lines.contains("SEQUENCE:3"))
        #expect(lines.contains("ORGANIZER:mailto:reply+x@school.example"))
        let attendees = lines.filter { $0.hasPrefix("ATTENDEE") }
        #expect(attendees.count == 1)
        #expect(attendees.first?.hasSuffix(":mailto:amina@home.example") == true)
        #expect(attendees.first?.contains("RSVP=TRUE") == true)
    }

    @Test func `folds at 75 octets without cutting a character`() throws {
        let summary = String(repeating: "اجتماع أولياء الأمور ", count: 12)
        let written = try text(invitation(summary))
        for line in written.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 75)
            #expect(!line.contains("\u{FFFD}"))
        }
        #expect(!written.replacing("\r\n", with: "").contains("\n"))
        #expect(
            unfolded(written).contains {
                $0.hasPrefix("SUMMARY") && $0.contains(summary.dropLast())
            })
    }

    @Test func `lets no value begin a property of its own`() throws {
        let evil = "Hi\r\nATTENDEE:mailto:evil@x.example\r\nX;Y,Z\u{0}"
        let lines = unfolded(try text(invitation(evil, location: evil), name: "A\r\nSTATUS:X"))
        #expect(lines.filter { $0.hasPrefix("ATTENDEE") }.count == 1)
        #expect(lines.filter { $0.hasPrefix("STATUS") } == ["STATUS:CONFIRMED"])
    }

    @Test func `is called off under the same UID`() throws {
        let lines = unfolded(try text(invitation("Meeting", .cancel)))
        #expect(lines.contains("METHOD:CANCEL"))
        #expect(lines.contains("STATUS:CANCELLED"))
        #expect(lines.contains("UID:m1@school.example"))
    }
}
