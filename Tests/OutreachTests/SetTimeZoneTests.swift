import Engines
import People
import Store
import Testing

@testable import Outreach

@Suite struct SetTimeZoneTests {
    private func zone(_ family: String, _ fixture: DeskFixture) async throws -> String? {
        try await fixture.database.read { t in
            try t.row("SELECT time_zone FROM families WHERE id = \(family)")?["time_zone"]
        }
    }

    @Test(arguments: Engine.reachable)
    func `a family's zone is set by its own key or a contact's, and is on record`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let use = SetTimeZone(fixture.desk)
        #expect(
            try await use.set("America/Denver", for: "hassan", by: "amina").rosterKey == "hassan")
        #expect(try await zone("hassan", fixture) == "America/Denver")
        #expect(try await use.set("Asia/Kolkata", for: "rosa", by: "amina").rosterKey == "lopez")
        #expect(try await zone("lopez", fixture) == "Asia/Kolkata")
        #expect(try await zone("chen", fixture) == nil)
        _ = try await use.set(nil, for: "lopez", by: "amina")
        #expect(try await zone("lopez", fixture) == nil)
        #expect(
            try await fixture.school.count(
                """
                SELECT COUNT(*) AS n FROM audit WHERE action = 'family.zone'
                    AND staff_id = 'amina' AND family_id IN ('hassan', 'lopez')
                """) == 3)
    }

    @Test(arguments: [
        ("Mars/Olympus", "hassan", "amina"), ("GMT+3", "hassan", "amina"),
        ("EST", "hassan", "amina"), ("../etc/passwd", "hassan", "amina"),
        ("America/Denver", "nobody", "amina"), ("America/Denver", "hassan", "tom"),
    ])
    func `no such zone, no such family, not the liaison's`(
        _ row: (zone: String, key: String, handle: String)
    ) async throws {
        let fixture = try await DeskFixture(.sqlite)
        await #expect(throws: Refusal.self) {
            _ = try await SetTimeZone(fixture.desk).set(row.zone, for: row.key, by: row.handle)
        }
        #expect(try await zone("hassan", fixture) == nil)
    }

    @Test(arguments: Engine.reachable)
    func `a key that is a household's and another household's contact's is nobody's`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.school.add(.init("hassan", of: "kim", students: ["sun"]))
        await #expect(throws: Refusal.self) {
            _ = try await SetTimeZone(fixture.desk).set("UTC", for: "hassan", by: "amina")
        }
    }
}
