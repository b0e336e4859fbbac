import Delivery
import Engines
import People
import Store
import Testing

@testable import Outreach

extension DeskFixture {
    /// Stops everything to an address.
    fileprivate func stop(
        _ address: String, _ channel: Channel = .email, because reason: SuppressionReason = .optOut
    ) async throws {
        try await database.write { t in
            try Suppressions(clock.source).add(
                address, channel, .all, because: reason, inbound: nil, t)
        }
    }

    /// Families and contacts on the list.
    fileprivate func toPhone(_ handle: String = "amina") async throws -> [String] {
        try await ListToPhone(desk).lines(for: handle).map { line in
            let people = line.contacts.map {
                "\($0.contact.id) \($0.reason.rawValue) \($0.phones.joined(separator: " "))"
            }
            return "\(line.family.id): " + people.joined(separator: ", ")
        }
    }
}

@Suite struct ListToPhoneTests {
    @Test(arguments: Engine.reachable)
    func `a family is phoned when none of its contacts can be written to`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.school.add(.init("luis", of: "lopez", students: ["ana"], language: "es"))
        #expect(try await fixture.toPhone() == [])
        try await fixture.stop("asha@example.org", because: .deadAddress)
        try await fixture.stop("rosa@example.org")
        #expect(try await fixture.toPhone() == ["hassan: asha suppressed "])
        try await fixture.stop("luis@example.org")
        #expect(
            try await fixture.toPhone() == [
                "hassan: asha suppressed ", "lopez: luis suppressed , rosa suppressed ",
            ])
    }

    @Test(arguments: Engine.reachable)
    func `with texts, a number that is stopped is told and another way keeps a family off`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, texts: true)
        let number = "+12125550190"
        try await fixture.school.add(
            .init("halima", of: "farah", students: ["sara"], addresses: [number]))
        try await fixture.school.change(
            "UPDATE addresses SET channel = 'sms' WHERE id = \(number)")
        #expect(try await fixture.toPhone() == [])
        try await fixture.stop(number, .sms)
        #expect(try await fixture.toPhone() == ["farah: halima suppressed +12125550190"])
    }

    @Test(arguments: Engine.reachable)
    func `no more news is no reason to phone, and who must not be contacted is not on it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.stopBulk("asha@example.org")
        try await fixture.stop("rosa@example.org")
        try await fixture.school.change(
            "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'rosa'")
        #expect(try await fixture.toPhone() == [])
    }

    @Test(arguments: Engine.reachable)
    func `numbers are the liaison's, and reading them is on the trail`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        await #expect(throws: Refusal.self) { try await fixture.toPhone("tom") }
        _ = try await fixture.toPhone()
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM audit WHERE action = 'people.call-list'") == 1)
    }
}
