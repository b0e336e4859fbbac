import Cases
import Delivery
import Engines
import People
import Store
import Testing

@testable import Outreach

extension DeskFixture {
    /// Moves a meeting by a day, and gives back the message that says so.
    fileprivate func move(_ meeting: Meeting) async throws -> (Meeting, OutboundMessage) {
        clock.advance(.seconds(60))
        let (moved, receipt) = try await ChangeMeeting(desk).change(
            meeting.reference, .move(at: "2026-12-04 17:30", place: nil, minutes: nil), note: "",
            by: "amina")
        guard let receipt, let message = try await messages(of: receipt).first else {
            throw Missing()
        }
        return (moved, message)
    }

    /// The answers that count for a meeting as it stands now.
    fileprivate func counting(_ meeting: Meeting) async throws -> [Answer] {
        try await database.read { t in
            try Answers(clock.source).latest(
                to: .meeting(meeting.id), sequence: meeting.sequence, t
            ).map(\.answer)
        }
    }
}

@Test(arguments: Engine.reachable)
func `a meeting that moves is told to whom was invited, with a raised revision`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (meeting, invitation) = try await fixture.invite(file)
    let (moved, message) = try await fixture.move(meeting)
    #expect(moved.sequence == 1)
    #expect(moved.startsLocal == "2026-12-04T17:30")
    #expect(message.notice == "meeting-changed")
    #expect(message.inReplyTo == invitation.messageID)
    #expect(try await fixture.entries(of: file).contains { $0.subject == "changed" })
}

@Test(arguments: Engine.reachable)
func `a yes to the time before a move is no yes to the new one`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, invitation) = try await fixture.invite(try await fixture.refer())
    try await fixture.receive(try await fixture.answer("1", to: invitation))
    #expect(try await fixture.counting(meeting) == [.yes])
    let (moved, message) = try await fixture.move(meeting)
    #expect(try await fixture.counting(moved).isEmpty)
    // The answer to the old mail comes late, and is to the old time still.
    try await fixture.receive(try await fixture.answer("1", to: invitation))
    #expect(try await fixture.counting(moved).isEmpty)
    try await fixture.receive(try await fixture.answer("2", to: message))
    #expect(try await fixture.counting(moved) == [.no])
}

@Test(arguments: Engine.reachable)
func `an answer to a reminder is to the revision that it reminds of`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, _) = try await fixture.invite(try await fixture.refer())
    fixture.clock.advance(.seconds(60))
    let change = ChangeMeeting(fixture.desk)
    let plan = try await change.planReminder(meeting.reference, by: "amina")
    let receipt = try await change.send(plan, by: "amina")
    let reminder = try #require(try await fixture.messages(of: receipt).first)
    try await fixture.receive(try await fixture.answer("1", to: reminder))
    #expect(try await fixture.counting(meeting) == [.yes])
    let (moved, _) = try await fixture.move(meeting)
    #expect(try await fixture.counting(moved).isEmpty)
}

@Test(arguments: Engine.reachable)
func `a meeting that nobody was invited to changes without a word to the family`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let meeting = try await ArrangeMeeting(fixture.desk).set(
        DeskFixture.request(), for: file.reference, by: "amina")
    let (moved, receipt) = try await ChangeMeeting(fixture.desk).change(
        meeting.reference, .move(at: nil, place: "Room 3", minutes: nil), note: "", by: "amina")
    #expect(moved.place == "Room 3")
    #expect(receipt == nil)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 0)
}

@Test(arguments: Engine.reachable)
func `a meeting is called off once, and then neither moved nor reminded of`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, _) = try await fixture.invite(try await fixture.refer())
    fixture.clock.advance(.seconds(60))
    let change = ChangeMeeting(fixture.desk)
    let (off, receipt) = try await change.change(
        meeting.reference, .cancel, note: "", by: "amina")
    #expect(off.state == .cancelled)
    let messages = try await fixture.messages(of: try #require(receipt))
    #expect(messages.map(\.notice) == ["meeting-cancelled"])
    for next in [
        ChangeMeeting.Change.cancel, .move(at: "2026-12-05 10:00", place: nil, minutes: nil),
    ] {
        await #expect(throws: Refusal.self) {
            _ = try await change.change(meeting.reference, next, note: "", by: "amina")
        }
    }
    await #expect(throws: Refusal.self) {
        _ = try await change.planReminder(meeting.reference, by: "amina")
    }
}

@Test(arguments: Engine.reachable)
func `a change that changes nothing, or comes too late, is refused`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, _) = try await fixture.invite(try await fixture.refer())
    let change = ChangeMeeting(fixture.desk)
    for move in [
        ChangeMeeting.Change.move(at: "2026-12-03 17:30", place: nil, minutes: 30),
        .move(at: "2026-11-01 10:00", place: nil, minutes: nil),
        .move(at: nil, place: nil, minutes: 4),
    ] {
        await #expect(throws: Refusal.self) {
            _ = try await change.change(meeting.reference, move, note: "", by: "amina")
        }
    }
    fixture.clock.advance(.seconds(20 * 86_400))
    await #expect(throws: Refusal.self) {
        _ = try await change.change(meeting.reference, .cancel, note: "", by: "amina")
    }
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 1)
}
