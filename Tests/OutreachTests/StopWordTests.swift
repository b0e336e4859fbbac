import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `STOP ends bulk notices to its address, and nothing else`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let messages = try await fixture.announce()
    let message = try #require(messages.first { $0.address == "asha@example.org" })
    let received = try await fixture.receive(try await fixture.answer("STOP", to: message))
    #expect(received.outcome == .filed)
    #expect(try await fixture.isStopped("asha@example.org") == (true, false))
    let standing = try #require(try await fixture.standing("hassan").first)
    // One confirmation in the reader's language, below the wish that it answers.
    #expect(try await fixture.entries(of: standing).suffix(2).map(\.kind) == [.choice, .notice])
    // The next event passes her over and says so; an emergency and her own child's case do not.
    let event = try await fixture.event()
    let plan = try await AnnounceEvent(fixture.desk).plan(
        event.reference, to: .init(), by: "amina")
    #expect(
        try await !fixture.copies(of: plan).contains { $0.recipient.address == "asha@example.org" })
    #expect(
        try await fixture.leftOut(of: plan).contains {
            $0.contact.id.text == "asha" && $0.reason == .suppressed
        })
    let urgent = try await fixture.urgentPlan()
    #expect(
        try await fixture.copies(of: urgent).contains { $0.recipient.address == "asha@example.org" }
    )
    _ = try await fixture.invite(try await fixture.refer())
    let channel = await fixture.deliver()
    let toAsha = channel.messages.filter { $0.address == "asha@example.org" }
    #expect(toAsha.map(\.notice).sorted() == ["meeting-invitation", "stopped"])
}

@Test(arguments: Engine.reachable)
func `an emergency reaches who has stopped bulk notices`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "asha@example.org" })
    try await fixture.receive(try await fixture.answer("stop", to: message))
    let plan = try await fixture.urgentPlan()
    _ = try await SendWords(fixture.desk).send(plan, by: "amina")
    let channel = await fixture.deliver()
    let notices = channel.messages.filter { $0.address == message.address }.map(\.notice)
    #expect(notices.sorted() == ["stopped", "urgent"])
}

@Test(arguments: Engine.reachable, ["", "Sent from my phone"])
func `a mail to the stop address ends bulk notices, whatever its program adds`(
    _ engine: Engine, _ words: String
) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "rosa@example.org" })
    var mail = FamilyMail(words)
    mail.from = "rosa@example.org"
    mail.to = fixture.address(.stop, of: message)
    mail.subject = "STOP"
    try await fixture.receive(mail)
    #expect(try await fixture.isStopped("rosa@example.org") == (true, false))
}

@Test(arguments: Engine.reachable)
func `STOP from an address that two families share ends bulk notices to it at once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "home@example.org" })
    let received = try await fixture.receive(try await fixture.answer("STOP", to: message))
    // Whose words they are a person has to say; whose address it is, is plain.
    #expect(received.outcome == .triage)
    #expect(try await fixture.isStopped("home@example.org") == (true, false))
}

@Test(arguments: Engine.reachable)
func `START takes STOP back`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "asha@example.org" })
    try await fixture.receive(try await fixture.answer("STOP", to: message))
    #expect(try await fixture.isStopped("asha@example.org") == (true, false))
    try await fixture.receive(try await fixture.answer("START", to: message))
    #expect(try await fixture.isStopped("asha@example.org") == (false, false))
}

@Test(arguments: Engine.reachable)
func `a sentence that perhaps means STOP goes to the liaison and stops nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "asha@example.org" })
    try await fixture.receive(
        try await fixture.answer("Please stop sending him home early.", to: message))
    #expect(try await fixture.isStopped("asha@example.org") == (false, false))
}
