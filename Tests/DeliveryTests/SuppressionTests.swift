import Engines
import People
import Store
import Testing

@testable import Delivery

private let address = "asha@example.org"

/// Whether bulk notices and case mail are stopped.
private func stopped(_ school: SmallSchool) async throws -> [Bool] {
    try await school.database.read { t in
        let suppressions = Suppressions(school.clock.source)
        var found: [Bool] = []
        for isBulk in [true, false] {
            let stops = try suppressions.stops(address, .email, isBulk: isBulk, t)
            let scopes = try suppressions.scopes(of: [address, "x@example.org"], .email, t)
            let stopping = SuppressionScope.stopping(isBulk: isBulk)
            #expect(stops == !(scopes[address] ?? []).isDisjoint(with: stopping))
            found.append(stops)
        }
        return found
    }
}

private func add(
    _ scope: SuppressionScope, _ reason: SuppressionReason, _ school: SmallSchool
) async throws -> Bool {
    try await school.database.write { t in
        try Suppressions(school.clock.source).add(
            address, .email, scope, because: reason, inbound: nil, t)
    }
}

@Test(arguments: Engine.reachable)
func `who asked for no more bulk notices still gets case mail`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    #expect(try await stopped(school) == [false, false])
    #expect(try await add(.bulk, .optOut, school))
    #expect(try await stopped(school) == [true, false])
    #expect(try await !add(.bulk, .complaint, school))
}

@Test(arguments: Engine.reachable)
func `a dead address gets nothing at all`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    #expect(try await add(.all, .deadAddress, school))
    #expect(try await stopped(school) == [true, true])
    let others = try await school.database.read { t in
        try Suppressions(school.clock.source).stops("other@example.org", .email, isBulk: true, t)
    }
    #expect(!others)
}

@Test(arguments: Engine.reachable)
func `an address that was let go can be stopped again, and the past stays`(
    _ engine: Engine
) async throws {
    let school = try await SmallSchool(engine)
    let lift = { @Sendable () async throws -> Bool in
        try await school.database.write { t in
            try Suppressions(school.clock.source).lift(address, .email, t)
        }
    }
    #expect(try await !lift())
    _ = try await add(.bulk, .optOut, school)
    #expect(try await lift())
    #expect(try await stopped(school) == [false, false])
    #expect(try await !lift())
    #expect(try await add(.bulk, .optOut, school))
    #expect(try await stopped(school) == [true, false])
    #expect(try await school.count("SELECT COUNT(*) AS n FROM suppressions") == 2)
}

@Test(arguments: Engine.reachable)
func `a reader's wish to hear again does not revive a dead mailbox`(
    _ engine: Engine
) async throws {
    let school = try await SmallSchool(engine)
    _ = try await add(.all, .deadAddress, school)
    let lifted = try await school.database.write { t in
        try Suppressions(school.clock.source).lift(address, .email, t)
    }
    #expect(!lifted)
    #expect(try await stopped(school) == [true, true])
}

@Test(arguments: Engine.reachable)
func `a stop belongs to the address, whoever uses it and when`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    _ = try await add(.bulk, .optOut, school)
    // A new roster brings the address anew, with another contact.
    try await school.add(.init("asha", of: "hassan", students: ["ali"]))
    try await school.add(.init("other", of: "lopez", students: ["ana"], addresses: [address]))
    try await school.change("UPDATE contacts SET active = \(false) WHERE id = 'asha'")
    #expect(try await stopped(school) == [true, false])
}
