import Cases
import Delivery
import Engines
import MessageFormat
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `a plan that is committed twice is sent once`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let announce = AnnounceEvent(fixture.desk)
    let event = try await fixture.event()
    let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 0)
    let first = try await announce.send(plan, by: "amina")
    let second = try await announce.send(plan, by: "amina")
    #expect((first.queued, first.alreadyThere) == (4, 0))
    #expect((second.queued, second.alreadyThere) == (0, 4))
    #expect(second.reference == nil)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 4)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM sends") == 1)
}

@Test(arguments: Engine.reachable)
func `a plan that several commit at once reaches each address once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let announce = AnnounceEvent(fixture.desk)
    let event = try await fixture.event()
    let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
    let queued = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await announce.send(plan, by: "amina").queued } }
        return try await group.reduce(0, +)
    }
    #expect(queued == 4)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 4)
}

@Test(arguments: Engine.reachable)
func `who has failed is tried once more when the notice is sent again, as the same message`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let announce = AnnounceEvent(fixture.desk)
    let event = try await fixture.event()
    let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
    _ = try await announce.send(plan, by: "amina")
    let policy = RecordingChannel { claimed in
        AttemptVerdict(
            claimed.message.address == "asha@example.org"
                ? .refused(SMTPReply(550, "5.7.1", "No"), .recipient)
                : .accepted(SMTPReply(250, nil, "ok")))
    }
    await fixture.worker(through: policy).run(drain: true)
    let again = try await announce.send(plan, by: "amina")
    #expect((again.queued, again.alreadyThere, again.sentAgain) == (0, 4, 1))
    let channel = await fixture.deliver()
    #expect(channel.messages.map(\.address) == ["asha@example.org"])
    let first = policy.messages.first { $0.address == "asha@example.org" }
    #expect(channel.messages.map(\.messageID) == [first?.messageID])
}

@Test(arguments: Engine.reachable)
func `who is new since the first send gets the notice, and nobody else again`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let announce = AnnounceEvent(fixture.desk)
    let event = try await fixture.event()
    _ = try await announce.send(
        try await announce.plan(event.reference, to: Audience(), by: "amina"), by: "amina")
    try await fixture.school.add(.init("zoe", of: "zed", students: ["zac"]))
    let receipt = try await announce.send(
        try await announce.plan(event.reference, to: Audience(), by: "amina"), by: "amina")
    #expect((receipt.queued, receipt.alreadyThere) == (1, 4))
    #expect(try await fixture.messages(of: receipt).map(\.address) == ["zoe@example.org"])
}

@Test(arguments: Engine.reachable)
func `each reader gets the notice in a language of theirs`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let messages = try await fixture.announce()
    let languages = Dictionary(
        uniqueKeysWithValues: messages.map { ($0.address, $0.language) })
    #expect(
        languages == [
            "asha@example.org": "so", "yusuf@example.org": "ar", "rosa@example.org": "es",
            "home@example.org": "en",
        ])
    let right = try await fixture.database.read { t in
        try t.rows("SELECT language FROM renderings WHERE direction = 'rtl'").map {
            row -> String in try row["language"]
        }
    }
    #expect(right == ["ar"])
}

@Test(arguments: Engine.reachable)
func `equal words of one send are kept once, and who was left out with the reason`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.add(.init("zoe", of: "zed", students: ["zac"], language: "so"))
    let messages = try await fixture.announce()
    #expect(messages.count == 5)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM renderings") == 4)
    let send = try #require(messages.first).send
    let report = try await fixture.database.read { t in try Outbox().report(named: send.text, t) }
    #expect(report?.exclusions == [.sameAddress: 1])
}

@Test(arguments: Engine.reachable)
func `every message has a Message-ID of its own that nobody can guess`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let messages = try await fixture.announce()
    let left = messages.map { $0.messageID.prefix { $0 != "@" } }
    #expect(Set(left).count == messages.count)
    // The time first, in 48 of 128 bits; the other 80 are random.
    #expect(left.allSatisfy { $0.count == 26 })
    #expect(Set(left.map { $0.suffix(16) }).count == messages.count)
    #expect(messages.allSatisfy { $0.messageID.hasSuffix("@in.school.example") })
}

@Test(arguments: Engine.reachable)
func `an invitation stands on the case for each parent, and follows what went before`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.add(.init("idil", of: "hassan", students: ["ali"], language: "en"))
    let file = try await fixture.refer()
    let (first, message) = try await fixture.invite(file)
    let notices = try await fixture.entries(of: file).filter { $0.kind == .notice }
    #expect(notices.map(\.language) == ["so", "en"])
    #expect(notices.first?.words.contains("Room 12") == true)
    #expect(message.inReplyTo == nil)
    fixture.clock.advance(.seconds(60))
    let (second, later) = try await fixture.invite(file)
    #expect(first.id != second.id)
    #expect(later.inReplyTo == message.messageID)
    let state = try await fixture.database.read { t in
        try Meetings(fixture.clock.source).find(first.id, t)?.state
    }
    #expect(state == .invited)
}

@Test(arguments: Engine.reachable)
func `a second invitation to the same meeting is not sent`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (meeting, _) = try await fixture.invite(try await fixture.refer())
    let receipt = try await ArrangeMeeting(fixture.desk).invite(meeting.reference, by: "amina")
    #expect((receipt.queued, receipt.alreadyThere) == (0, 1))
}

@Test(arguments: Engine.reachable)
func `a separated parent hears nothing of a case with the other household`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    _ = try await fixture.invite(try await fixture.refer("hassan"))
    let channel = await fixture.deliver()
    #expect(channel.messages.map(\.address) == ["asha@example.org"])
}

@Test(arguments: Engine.reachable)
func `what changes something leaves one audit row each`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    _ = try await fixture.invite(try await fixture.refer())
    let actions = try await fixture.database.read { t in
        try t.rows("SELECT action, staff_id FROM audit ORDER BY at, id").map {
            row -> String in
            let (action, staff): (String, String) = (try row["action"], try row["staff_id"])
            return "\(action) \(staff)"
        }
    }
    #expect(
        actions.sorted() == ["case.refer tom", "meeting.set amina", "notice.send amina"])
}
