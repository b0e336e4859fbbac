import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// What a report says, and what must follow from it.
private let reports: [(action: String, status: String, state: MessageState.Word, isDead: Bool)] = [
    ("failed", "5.1.1", .bounced, true), ("failed", "5.1.6", .bounced, true),
    ("failed", "5.1.10", .bounced, true), ("failed", "5.7.1", .bounced, false),
    ("failed", "5.7.26", .bounced, false), ("failed", "5.4.4", .bounced, false),
    ("failed", "5.2.2", .sent, false), ("delayed", "4.4.1", .sent, false),
    ("delayed", "5.1.1", .sent, false), ("delivered", "2.0.0", .delivered, false),
]

@Test(arguments: Engine.reachable)
func `a report to our reverse-path brings its message up to date`(_ engine: Engine) async throws {
    for row in reports {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (_, message) = try await fixture.invite(file)
        await fixture.deliver()
        let received = try await fixture.receive(
            fixture.report(action: row.action, status: row.status, about: message.address),
            to: [fixture.address(.bounce, of: message)])
        #expect(received.outcome == .recorded, "\(row)")
        #expect(try await fixture.message(message.id).state == row.state, "\(row)")
        let stopped = try await fixture.isStopped(message.address)
        #expect(stopped == (row.isDead, row.isDead), "\(row)")
        let told = try await fixture.entries(of: file).filter { $0.kind == .delivery }
        #expect(told.map(\.subject) == (row.state == .bounced ? ["bounced"] : []), "\(row)")
    }
}

@Test(arguments: Engine.reachable)
func `a report that only names our Message-ID is shown, and changes nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    await fixture.deliver()
    let received = try await fixture.receive(
        fixture.report(
            action: "failed", status: "5.1.1", about: message.address,
            original: message.messageID), to: [DeskFixture.liaison])
    #expect(received.evidence == "reference")
    #expect(try await fixture.message(message.id).state == .sent)
    #expect(try await fixture.isStopped(message.address) == (false, false))
    #expect(try await fixture.entries(of: file).last?.subject == "reported, not proven")
}

@Test(arguments: Engine.reachable)
func `a report about another mailbox leaves the address alone`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    await fixture.deliver()
    try await fixture.receive(
        fixture.report(action: "failed", status: "5.1.1", about: "forwarded@example.net"),
        to: [fixture.address(.bounce, of: message)])
    #expect(try await fixture.message(message.id).state == .bounced)
    #expect(try await fixture.isStopped(message.address) == (false, false))
}

@Test(arguments: Engine.reachable)
func `a report with a sender of its own, or to a reply address, proves nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    await fixture.deliver()
    for (purpose, reversePath) in [
        (.bounce, "someone@example.net"), (.reply, ""), (.stop, ""),
    ] as [(AddressToken.Purpose, String)] {
        let received = try await fixture.receive(
            fixture.report(action: "failed", status: "5.1.1", about: message.address),
            to: [fixture.address(purpose, of: message)], reversePath: reversePath)
        #expect(received.outcome == .triage)
    }
    #expect(try await fixture.message(message.id).state == .sent)
    #expect(try await fixture.isStopped(message.address) == (false, false))
}

@Test(arguments: Engine.reachable)
func `a forged report changes nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    await fixture.deliver()
    let real = fixture.address(.bounce, of: message)
    let forged = real.replacing(/^bounce\+./) { $0.output == "bounce+0" ? "bounce+1" : "bounce+0" }
    let crossed = fixture.address(.reply, of: message).replacing("reply+", with: "bounce+")
    for address in [DeskFixture.liaison, forged, crossed] {
        let received = try await fixture.receive(
            fixture.report(action: "failed", status: "5.1.1", about: message.address),
            to: [address])
        #expect(received.outcome == .triage)
    }
    #expect(try await fixture.message(message.id).state == .sent)
    #expect(try await fixture.isStopped(message.address) == (false, false))
}

@Test(arguments: Engine.reachable)
func `a second report of the same bounce adds nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    await fixture.deliver()
    for _ in 0..<2 {
        try await fixture.receive(
            fixture.report(action: "failed", status: "5.1.1", about: message.address),
            to: [fixture.address(.bounce, of: message)])
    }
    #expect(try await fixture.entries(of: file).filter { $0.kind == .delivery }.count == 1)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM suppressions") == 1)
}

@Test(arguments: Engine.reachable)
func `a complaint ends bulk notices to the address`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "rosa@example.org" })
    await fixture.deliver()
    let text = """
        Return-Path: <>
        From: fbl@provider.example
        Subject: FW: Kulan
        Message-ID: <c1@provider.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="r"

        --r
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        Version: 1
        --r--
        """
    let received = try await fixture.receive(
        Array(text.replacing("\n", with: "\r\n").utf8),
        to: [fixture.address(.bounce, of: message)])
    #expect(received.outcome == .recorded)
    #expect(try await fixture.isStopped("rosa@example.org") == (true, false))
    #expect(try await fixture.message(message.id).state == .sent)
}
