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
func `what families wrote is told to the liaison once, in the next digest`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let file = try await fixture.refer()
    let message = try await fixture.invite(file).message
    let words = "Waan imanayaa, mahadsanid. Ilmahaygu aad buu u daalan yahay subaxdii."
    try await fixture.receive(try await fixture.answer(words, to: message))
    try await fixture.receive(try await fixture.answer("Mahadsanid mar kale.", to: message))
    #expect(try await fixture.tellStaff().isEmpty)
    fixture.clock.advance(.seconds(3_600))
    let mails = try await fixture.tellStaff()
    let mail = try #require(mails.first)
    #expect(mails.count == 1)
    #expect(mail.to.map(\.address) == ["amina@school.example"])
    #expect(mail.subject == "a family wrote")
    #expect(mail.headers.first("Auto-Submitted") == "auto-generated")
    #expect(mail.text.components(separatedBy: "parley case show \(file.reference)").count == 3)
    #expect(mail.text.contains("in Somali"))
    for secret in ["asha@example.org", "Waan", "Ali", "hassan"] {
        #expect(!mail.text.contains(secret) && !mail.subject.contains(secret))
    }
    fixture.clock.advance(.seconds(7_200))
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a family that asks to be contacted is told of at once, with what waits`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let file = try await fixture.refer()
    let message = try await fixture.invite(file).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    #expect(try await fixture.tellStaff().isEmpty)
    try await fixture.receive(try await fixture.answer("3", to: message))
    let mail = try #require(try await fixture.tellStaff().first)
    #expect(mail.subject == "Please look now: a family wrote")
    #expect(mail.text.contains("the family asks to be contacted"))
    #expect(mail.text.contains("the family wrote"))
}

@Test(arguments: Engine.reachable)
func `an answer for a meeting within a day does not wait; one for later does`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("1", to: message))
    #expect(try await fixture.tellStaff().isEmpty)
    // Ten days on, the meeting is that afternoon.
    fixture.clock.advance(.seconds(10 * 86_400))
    _ = try await fixture.tellStaff()
    try await fixture.receive(try await fixture.answer("2", to: message))
    let mail = try #require(try await fixture.tellStaff().first)
    #expect(mail.subject.hasSuffix("the family cannot come"))
}

@Test(arguments: Engine.reachable)
func `a digest waits for the morning, and what each chose counts`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let message = try await fixture.invite(try await fixture.refer()).message
    // 17:30 in Chicago: the hour ends after the day does.
    fixture.clock.advance(.seconds(8 * 3_600 + 1_800))
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    fixture.clock.advance(.seconds(12 * 3_600))
    #expect(try await fixture.tellStaff().isEmpty)
    fixture.clock.advance(.seconds(2 * 3_600))
    #expect(try await fixture.tellStaff().count == 1)
    try await fixture.choose(.each)
    try await fixture.receive(try await fixture.answer("Haye.", to: message))
    #expect(try await fixture.tellStaff().count == 1)
    try await fixture.choose(.never)
    try await fixture.receive(try await fixture.answer("3", to: message))
    fixture.clock.advance(.seconds(86_400))
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `what waits in the tray is told to the school's liaisons`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    var stranger = FamilyMail("Hola, soy la abuela de Ana.")
    stranger.from = "abuela@example.net"
    try await fixture.receive(stranger)
    let item = try #require(try await fixture.triage().first)
    fixture.clock.advance(.seconds(3_600))
    let mails = try await fixture.tellStaff()
    #expect(mails.map { $0.to.map(\.address) } == [["amina@school.example"]])
    #expect(mails.first?.subject.contains("To be sorted, \(item.reference)") == true)
    #expect(mails.first?.text.contains("abuela") == false)
    #expect(mails.first?.text.contains("parley triage list --as amina") == true)
}

@Test(arguments: Engine.reachable)
func `the teacher is told once the liaison lets the case be known, and nothing of the words`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    for handle in ["amina", "tom"] { try await fixture.choose(.each, for: handle) }
    var policy = SendingPolicy()
    policy.staff.hasWords = true
    let file = try await fixture.refer()
    let message = try await fixture.invite(file).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    #expect(
        try await fixture.tellStaff(policy).map(\.to.first?.address) == ["amina@school.example"])
    _ = try await ChooseNotifications(fixture.desk).share(file.reference, isOn: true, by: "amina")
    try await fixture.receive(try await fixture.answer("Call 202-555-0123.", to: message))
    let mails = try await fixture.tellStaff(policy)
    let told = Dictionary(uniqueKeysWithValues: mails.map { ($0.to.first?.address, $0.text) })
    #expect(told["amina@school.example"]?.contains("Call 202-555-0123.") == true)
    let toTom = try #require(told["tom@school.example"])
    #expect(toTom.contains("Case \(file.reference): the family wrote"))
    for secret in ["Call", "202-555", "asha", "@example.org", "case show"] {
        #expect(!toTom.contains(secret))
    }
    _ = try await ChooseNotifications(fixture.desk).share(file.reference, isOn: false, by: "amina")
    try await fixture.receive(try await fixture.answer("Haye.", to: message))
    #expect(try await fixture.tellStaff().count == 1)
    await #expect(throws: Refusal.self) {
        try await ChooseNotifications(fixture.desk).share(file.reference, isOn: true, by: "tom")
    }
}

@Test(arguments: Engine.reachable)
func `who may not manage people chooses for nobody else`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let choose = ChooseNotifications(fixture.desk)
    await #expect(throws: Refusal.self) { try await fixture.choose(.each) }
    try await fixture.giveStaffMailboxes()
    await #expect(throws: Refusal.self) {
        try await choose.set(.never, of: "amina", by: "tom")
    }
    for hours in [0, 169] {
        await #expect(throws: Refusal.self) {
            try await choose.set(.digest(hours: hours), of: "tom", by: "tom")
        }
    }
    _ = try await choose.set(.digest(hours: 4), of: "tom", by: "amina")
    let kept = try await fixture.database.read { t in
        try Staff().notify(StaffID(text: "tom"), t)
    }
    #expect(kept == .digest(hours: 4))
}
