import Cases
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// What staff are told of an arrival that a person has settled before the mail was made.
@Suite struct `What was settled before the digest` {
    /// Amina and Zoe are liaisons with a mailbox each; an aunt's mail waits in the tray.
    private static func office(
        _ engine: Engine
    ) async throws -> (fixture: DeskFixture, item: TriageItem, file: Case) {
        let fixture = try await DeskFixture(engine)
        try await fixture.giveStaffMailboxes()
        try await fixture.school.change(
            """
            INSERT INTO staff (id, school_id, handle, name, role, email, active, created_at)
            VALUES ('zoe', 'school', 'zoe', 'Zoe', 'liaison', 'zoe@school.example', \(true), 1)
            """)
        let file = try await fixture.refer()
        return (fixture, try await fixture.strange(), file)
    }

    private static func told(_ fixture: DeskFixture) async throws -> [String?] {
        fixture.clock.advance(.seconds(3_600))
        return try await fixture.tellStaff().map { $0.to.first?.address }.sorted {
            $0 ?? "" < $1 ?? ""
        }
    }

    @Test(arguments: Engine.reachable)
    func `waits for both liaisons until then`(_ engine: Engine) async throws {
        let (fixture, _, _) = try await Self.office(engine)
        let all = ["amina@school.example", "zoe@school.example"]
        #expect(try await Self.told(fixture) == all)
    }

    @Test(arguments: Engine.reachable)
    func `on the own case is told to nobody`(_ engine: Engine) async throws {
        let (fixture, item, file) = try await Self.office(engine)
        _ = try await SettleTriage(fixture.desk).assign(
            item.reference, to: file.reference, by: "amina")
        #expect(try await Self.told(fixture).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `on a colleague's case is told to the colleague, as of that case`(
        _ engine: Engine
    ) async throws {
        let (fixture, item, file) = try await Self.office(engine)
        _ = try await SettleTriage(fixture.desk).assign(
            item.reference, to: file.reference, by: "zoe")
        fixture.clock.advance(.seconds(3_600))
        let mails = try await fixture.tellStaff()
        #expect(mails.map { $0.to.first?.address } == ["amina@school.example"])
        #expect(mails.first?.text.contains("parley case show \(file.reference)") == true)
        #expect(mails.first?.text.contains("triage") == false)
    }

    @Test(arguments: Engine.reachable)
    func `as not ours is told to nobody, and to the others again once it waits again`(
        _ engine: Engine
    ) async throws {
        let (fixture, item, _) = try await Self.office(engine)
        let settle = SettleTriage(fixture.desk)
        try await settle.dismiss(item.reference, by: "amina")
        #expect(try await Self.told(fixture).isEmpty)
        try await settle.reopen(item.reference, by: "amina")
        #expect(try await Self.told(fixture) == ["zoe@school.example"])
    }

    @Test(arguments: Engine.reachable)
    func `is not told as of a case that it no longer stands on`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.giveStaffMailboxes()
        let (old, new) = (try await fixture.refer(), try await fixture.refer("warsame"))
        try await fixture.receive(FamilyMail("Yusuf asks for the bus times."))
        try await fixture.school.change(
            "UPDATE timeline SET case_id = \(new.id) WHERE id = \(try await fixture.last(of: old).id)"
        )
        #expect(try await Self.told(fixture).isEmpty)
    }
}
