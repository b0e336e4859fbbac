import Cases
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

@Suite struct `A contact made of a sender` {
    private func request(mayReceive: Bool) -> AddSender.Request {
        AddSender.Request(
            family: "hassan", student: nil, name: "Yusuf Warsame", relation: "father",
            language: nil, mayReceive: mayReceive)
    }

    @Test(arguments: Engine.reachable)
    func `is refused where an order forbids contact with whoever has the address`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let item = try await fixture.strange(from: "yusuf@example.org")
        try await fixture.school.change(
            "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'yusuf'")
        try await fixture.school.change(
            "UPDATE contacts SET active = \(false) WHERE id = 'yusuf'")
        await #expect(throws: Refusal.self) {
            _ = try await AddSender(fixture.desk)
                .add(item.reference, request(mayReceive: false), by: "amina")
        }
    }

    @Test(arguments: Engine.reachable)
    func `gets no news that the roster keeps from the address`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let item = try await fixture.strange(from: "yusuf@example.org")
        try await fixture.school.change(
            "UPDATE guardianships SET may_receive = \(false) WHERE contact_id = 'yusuf'")
        let add = AddSender(fixture.desk)
        await #expect(throws: Refusal.self) {
            _ = try await add.add(item.reference, request(mayReceive: true), by: "amina")
        }
        _ = try await add.add(item.reference, request(mayReceive: false), by: "amina")
    }
}

@Test(arguments: Engine.reachable)
func `a colleague's address is learnt for no family`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    try await fixture.giveStaffMailboxes()
    let item = try await fixture.strange("The mother called me.", from: "pat@school.example")
    _ = try await SettleTriage(fixture.desk).assign(
        item.reference, to: file.reference, by: "amina")
    #expect(
        try await fixture.school.count("SELECT COUNT(*) AS n FROM learnt_senders") == 0)
}
