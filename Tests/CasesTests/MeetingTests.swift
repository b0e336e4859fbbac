import Engines
import People
import Store
import Testing

@testable import Cases

extension CaseFixture {
    var meetings: Meetings { Meetings(clock.source) }

    func meeting(_ file: Case, at local: String = "2026-12-03 17:30") async throws -> Meeting {
        let time = try LocalTime(local, zone: "America/Chicago")
        let new = NewMeeting(
            startsLocal: time.text, timeZone: "America/Chicago", startsAt: time.instant,
            minutes: 30, place: "Room 12", teacher: StaffID(text: "tom"), principal: nil,
            interpreter: .requested, note: "")
        return try await database.write { t in
            try meetings.set(
                new, for: file, student: student, by: amina, domain: "in.school.example", t)
        }
    }
}

@Test(arguments: Engine.reachable)
func `a meeting keeps its local time, its moment and a calendar UID of its own`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    let one = try await fixture.meeting(file)
    let two = try await fixture.meeting(file)
    #expect(one.startsLocal == "2026-12-03T17:30")
    #expect(one.startsAt.iso8601 == "2026-12-03T23:30:00Z")
    #expect(one.family == fixture.family)
    #expect(one.interpreter == .requested)
    #expect(one.state == .planned)
    #expect(one.sequence == 0)
    #expect(one.calendarUID.hasSuffix("@in.school.example"))
    #expect(one.calendarUID != two.calendarUID)
    #expect(one.reference != two.reference)
}

@Test(arguments: Engine.reachable)
func `a meeting is found by reference, id and calendar UID`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let meeting = try await fixture.meeting(try await fixture.openCase())
    try await fixture.database.read { t throws in
        let meetings = fixture.meetings
        #expect(try meetings.find(meeting.id, t)?.id == meeting.id)
        let upper = meeting.reference.uppercased()
        #expect(try meetings.find(named: upper, t)?.id == meeting.id)
        #expect(try meetings.find(calendarUID: meeting.calendarUID, t)?.id == meeting.id)
        #expect(try meetings.find(calendarUID: "nothing", t) == nil)
    }
}

@Test(arguments: Engine.reachable)
func `meetings are listed by their time, and past ones left out on demand`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    let late = try await fixture.meeting(file, at: "2026-12-10 08:00")
    let early = try await fixture.meeting(file, at: "2026-12-01 08:00")
    try await fixture.database.read { t in
        let all = try fixture.meetings.meetings(of: file.id, t)
        #expect(all.map(\.id) == [early.id, late.id])
        let coming = try fixture.meetings.meetings(
            of: fixture.schoolID, from: early.startsAt + .seconds(1), t)
        #expect(coming.map(\.id) == [late.id])
    }
}

@Test(arguments: Engine.reachable)
func `only a planned meeting becomes an invited one`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let meeting = try await fixture.meeting(try await fixture.openCase())
    try await fixture.database.write { t in try fixture.meetings.markInvited(meeting.id, t) }
    var now = try await fixture.database.read { t in try fixture.meetings.find(meeting.id, t) }
    #expect(now?.state == .invited)
    try await fixture.school.change("UPDATE meetings SET state = 'cancelled'")
    try await fixture.database.write { t in try fixture.meetings.markInvited(meeting.id, t) }
    now = try await fixture.database.read { t in try fixture.meetings.find(meeting.id, t) }
    #expect(now?.state == .cancelled)
}
