import Cases
import Delivery
import Engines
import Inbox
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `a digit above our own unmarked words answers, for we know what we wrote`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (meeting, message) = try await fixture.invite(file)
    var mail = try await fixture.answer("1", to: message)
    let ours = mail.quoted.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !isReplyMarker($0) }
    #expect(ours.count > 5)
    mail.words += "\n\n" + ours.joined(separator: "\n")
    mail.quoted = ""
    _ = try await fixture.receive(mail)
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.words == "1")
    #expect(try await fixture.answers(to: .meeting(meeting.id)).count == 1)
}

@Test(arguments: Engine.reachable)
func `a message that a family passes on is noted on the timeline and kept whole`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = try await fixture.answer("Fadlan eeg.", to: try await fixture.invite(file).message)
    mail.words +=
        "\n\n---------- Forwarded message ---------\nFrom: C <c@clinic.example>\n"
        + "Date: Mon, Mar 2, 2026 at 9:00 AM\nSubject: Visit\n\nCome at 3.\n"
    mail.quoted = ""
    let received = try await fixture.receive(mail)
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.words == "Fadlan eeg.")
    #expect(entry.details["forwarded"] == "yes")
    let cut = try await fixture.database.read { t in
        try Readings(fixture.clock.source).cut(from: received.id, t)
    }
    #expect(cut?.hasSuffix("Come at 3.") == true)
}
