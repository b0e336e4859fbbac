import Cases
import Delivery
import Engines
import People
import Store
import Testing
import Wire

@testable import Outreach

/// What arrives between making a message and sending it, and why it then stays.
private let changes: [(change: SQL, reason: String)] = [
    ("UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'asha'", "no-contact"),
    (
        "UPDATE guardianships SET may_receive = \(false) WHERE contact_id = 'asha'",
        "may-not-receive"
    ),
    ("DELETE FROM guardianships WHERE contact_id = 'asha'", "may-not-receive"),
    ("DELETE FROM contact_addresses WHERE contact_id = 'asha'", "address-gone"),
    (
        """
        INSERT INTO suppressions (id, channel, address, scope, reason, at)
        VALUES ('s', 'email', 'asha@example.org', 'all', 'dead-address', 0)
        """, "suppressed"
    ),
]

@Test(arguments: Engine.reachable)
func `an order of a court that comes after a notice was made still stops it`(
    _ engine: Engine
) async throws {
    for row in changes {
        let fixture = try await DeskFixture(engine)
        let (_, message) = try await fixture.invite(try await fixture.refer())
        let bulk = try await fixture.announce()
        try await fixture.school.change(row.change)
        let channel = await fixture.deliver()
        #expect(!channel.messages.contains { $0.address == "asha@example.org" }, "\(row.reason)")
        #expect(channel.messages.count == bulk.count - 1)
        let stopped = try await fixture.message(message.id)
        #expect(stopped.state == .suppressed)
        #expect(stopped.lastReply == row.reason)
    }
}

@Test(arguments: Engine.reachable)
func `a child's edge decides about its case, any edge about an event`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    let bulk = try await fixture.announce()
    let cousin = SmallSchool.Parent("aunt", of: "hassan", students: ["cousin"])
    try await fixture.school.add(cousin)
    for change: SQL in [
        "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'asha'",
        "UPDATE guardianships SET contact_id = 'asha' WHERE contact_id = 'aunt'",
    ] { try await fixture.school.change(change) }
    let channel = await fixture.deliver()
    #expect(try await fixture.message(message.id).state == .suppressed)
    #expect(channel.messages.count == bulk.count)
}

@Test(arguments: Engine.reachable)
func `a notice whose time is over is not sent`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    fixture.clock.advance(.seconds(20 * 86_400))
    let channel = await fixture.deliver()
    #expect(channel.messages.isEmpty)
    #expect(try await fixture.message(message.id).state == .expired)
}

@Test(arguments: Engine.reachable)
func `two workers share what is due, and each message goes out once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    for number in 0..<40 {
        try await fixture.school.add(
            .init("p\(number)", of: "f\(number)", students: ["s\(number)"]))
    }
    let made = try await fixture.announce()
    let channel = RecordingChannel()
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
            group.addTask { await fixture.worker(through: channel).run(drain: true) }
        }
    }
    let sent = channel.messages.map(\.id)
    #expect(sent.count == made.count)
    #expect(Set(sent) == Set(made.map(\.id)))
    let states = try await fixture.school.count(
        "SELECT COUNT(*) AS n FROM messages WHERE state = 'sent'")
    #expect(states == made.count)
    #expect(try await fixture.database.read { t in try Outbox().unsettled(t) } == 0)
}

@Test(arguments: Engine.reachable)
func `a mailbox that is gone fails its message, stops the address and is told on the case`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    let gone = RecordingChannel { _ in
        AttemptVerdict(.refused(SMTPReply(550, "5.1.1", "User unknown"), .recipient))
    }
    await fixture.worker(through: gone).run(drain: true)
    #expect(try await fixture.message(message.id).state == .failed)
    #expect(try await fixture.isStopped(message.address) == (true, true))
    let told = try #require(try await fixture.entries(of: file).last)
    #expect(told.kind == .delivery)
    #expect(told.subject == "failed")
    #expect(told.words == "550 5.1.1 User unknown")
}

@Test(arguments: Engine.reachable)
func `a policy rejection fails its message and leaves the address alone`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    let policy = RecordingChannel { _ in
        AttemptVerdict(.refused(SMTPReply(550, "5.7.1", "No"), .recipient))
    }
    await fixture.worker(through: policy).run(drain: true)
    #expect(try await fixture.message(message.id).state == .failed)
    #expect(try await fixture.isStopped(message.address) == (false, false))
}

@Test(arguments: Engine.reachable)
func `a message that is put off is tried by the schedule, and its end is told on the case`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    let busy = RecordingChannel { _ in
        AttemptVerdict(.refused(SMTPReply(451, "4.7.1", "Later"), .recipient))
    }
    let worker = fixture.worker(
        through: busy, schedule: RetrySchedule(steps: [.seconds(60), .seconds(60)]))
    for expected: MessageState.Word in [.deferred, .deferred, .failed] {
        await worker.run(drain: true)
        #expect(try await fixture.message(message.id).state == expected)
        await worker.run(drain: true)
        fixture.clock.advance(.seconds(73))
    }
    #expect(busy.messages.count == 3)
    #expect(Set(busy.messages.map(\.messageID)).count == 1)
    #expect(try await fixture.isStopped(message.address) == (false, false))
    let told = try await fixture.entries(of: file).filter { $0.kind == .delivery }
    #expect(told.map(\.subject) == ["failed"])
}

@Test(arguments: Engine.reachable)
func `a message whose answer is unknown goes out again under the same Message-ID`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    let cut = RecordingChannel { claimed in
        claimed.attempt == 1
            ? AttemptVerdict(.unclear("cut off"))
            : AttemptVerdict(.accepted(SMTPReply(250, nil, "ok")))
    }
    await fixture.worker(through: cut).run(drain: true)
    #expect(try await fixture.message(message.id).state == .unclear)
    fixture.clock.advance(.seconds(73))
    await fixture.worker(through: cut).run(drain: true)
    #expect(try await fixture.message(message.id).state == .sent)
    #expect(Set(cut.messages.map(\.messageID)) == [message.messageID])
    #expect(cut.messages.count == 2)
}
