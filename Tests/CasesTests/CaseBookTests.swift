import Engines
import People
import Store
import Testing

@testable import Cases

@Test(arguments: Engine.reachable)
func `a family's standing conversation is opened once, however many ask at once`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let ids = try await withThrowingTaskGroup(of: CaseID.self) { group in
        for _ in 0..<12 { group.addTask { try await fixture.standing().id } }
        return try await group.reduce(into: Set<CaseID>()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM cases") == 1)
}

@Test(arguments: Engine.reachable)
func `a child may have several cases, each with a reference of its own`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let (first, second) = (try await fixture.openCase(), try await fixture.openCase())
    #expect(first.id != second.id)
    #expect(first.reference != second.reference)
    #expect(first.reference.count == 5)
    #expect(first.state == .open)
    #expect(first.openedAt == fixture.clock.now)
}

@Test(arguments: Engine.reachable)
func `a case is found by reference in any case and by id`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    for name in [file.reference, file.reference.uppercased(), file.id.text] {
        let found = try await fixture.database.read { t in try fixture.book.find(named: name, t) }
        #expect(found?.id == file.id)
    }
    let none = try await fixture.database.read { t in try fixture.book.find(named: "zzzzz", t) }
    #expect(none == nil)
}

@Test(arguments: Engine.reachable)
func `a case is closed once and then leaves the list of open ones`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    fixture.clock.advance(.seconds(60))
    let closed = try await fixture.database.write { t in
        [try fixture.book.close(file.id, t), try fixture.book.close(file.id, t)]
    }
    #expect(closed == [true, false])
    try await fixture.database.read { t throws in
        #expect(try fixture.book.find(file.id, t)?.closedAt == fixture.clock.now)
        let id = fixture.schoolID
        #expect(try fixture.book.list(of: id, includingClosed: false, t).isEmpty)
        #expect(try fixture.book.list(of: id, includingClosed: true, t).count == 1)
        #expect(try fixture.book.open(of: fixture.family, t).isEmpty)
    }
}

@Test(arguments: Engine.reachable)
func `a family's concerns come before its standing conversation`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let standing = try await fixture.standing()
    fixture.clock.advance(.seconds(1))
    let first = try await fixture.openCase()
    fixture.clock.advance(.seconds(1))
    let second = try await fixture.openCase()
    let open = try await fixture.database.read { t in
        try fixture.book.open(of: fixture.family, t)
    }
    #expect(open.map(\.id) == [first.id, second.id, standing.id])
    #expect(standing.kind == .general)
    #expect(standing.student == nil)
}

@Test(arguments: Engine.reachable)
func `the next step is kept with its date and can be taken back`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    try await fixture.database.write { t in
        try fixture.book.setNextStep("call again", on: "2026-12-01", of: file.id, t)
    }
    var now = try await fixture.database.read { t in try fixture.book.find(file.id, t) }
    #expect(now?.nextStep == "call again")
    #expect(now?.nextStepOn == "2026-12-01")
    try await fixture.database.write { t in
        try fixture.book.setNextStep(nil, on: nil, of: file.id, t)
    }
    now = try await fixture.database.read { t in try fixture.book.find(file.id, t) }
    #expect(now?.nextStep == nil)
}
