import Cases
import Engines
import Localization
import People
import Store
import Testing

@testable import Outreach

/// The sentence with which something is refused; nil when it was done.
private func refusal(_ work: () async throws -> Void) async throws -> String? {
    do {
        try await work()
        return nil
    } catch let refusal as Refusal {
        return refusal.description
    } catch let problem as LocalTime.Problem {
        return problem.description
    }
}

@Test(arguments: Engine.reachable)
func `a referral that names no one, or two households, is refused with what to say`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let refer = ReferStudent(fixture.desk)
    for (student, family, words) in [
        ("nobody", nil, "No student"), ("ali", nil, "--family: hassan, warsame"),
        ("ali", "lopez", "--family: hassan, warsame"),
    ] as [(String, String?, String)] {
        let sentence = try await refusal {
            _ = try await refer.refer(
                student: student, family: family, concern: "attention", words: "", by: "tom")
        }
        #expect(sentence?.contains(words) == true, "\(sentence ?? "done")")
    }
    try await fixture.school.change("UPDATE students SET active = \(false) WHERE id = 'ana'")
    let sentence = try await refusal {
        _ = try await refer.refer(
            student: "ana", family: nil, concern: "attention", words: "", by: "tom")
    }
    #expect(sentence?.contains("No student") == true)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM cases") == 0)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM audit") == 0)
}

@Test(arguments: Engine.reachable)
func `a meeting that can't be held is refused`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let arrange = ArrangeMeeting(fixture.desk)
    for (request, handle, words) in [
        (DeskFixture.request(at: "2026-11-23 08:59"), "amina", "has passed"),
        (DeskFixture.request(at: "2027-03-14 02:30"), "amina", "does not exist"),
        (DeskFixture.request(at: "next week"), "amina", "write it as"),
        (DeskFixture.request(minutes: 4), "amina", "5 to 480"),
        (DeskFixture.request(minutes: 481), "amina", "5 to 480"),
        (DeskFixture.request(), "tom", "may not work on a case"),
    ] {
        let sentence = try await refusal {
            _ = try await arrange.set(request, for: file.reference, by: handle)
        }
        #expect(sentence?.contains(words) == true, "\(sentence ?? "done")")
    }
    let unknown = try await refusal {
        _ = try await arrange.set(DeskFixture.request(), for: "zzzzz", by: "amina")
    }
    #expect(unknown?.contains("no case") == true)
    _ = try await WorkOnCase(fixture.desk).close(file.reference, words: "", by: "amina")
    let closed = try await refusal {
        _ = try await arrange.set(DeskFixture.request(), for: file.reference, by: "amina")
    }
    #expect(closed?.contains("closed") == true)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM meetings") == 0)
}

@Test(arguments: Engine.reachable)
func `an invitation that would reach nobody is refused, and the meeting stays planned`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let arrange = ArrangeMeeting(fixture.desk)
    let meeting = try await arrange.set(DeskFixture.request(), for: file.reference, by: "amina")
    try await fixture.school.change(
        "UPDATE guardianships SET may_receive = \(false) WHERE contact_id = 'asha'")
    let sentence = try await refusal {
        _ = try await arrange.invite(meeting.reference, by: "amina")
    }
    #expect(sentence?.contains("Nobody of this family") == true)
    let plan = try await arrange.plan(meeting.reference, by: "amina")
    #expect(try await fixture.leftOut(of: plan).map(\.reason) == [.mayNotReceive])
    let state = try await fixture.database.read { t in
        try Meetings(fixture.clock.source).find(meeting.id, t)?.state
    }
    #expect(state == .planned)
}

@Test(arguments: Engine.reachable)
func `an event needs English words and a time to come`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let announce = AnnounceEvent(fixture.desk)
    let title = SchoolEvent.Words(title: "Reading night", description: "")
    for (at, until, hasEnglish, words) in [
        ("2026-12-11 18:00", nil, false, "English"), ("2026-11-01 18:00", nil, true, "has passed"),
        ("2026-12-11 18:00", "2026-12-11 17:00", true, "end before"),
    ] as [(String, String?, Bool, String)] {
        let sentence = try await refusal {
            _ = try await announce.set(
                .init(
                    at: at, until: until, place: "Library",
                    words: hasEnglish ? [.english: title] : [:]), by: "amina")
        }
        #expect(sentence?.contains(words) == true, "\(sentence ?? "done")")
    }
    let event = try await fixture.event()
    fixture.clock.advance(.seconds(40 * 86_400))
    let late = try await refusal {
        _ = try await announce.plan(event.reference, to: Audience(), by: "amina")
    }
    #expect(late?.contains("begun") == true)
}

@Test(arguments: Engine.reachable)
func `another school's case is no case`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    for change: SQL in [
        """
        INSERT INTO schools (id, name, time_zone, language, region, created_at)
        VALUES ('other', 'Other', 'UTC', 'en', 'US', 0)
        """,
        """
        INSERT INTO staff (id, school_id, handle, name, role, active, created_at)
        VALUES ('ola', 'other', 'ola', 'Ola', 'liaison', \(true), 0)
        """,
    ] { try await fixture.school.change(change) }
    let sentence = try await refusal {
        _ = try await WorkOnCase(fixture.desk).add(
            .note, words: "Called.", to: file.reference, next: nil, by: "ola")
    }
    #expect(sentence?.contains("no case") == true)
}

@Test(arguments: Engine.reachable)
func `a liaison's notes, calls and visits stand on the case with the next step`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let work = WorkOnCase(fixture.desk)
    _ = try await work.add(.note, words: "a", to: file.reference, next: nil, by: "amina")
    _ = try await work.add(
        .call(outcome: "reached", interpreter: "Idil"), words: "b", to: file.reference,
        next: ("visit", "2026-12-01"), by: "amina")
    _ = try await work.add(
        .visit(outcome: "no-answer", interpreter: nil), words: "c", to: file.reference, next: nil,
        by: "amina")
    let entries = try await fixture.entries(of: file)
    #expect(entries.map(\.kind) == [.referral, .note, .call, .visit])
    #expect(entries[2].details == ["outcome": "reached", "interpreter": "Idil"])
    let step = try await fixture.database.read { t in
        try CaseBook(fixture.clock.source).find(file.id, t)?.nextStep
    }
    #expect(step == "visit")
    let twice = try await refusal {
        _ = try await work.close(file.reference, words: "", by: "amina")
        _ = try await work.close(file.reference, words: "", by: "amina")
    }
    #expect(twice?.contains("closed already") == true)
}

@Test(
    arguments: [
        (" Called. ", true, "Called."), ("a\tb", true, "a\tb"), ("a\nb", false, "a\nb"),
        ("سلام", true, "سلام"), ("\u{200F}ok", true, "\u{200F}ok"), ("a\nb", true, nil),
        ("", true, nil), (" \u{200B}\u{2060} ", true, nil), ("a\u{0}b", false, nil),
        ("a\u{202E}b", false, nil), ("a\u{7}b", true, nil), ("12345678901", true, nil),
    ] as [(String, Bool, String?)])
func `typed words are kept as they will be seen, or refused`(
    _ row: (given: String, isLine: Bool, kept: String?)
) {
    let words = try? TypedWords(row.given, "The note", limit: 10, isLine: row.isLine)
    #expect(words?.text == row.kept)
}
