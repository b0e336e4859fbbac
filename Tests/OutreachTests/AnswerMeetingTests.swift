import Cases
import Delivery
import Engines
import Inbox
import MessageFormat
import People
import Store
import Testing
import Wire

@testable import Outreach

/// Every way to write a digit alone, and what it means; nil for what is no digit alone.
private let digits: [(words: String, answer: Answer?)] = [
    ("1", .yes), ("١", .yes), ("۱", .yes), ("１", .yes), ("1.", .yes), (" (1) ", .yes),
    ("2", .no), ("٢", .no), ("3", .contactMe), ("٣", .contactMe), ("4", nil), ("0", nil),
    ("12", nil), ("1 2", nil), ("1 or 2", nil), ("一", .yes), ("½", nil),

]

@Test(arguments: Engine.reachable)
func `a digit alone, in any script, answers what the message invited to`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, message) = try await fixture.invite(try await fixture.refer())
    for row in digits {
        let before = try await fixture.school.count("SELECT COUNT(*) AS n FROM answers")
        try await fixture.receive(try await fixture.answer(row.words, to: message))
        let after = try await fixture.school.count("SELECT COUNT(*) AS n FROM answers")
        #expect(after - before == (row.answer == nil ? 0 : 1), "\(row.words)")
        guard let answer = row.answer else { continue }
        let given = try await fixture.answers(to: .meeting(meeting.id)).first
        #expect(given?.answer == answer, "\(row.words)")
        #expect(given?.contact == ContactID(text: "asha"))
        #expect(given?.givenBy == "digit")
    }
}

@Test(arguments: Engine.reachable)
func `a digit in answer to an event stands on the event`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let messages = try await fixture.announce()
    let message = try #require(messages.first { $0.address == "yusuf@example.org" })
    let received = try await fixture.receive(try await fixture.answer("١", to: message))
    let event = SchoolEventID(text: message.about.id)
    let given = try await fixture.answers(to: .event(event))
    #expect(given.map(\.family.text) == ["warsame"])
    #expect(given.map(\.answer) == [.yes])
    let id = try #require(received.caseID)
    #expect(try await fixture.entries(ofCase: id).last?.details["answer"] == "yes")
}

@Test(arguments: Engine.reachable)
func `a digit in answer to what invited to nothing is words only`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let words = SendWords(fixture.desk)
    let plan = try await words.concern(
        about: file.reference, reason: nil, note: nil, by: "amina")
    let receipt = try await words.send(plan, by: "amina")
    let message = try #require(try await fixture.messages(of: receipt).first)
    try await fixture.receive(try await fixture.answer("1", to: message))
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.words == "1")
    #expect(entry.details["answer"] == nil)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM answers") == 0)
}

private func calendar(_ uid: String, _ participation: String) -> CalendarPart {
    let lines = [
        "BEGIN:VCALENDAR", "PRODID:-//test//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
        "DTSTART:20261203T233000Z", "DTSTAMP:20261124T141500Z",
        "ORGANIZER:mailto:liaison@in.school.example", "UID:\(uid)",
        "ATTENDEE;PARTSTAT=\(participation):mailto:asha@example.org", "SEQUENCE:0",
        "END:VEVENT", "END:VCALENDAR", "",
    ]
    return CalendarPart(method: "REPLY", text: lines.joined(separator: "\r\n"))
}

@Test(arguments: Engine.reachable)
func `a calendar's answer is one, also when its program calls itself automatic`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (meeting, _) = try await fixture.invite(file)
    var mail = FamilyMail("Asha has declined.")
    mail.calendar = calendar(meeting.calendarUID, "DECLINED")
    mail.headers = [OutgoingField("Auto-Submitted", "auto-generated")]
    let received = try await fixture.receive(mail)
    #expect(received.evidence == "calendar-uid")
    #expect(try await fixture.entries(of: file).last?.kind == .answer)
    let given = try await fixture.answers(to: .meeting(meeting.id))
    #expect(given.map(\.answer) == [.no])
    #expect(given.map(\.givenBy) == ["calendar"])
}

@Test(arguments: Engine.reachable)
func `a calendar's answer to another family's meeting is no answer of this family`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (meeting, _) = try await fixture.invite(file)
    let (_, other) = try await fixture.invite(try await fixture.refer("warsame"))
    var mail = try await fixture.answer("", to: other)
    mail.calendar = calendar(meeting.calendarUID, "ACCEPTED")
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .triage)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM answers") == 0)
}
