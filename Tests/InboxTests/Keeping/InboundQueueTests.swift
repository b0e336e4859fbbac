import Engines
import People
import Store
import Testing

@testable import Inbox

@Test(arguments: Engine.reachable)
func `what came first is read first, and once`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    var ids: [InboundID] = []
    for number in 0..<5 {
        ids.append(try await fixture.keep(fixture.arrival("\(number)")).id)
        fixture.clock.advance(.milliseconds(1))
    }
    #expect(try await fixture.claim(3).map(\.id) == Array(ids.prefix(3)))
    #expect(try await fixture.claim(3).map(\.id) == Array(ids.suffix(2)))
    #expect(try await fixture.claim().isEmpty)
    #expect(try await fixture.database.read { t in try InboundQueue().waiting(t) } == 5)
}

@Test(arguments: Engine.reachable)
func `several readers never get the same arrival`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    for number in 0..<60 { try await fixture.keep(fixture.arrival("\(number)")) }
    let taken = try await withThrowingTaskGroup(of: [InboundID].self) { group in
        for _ in 0..<6 {
            group.addTask {
                var own: [InboundID] = []
                while case let claimed = try await fixture.claim(4), !claimed.isEmpty {
                    own += claimed.map(\.id)
                }
                return own
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 60)
    #expect(Set(taken).count == 60)
}

@Test(arguments: Engine.reachable)
func `what ended three readers is set aside after the third, not before`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    let id = try await fixture.keep(fixture.arrival("a trap")).id
    for claim in 1...3 {
        #expect(try await fixture.claim().map(\.claim) == [claim])
        #expect(try await fixture.sweep().isEmpty)
        fixture.clock.advance(.seconds(61))
        #expect(try await fixture.sweep() == (claim == 3 ? [id] : []))
    }
    #expect(try await fixture.state(of: id) == .setAside)
    #expect(try await fixture.claim().isEmpty)
    #expect(try await fixture.sweep().isEmpty)
    let bytes = try await fixture.database.read { t in try InboundQueue().bytes(of: id, t) }
    #expect(bytes == Array("a trap".utf8))
}

@Test(arguments: Engine.reachable)
func `a reader whose arrival was taken over does not finish it`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    try await fixture.keep(fixture.arrival("slow"))
    let first = try #require(try await fixture.claim().first)
    fixture.clock.advance(.seconds(61))
    _ = try await fixture.sweep()
    let second = try #require(try await fixture.claim().first)
    let finished = try await fixture.database.write { t in
        try [first, second, second].map {
            try InboundQueue().finish(
                [($0.id, claim: $0.claim, family: FamilyID(text: "hassan"))], t)
        }
    }
    #expect(finished == [false, true, false])
    #expect(try await fixture.state(of: first.id) == .read)
    #expect(try await fixture.database.read { t in try InboundQueue().waiting(t) } == 0)
}

@Test(arguments: Engine.reachable)
func `an arrival given back is as if nobody had claimed it`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    try await fixture.keep(fixture.arrival("a"))
    for _ in 0..<5 {
        let claimed = try #require(try await fixture.claim().first)
        #expect(claimed.claim == 1)
        try await fixture.database.write { t in
            try InboundQueue().giveBack(claimed.id, claim: claimed.claim, t)
            // Given back twice, it changes nothing.
            try InboundQueue().giveBack(claimed.id, claim: claimed.claim, t)
        }
    }
}

@Test(arguments: Engine.reachable)
func `what may have ended its reader is claimed alone from then on`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    for number in 0..<3 {
        try await fixture.keep(fixture.arrival("\(number)"))
        fixture.clock.advance(.milliseconds(1))
    }
    #expect(try await fixture.claim().count == 3)
    fixture.clock.advance(.seconds(61))
    #expect(try await fixture.sweep().isEmpty)
    for number in 3..<6 { try await fixture.keep(fixture.arrival("\(number)")) }
    var claims: [[Int]] = []
    while case let claimed = try await fixture.claim(), !claimed.isEmpty {
        claims.append(claimed.map(\.claim))
    }
    #expect(claims == [[2], [2], [2], [1, 1, 1]])
}

@Test(arguments: Engine.reachable)
func `large arrivals are claimed one at a time`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    for (number, size) in [3 << 20, 3 << 20, 5 << 20, 10, 10].enumerated() {
        try await fixture.keep(fixture.arrival("\(number)" + String(repeating: "a", count: size)))
        fixture.clock.advance(.milliseconds(1))
    }
    var counts: [Int] = []
    while case let claimed = try await fixture.claim(), !claimed.isEmpty {
        counts.append(claimed.count)
    }
    #expect(counts == [1, 1, 1, 2])
}
