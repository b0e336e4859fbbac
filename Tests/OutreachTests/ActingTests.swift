import Engines
import People
import Store
import Testing

@testable import Outreach

@Test(
    arguments: Engine.reachable,
    [
        ("tom", .refer, true), ("tom", .readCase, false), ("tom", .workOnCase, false),
        ("tom", .send, false), ("tom", .manage, false), ("pat", .send, true),
        ("pat", .readCase, false), ("pat", .refer, true), ("amina", .readCase, true),
        ("amina", .workOnCase, true), ("amina", .send, true), ("AMINA", .send, true),
        ("pat", .readAudit, true), ("amina", .readAudit, false), ("tom", .readAudit, false),
    ] as [(String, StaffTask, Bool)])
func `a role may do what it is there for, and no more`(
    _ engine: Engine, _ row: (handle: String, task: StaffTask, may: Bool)
) async throws {
    let school = try await SmallSchool(engine)
    let ask = { @Sendable () async throws -> String in
        try await school.database.read { t in
            try Acting().staff(row.handle, to: row.task, t).handle
        }
    }
    if row.may {
        #expect(try await ask() == row.handle.lowercased())
    } else {
        await #expect(throws: Refusal.self) { _ = try await ask() }
    }
}

@Test(arguments: Engine.reachable)
func `a refusal says who may, and does not take people who have left`(
    _ engine: Engine
) async throws {
    let school = try await SmallSchool(engine)
    try await school.change("UPDATE staff SET active = \(false) WHERE id = 'pat'")
    for (handle, words) in [
        ("tom", "That is for: liaison."), ("pat", "no longer works here"),
        ("nobody", "parley staff list"),
    ] {
        await #expect {
            try await school.database.read { t in
                _ = try Acting().staff(handle, to: .readCase, t)
            }
        } throws: { error in
            "\(error)".contains(words)
        }
    }
}
