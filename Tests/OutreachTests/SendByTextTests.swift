import Cases
import Engines
import Localization
import People
import Store
import Testing
import Wire

@testable import Delivery
@testable import Outreach

/// How each message of a fixture's outbox goes, in the order of making.
extension DeskFixture {
    fileprivate func outbox() async throws -> [String] {
        try await database.read { t in
            try t.rows(
                """
                SELECT sends.notice, messages.channel, messages.address
                FROM messages JOIN sends ON sends.id = messages.send_id ORDER BY messages.id
                """
            ).map { row in
                let words: [String] = [
                    try row["notice"], try row["channel"], try row["address"],
                ]
                return words.joined(separator: " ")
            }
        }
    }

    fileprivate func words(of message: OutboundMessage) async throws -> StoredRendering {
        let found = try await database.read { t in try Outbox().rendering(of: message.id, t) }
        guard let found else { throw Missing() }
        return found
    }

    fileprivate func invite(_ file: Case, by way: ChosenWay?) async throws -> SendReceipt {
        let arrange = ArrangeMeeting(desk)
        let meeting = try await arrange.set(Self.request(), for: file.reference, by: "amina")
        let plan = try await arrange.plan(meeting.reference, way: way, by: "amina")
        return try await arrange.invite(meeting.reference, with: plan, by: "amina")
    }
}

@Test(arguments: Engine.reachable)
func `a notice takes the first way that a contact has, or the one that is chosen`(
    _ engine: Engine
) async throws {
    for (way, preferred, expected) in [
        (nil, Channel.email, ["email asha@example.org"]), (nil, .sms, ["sms \(Phone.asha)"]),
        (.sms, .email, ["sms \(Phone.asha)"]), (.email, .sms, ["email asha@example.org"]),
        (.every, .email, ["email asha@example.org", "sms \(Phone.asha)"]),
    ] as [(ChosenWay?, Channel, [String])] {
        let fixture = try await DeskFixture(engine, texts: true, preferred: preferred)
        try await fixture.givePhones()
        _ = try await fixture.invite(fixture.refer(), by: way)
        let sent = try await fixture.outbox().filter { !$0.hasPrefix("welcome") }
        #expect(sent.sorted() == expected.map { "meeting-invitation \($0)" })
    }
}

@Test(arguments: Engine.reachable)
func `who has no mail gets a text, and an urgent word goes every way`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, texts: true)
    try await fixture.givePhones()
    try await fixture.school.change(
        "DELETE FROM contact_addresses WHERE contact_id = 'rosa' AND address_id = 'rosa@example.org'"
    )
    _ = try await fixture.announce()
    let notices = try await fixture.outbox().filter { $0.hasPrefix("event-notice") }
    #expect(notices.contains("event-notice sms \(Phone.rosa)"))
    #expect(notices.filter { $0.contains(" sms ") }.count == 1)
    let urgent = try await SendWords(fixture.desk).send(fixture.urgentPlan(), by: "amina")
    let messages = try await fixture.messages(of: urgent)
    #expect(
        messages.filter { $0.channel == .sms }.map(\.address).sorted()
            == [
                Phone.asha, Phone.yusuf, Phone.rosa,
            ].sorted())
    #expect(messages.contains { $0.address == "asha@example.org" })
    // Nothing stands before an urgent word.
    #expect(urgent.welcomed == 0)
}

@Test(arguments: Engine.reachable)
func `without a provider nobody is texted, and to ask for it is refused`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    _ = try await fixture.announce()
    #expect(try await fixture.outbox().allSatisfy { $0.contains(" email ") })
    let file = try await fixture.refer()
    await #expect(throws: Refusal.self) { try await fixture.invite(file, by: .sms) }
}

@Test(arguments: Engine.reachable)
func `a number's first text says who writes, once, and leaves before it`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, texts: true)
    try await fixture.givePhones()
    let news = try await AnnounceEvent(fixture.desk).plan(
        fixture.event().reference, to: Audience(), way: .sms, by: "amina")
    #expect(try await SendNotice(fixture.desk).preview(news).greeted == 3)
    let receipt = try await fixture.invite(fixture.refer(), by: .sms)
    #expect(receipt.welcomed == 1)
    #expect(try await SendNotice(fixture.desk).preview(news).greeted == 2)
    let first = await fixture.deliver(.sms)
    #expect(first.messages.map(\.notice) == ["welcome", "meeting-invitation"])
    let again = try await SendWords(fixture.desk).urgent(
        FreeWords("Snow."), to: Audience(), reason: "snow", way: .sms, by: "amina")
    _ = try await SendWords(fixture.desk).send(again, by: "amina")
    let event = try await AnnounceEvent(fixture.desk).plan(
        fixture.event().reference, to: Audience(), way: .sms, by: "amina")
    let second = try await AnnounceEvent(fixture.desk).send(event, by: "amina")
    #expect(second.welcomed == 0)
}

@Test(arguments: Engine.reachable)
func `a text is one rendering of its own, and keeps what calendars were told`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, texts: true)
    try await fixture.givePhones()
    let receipt = try await fixture.invite(fixture.refer(), by: .sms)
    let message = try #require(try await fixture.messages(of: receipt).first)
    let words = try await fixture.words(of: message)
    #expect(words.subject.isEmpty && words.html.isEmpty)
    #expect(words.text.contains("1 =") && !words.text.contains("\n"))
    #expect(words.language == "so")
    #expect(words.calendar?.sequence == 0)
}

@Test(arguments: Engine.reachable)
func `on a phone that another family uses too a child has the given name alone`(
    _ engine: Engine
) async throws {
    for isShared in [false, true] {
        let fixture = try await DeskFixture(engine, texts: true)
        try await fixture.givePhones()
        if isShared { try await fixture.phone(Phone.asha, for: "rosa") }
        let receipt = try await fixture.invite(fixture.refer(), by: .sms)
        let message = try #require(try await fixture.messages(of: receipt).first)
        let words = try await fixture.words(of: message)
        #expect(words.text.contains("ali"))
        #expect(words.text.contains("ali hassan") == !isShared)
    }
}

/// What a provider answers, and what becomes of the text and its number.
private let verdicts: [(SMSVerdict, MessageState.Word, stopped: Bool)] = [
    (.accepted(id: "p1", reply: "ok"), .sent, false),
    (.refused(.transient, reply: "busy"), .deferred, false),
    (.refused(.throttled, reply: "429"), .deferred, false),
    (.refused(.configuration, reply: "401"), .deferred, false),
    (.refused(.permanent, reply: "too long"), .failed, false),
    (.refused(.deadNumber, reply: "no such number"), .failed, true),
    (.refused(.optedOut, reply: "21610"), .failed, true),
    (.unclear("page"), .unclear, false),
]

@Test(arguments: Engine.reachable)
func `a provider's answer decides about the text and about its number`(
    _ engine: Engine
) async throws {
    for row in verdicts {
        let fixture = try await DeskFixture(engine, texts: true)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let receipt = try await fixture.invite(file, by: .sms)
        try await fixture.school.change(
            "DELETE FROM messages WHERE send_id IN (SELECT id FROM sends WHERE notice = 'welcome')")
        let channel = RecordingChannel(.sms, repeatsSafely: false) { _ in
            AttemptVerdict(.answered(HTTPResponse(status: 200, body: []))) { _ in row.0 }
        }
        await fixture.worker(through: channel).run(drain: true)
        let message = try #require(try await fixture.messages(of: receipt).first)
        #expect(message.state == row.1, "\(row.0)")
        #expect(try await fixture.isStoppedNumber(Phone.asha) == row.stopped, "\(row.0)")
        let told = try await fixture.entries(of: file).filter { $0.kind == .delivery }
        let isBad = [.failed, .unclear].contains(row.1)
        #expect(told.count == (isBad ? 1 : 0), "\(row.0)")
        // Never by itself a second time.
        fixture.clock.advance(.seconds(86_400 * 6))
        await fixture.worker(through: channel).run(drain: true)
        if row.1 == .unclear { #expect(channel.messages.count == 1) }
    }
}

@Test(arguments: Engine.reachable)
func `staff settle what is unclear, and nobody else's`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine, texts: true)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.invite(file, by: .sms)
    try await fixture.school.change(
        "DELETE FROM messages WHERE send_id IN (SELECT id FROM sends WHERE notice = 'welcome')")
    let channel = RecordingChannel(.sms, repeatsSafely: false) { _ in
        AttemptVerdict(.unclear("time-out")) { _ in .unclear("") }
    }
    await fixture.worker(through: channel).run(drain: true)
    let use = SettleUnclear(fixture.desk)
    let waiting = try await use.list(by: "amina")
    #expect(waiting.count == 1)
    let id = try #require(waiting.first).id.text
    await #expect(throws: Refusal.self) { try await use.settle(id, .arrived, by: "tom") }
    await #expect(throws: Refusal.self) { try await use.settle("none", .arrived, by: "amina") }
    _ = try await use.settle(id, .arrived, by: "amina")
    #expect(try await use.list(by: "amina").isEmpty)
    await #expect(throws: Refusal.self) { try await use.settle(id, .sendAgain, by: "amina") }
    #expect(try await fixture.entries(of: file).contains { $0.subject == "arrived, as staff say" })
}
