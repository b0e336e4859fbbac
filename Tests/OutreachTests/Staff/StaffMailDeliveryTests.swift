import Cases
import Delivery
import Engines
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `a worker that dies with a mail to staff leaves it to the next, under the same Message-ID`(
    _ engine: Engine
) async throws {
    let fixture = try await told(engine)
    let dead = fixture.staffWorker(StaffPost())
    try await WriteToStaff(fixture.desk).makeDue()
    let claimed = try #require(try await dead.claim().first)
    #expect(try await fixture.tellStaff().isEmpty)
    fixture.clock.advance(.seconds(61))
    let again = try await fixture.tellStaff()
    #expect(again.map(\.messageID) == [claimed.mail.messageID])
    fixture.clock.advance(.seconds(3_600))
    #expect(try await fixture.tellStaff().isEmpty)
    // The dead one was only slow: what it says now changes nothing.
    let now = fixture.clock.now
    try await fixture.database.write { t in
        try StaffMails().settle(claimed, .refused(reply: "late"), now: now, t)
    }
    #expect(try await latest(fixture) == .sent)
}

@Test(arguments: Engine.reachable)
func `workers at the same moment tell staff once`(_ engine: Engine) async throws {
    let fixture = try await told(engine)
    let post = StaffPost()
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<6 { group.addTask { await fixture.staffWorker(post).runDue() } }
    }
    #expect(post.mails.count == 1)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM staff_mails") == 1)
}

@Test(arguments: Engine.reachable)
func `a mail to staff that is refused for now is tried again, and for good ends as failed`(
    _ engine: Engine
) async throws {
    let fixture = try await told(engine)
    let busy = StaffPost(.refused(SMTPReply(451, "4.3.0", "later"), .recipient))
    await fixture.staffWorker(busy).runDue()
    #expect(try await latest(fixture) == .deferred)
    #expect(try await fixture.tellStaff().isEmpty)
    fixture.clock.advance(.seconds(600))
    let gone = StaffPost(.refused(SMTPReply(550, "5.1.1", "no such user"), .recipient))
    await fixture.staffWorker(gone).runDue()
    #expect(gone.mails.count == 1)
    #expect(try await latest(fixture) == .failed)
    fixture.clock.advance(.seconds(864_000))
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `what staff answer to such a mail stands in no case`(_ engine: Engine) async throws {
    let fixture = try await told(engine)
    let mail = try #require(try await fixture.tellStaff().first)
    let id = try #require(mail.messageID)
    // A teacher may be a parent as well: the address alone would have filed it.
    var answer = FamilyMail("Thanks, I will call them.")
    answer.inReplyTo = id
    let received = try await fixture.receive(answer)
    #expect(received.outcome == .triage)
    #expect(try await fixture.triage().map(\.reason) == [.staffAnswer])
    var away = FamilyMail("I am away until Monday.")
    away.inReplyTo = id
    away.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
    #expect(try await fixture.receive(away).outcome == .ignored)
    let report = fixture.report(
        action: "failed", status: "5.1.1", about: "amina@school.example", original: id)
    #expect(try await fixture.receive(report, to: [DeskFixture.liaison]).outcome == .ignored)
    #expect(try await latest(fixture) == .bounced)
}

@Test(arguments: Engine.reachable)
func `an out-of-office and a report are nobody's words, and nobody is told`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let message = try await fixture.invite(try await fixture.refer()).message
    var away = try await fixture.answer("I am away.", to: message)
    away.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
    try await fixture.receive(away)
    try await fixture.receive(
        fixture.report(action: "failed", status: "5.1.1", about: message.address),
        to: [fixture.address(.bounce, of: message)])
    fixture.clock.advance(.seconds(7_200))
    #expect(try await fixture.tellStaff().isEmpty)
}

/// A family has written, and the digest is due.
private func told(_ engine: Engine) async throws -> DeskFixture {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    fixture.clock.advance(.seconds(3_600))
    return fixture
}

private func latest(_ fixture: DeskFixture) async throws -> MessageState.Word? {
    try await fixture.database.read { t in
        try StaffMails().latest(to: StaffID(text: "amina"), t)?.state
    }
}
