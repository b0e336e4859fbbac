import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// What Asha (Somali) may write, and what it says; nil for words only.
private let answers: [(words: String, answer: Answer?, by: String)] = [
    ("1", .yes, "digit"), ("١", .yes, "digit"), ("１", .yes, "digit"), ("1.", .yes, "digit"),
    ("2", .no, "digit"), ("۲", .no, "digit"), ("3", .contactMe, "digit"),
    ("1\u{FE0F}\u{20E3}", .yes, "digit"), ("haa", .yes, "word"), ("Haa!", .yes, "word"),
    ("waan imanayaa", .yes, "word"), ("maya", .no, "word"), ("YES", .yes, "word"),
    ("no", .no, "word"), ("I can’t come", .no, "word"), ("OK", .yes, "word"),
    // Not hers: Spanish and Vietnamese.
    ("sí", nil, ""), ("có", nil, ""), ("4", nil, ""), ("1 or 2", nil, ""), ("12", nil, ""),
    ("haa 1", nil, ""), ("haa, laakiin waan soo daahayaa", nil, ""),
]

@Test(arguments: Engine.reachable)
func `a digit in any script, or a word of hers, answers what was asked by text`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    let (meeting, message) = try await fixture.inviteByText(file)
    for row in answers {
        let before = try await fixture.recordedAnswers().count
        try await fixture.receiveText(row.words, from: Phone.asha)
        let recorded = try await fixture.recordedAnswers()
        #expect(recorded.count - before == (row.answer == nil ? 0 : 1), "\(row.words)")
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.words == row.words)
        #expect(entry.kind == (row.answer == nil ? .reply : .answer), "\(row.words)")
        #expect(entry.details["answer"] == row.answer?.rawValue, "\(row.words)")
        #expect(entry.message == message.id)
        guard let answer = row.answer else { continue }
        #expect(
            recorded.last
                == .init(
                    about: meeting.id.text, family: "hassan", contact: "asha",
                    answer: answer.rawValue, by: row.by, sequence: 0), "\(row.words)")
    }
    let kinds = try await fixture.school.count(
        "SELECT COUNT(*) AS n FROM readings WHERE kind = 'rsvp'")
    #expect(kinds == answers.count { $0.answer != nil })
}

@Test(arguments: Engine.reachable)
func `Spanish words and digits answer an event`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let (event, _) = try await fixture.announceByText(to: Phone.rosa, of: "rosa")
    for words in ["1", "Sí", "si voy", "no puedo"] {
        try await fixture.receiveText(words, from: Phone.rosa)
    }
    let given = try await fixture.recordedAnswers()
    #expect(given.map(\.answer) == ["yes", "yes", "yes", "no"])
    #expect(Set(given.map(\.about)) == [event.id.text])
    #expect(try await fixture.answers(to: .event(event.id)).map(\.answer) == [.no])
}

@Test(arguments: Engine.reachable)
func `an answer stands below the notice that it is to, though another came after it`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let (event, asked) = try await fixture.announceByText(to: Phone.rosa, of: "rosa")
    let order = try await fixture.urgentPlan().order
    let urgent = try await fixture.text(order, to: Phone.rosa, of: "rosa")
    try await fixture.receiveText("1", from: Phone.rosa)
    try await fixture.receiveText("¿A qué hora llega el autobús hoy?", from: Phone.rosa)
    #expect(try await fixture.recordedAnswers().map(\.about) == [event.id.text])
    let file = try #require(try await fixture.standing("lopez").first)
    let entries = try await fixture.entries(of: file)
    #expect(entries.map(\.kind) == [.notice, .answer, .notice, .reply])
    #expect(entries.map(\.message) == [asked.id, asked.id, urgent.id, urgent.id])
}

@Test(arguments: Engine.reachable)
func `an answer is to the latest that was asked and is to come`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    let (late, _) = try await fixture.inviteByText(file, at: "2026-12-15 17:30")
    let (early, _) = try await fixture.inviteByText(file, at: "2026-12-02 17:30")
    let concern = try await fixture.concernByText(file)
    try await fixture.receiveText("1", from: Phone.asha)
    #expect(try await fixture.recordedAnswers().map(\.about) == [early.id.text])
    fixture.clock.advance(early.startsAt - fixture.clock.now)
    try await fixture.receiveText("2", from: Phone.asha)
    #expect(try await fixture.recordedAnswers().map(\.about) == [early.id.text, late.id.text])
    // Words stand beside what came last.
    try await fixture.receiveText("Mahadsanid macallin", from: Phone.asha)
    #expect(try await fixture.entries(of: file).last?.message == concern.id)
    fixture.clock.advance(late.startsAt - fixture.clock.now)
    try await fixture.receiveText("1", from: Phone.asha)
    #expect(try await fixture.recordedAnswers().count == 2)
}

@Test(arguments: Engine.reachable)
func `a digit after a meeting was called off answers nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file, at: "2026-12-15 17:30")
    let (meeting, _) = try await fixture.inviteByText(file)
    _ = try await ChangeMeeting(fixture.desk).change(
        meeting.reference, .cancel, note: "", by: "amina")
    for words in ["1", "ok"] { try await fixture.receiveText(words, from: Phone.asha) }
    #expect(try await fixture.recordedAnswers().isEmpty)
    #expect(try await fixture.entries(of: file).last?.words == "ok")
}

@Test(arguments: Engine.reachable)
func `an answer is to the revision that was told by text`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    let (meeting, _) = try await fixture.inviteByText(file)
    try await fixture.receiveText("1", from: Phone.asha)
    let (moved, _) = try await ChangeMeeting(fixture.desk).change(
        meeting.reference, .move(at: "2026-12-04 08:00", place: nil, minutes: nil), note: "",
        by: "amina")
    // The change went by mail alone: a text answers what was told by text.
    try await fixture.receiveText("2", from: Phone.asha)
    let order = try await fixture.database.read { t in
        try MeetingNotice(fixture.desk).order(.changed, for: moved, by: .first([.sms]), t).0
    }
    _ = try await fixture.text(order, to: Phone.asha, of: "asha")
    try await fixture.receiveText("1", from: Phone.asha)
    #expect(try await fixture.recordedAnswers().map(\.sequence) == [0, 0, 1])
}

@Test(arguments: Engine.reachable)
func `a digit in one case does not answer what another asked`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.announceByText()
    _ = try await fixture.concernByText(file)
    let received = try await fixture.receiveText("1", from: Phone.asha)
    #expect(received.caseID == file.id)
    #expect(try await fixture.recordedAnswers().isEmpty)
    #expect(try await fixture.entries(of: file).last?.kind == .reply)
}

@Test(arguments: Engine.reachable)
func `a phone that two contacts of a family use answers for the family`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.add(
        .init("omar", of: "hassan", students: ["ali"], language: "en"))
    try await fixture.phone(Phone.asha, for: "asha")
    try await fixture.phone(Phone.asha, for: "omar")
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    try await fixture.receiveText("haa", from: Phone.asha)
    let given = try #require(try await fixture.recordedAnswers().first)
    #expect(given.answer == "yes")
    #expect(given.contact == nil)
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.author == .family)
    #expect(entry.details["sender"] == "from a phone that 2 contacts of the family use")
}

/// What a mail may say, in answer to an invitation, and what it is read as.
private let mails: [(words: String, answer: Answer?)] = [
    ("Haa", .yes), ("maya.", .no), ("Yes", .yes), ("sí", nil), ("Haa, laakiin", nil),
]

@Test(arguments: Engine.reachable)
func `a word alone answers by mail too`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, message) = try await fixture.invite(try await fixture.refer())
    for row in mails {
        let before = try await fixture.recordedAnswers().count
        try await fixture.receive(try await fixture.answer(row.words, to: message))
        let recorded = try await fixture.recordedAnswers()
        #expect(recorded.count - before == (row.answer == nil ? 0 : 1), "\(row.words)")
        guard let answer = row.answer else { continue }
        #expect(
            recorded.last
                == .init(
                    about: meeting.id.text, family: "hassan", contact: "asha",
                    answer: answer.rawValue, by: "word", sequence: 0))
    }
    _ = try await ChangeMeeting(fixture.desk).change(
        meeting.reference, .cancel, note: "", by: "amina")
    let count = try await fixture.recordedAnswers().count
    try await fixture.receive(try await fixture.answer("ok", to: message))
    #expect(try await fixture.recordedAnswers().count == count)
}

@Test(arguments: Engine.reachable)
func `a family is told once a week by text that its words arrived`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file, at: "2027-01-15 17:30")
    for words in ["1", "Su'aal ayaan qabaa", "haa"] {
        try await fixture.receiveText(words, from: Phone.asha)
    }
    let first = try await fixture.automaticTexts()
    #expect(first.map(\.notice) == ["reply-received"])
    #expect(first.map(\.address) == [Phone.asha])
    #expect(first.map(\.language) == ["so"])
    #expect(first.map(\.caseID) == [file.id])
    let entry = try #require(
        try await fixture.entries(of: file).last { $0.message == first.first?.id })
    #expect(entry.kind == .notice)
    #expect(entry.channel == .sms)
    #expect(entry.words.contains("2"))
    fixture.clock.advance(.seconds(8 * 86_400))
    try await fixture.receiveText("Mahadsanid", from: Phone.asha)
    #expect(try await fixture.automaticTexts().count == 2)
}
