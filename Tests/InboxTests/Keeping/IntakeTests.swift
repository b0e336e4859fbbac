import Engines
import People
import Store
import Testing

@testable import Inbox

@Test(arguments: Engine.reachable)
func `the same bytes to the same recipients are kept once`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let first = try await fixture.keep(fixture.arrival("Hello"))
    let second = try await fixture.keep(fixture.arrival("Hello"))
    #expect(first == .kept(first.id))
    #expect(second == .repeated(first.id))
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound") == 1)
}

@Test(arguments: Engine.reachable)
func `the same bytes to another recipient, or by another way, are another arrival`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    let kept = [
        try await fixture.keep(fixture.arrival("Hello")),
        try await fixture.keep(fixture.arrival("Hello", to: ["reply+x@in.test"])),
        try await fixture.keep(fixture.arrival("Hello", by: "pipe")),
        try await fixture.keep(fixture.arrival("Hello!")),
        // Neither a recipient nor the bytes can be made to look like the other.
        try await fixture.keep(fixture.arrival("Hello", to: ["a", "b"])),
        try await fixture.keep(fixture.arrival("Hello", to: ["a\nb\0"])),
    ]
    #expect(Set(kept.map(\.id)).count == kept.count)
    #expect(kept.allSatisfy { $0 == .kept($0.id) })
}

@Test(arguments: Engine.reachable)
func `a provider's own id tells two equal texts apart, and a repeat from a new one`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    let one = try await fixture.keep(fixture.arrival("1", by: "hook", delivery: "d1"))
    let two = try await fixture.keep(fixture.arrival("1", by: "hook", delivery: "d2"))
    let again = try await fixture.keep(fixture.arrival("1 changed", by: "hook", delivery: "d1"))
    #expect(two == .kept(two.id))
    #expect(again == .repeated(one.id))
}

@Test(arguments: Engine.reachable)
func `of a group each is kept once, and told from what came before`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    let known = try await fixture.keep(fixture.arrival("3"))
    let group = ["1", "2", "3", "2", "4"].map { fixture.arrival($0) }
    let kept = try await fixture.database.write { t in try fixture.intake.keep(group, t) }
    #expect(kept.map { $0 == .kept($0.id) } == [true, true, false, false, true])
    #expect(kept.map(\.id)[2...3].elementsEqual([known.id, kept[1].id]))
    for (arrival, keeping) in zip(group, kept) {
        let bytes = try await fixture.database.read { t in
            try InboundQueue().bytes(of: keeping.id, t)
        }
        #expect(bytes == arrival.bytes)
    }
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound_bytes") == 4)
}

@Test(arguments: Engine.reachable)
func `a mail that is delivered by several at once is kept once`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let kept = try await withThrowingTaskGroup(of: Keeping.self) { group in
        for _ in 0..<8 { group.addTask { try await fixture.keep(fixture.arrival("Hello")) } }
        return try await group.reduce(into: [Keeping]()) { $0.append($1) }
    }
    #expect(Set(kept.map(\.id)).count == 1)
    #expect(kept.count { $0 == .kept($0.id) } == 1)
}

@Test(arguments: Engine.reachable)
func `bytes come back exactly as they came`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let arrival = Arrival(
        source: "lmtp", deliveryID: nil, reversePath: "", recipients: ["a@in.test", "ü@in.test"],
        bytes: bytes)
    let id = try await fixture.keep(arrival).id
    let stored = try await fixture.database.read { t in try InboundQueue().bytes(of: id, t) }
    #expect(stored == bytes)
    let claimed = try #require(try await fixture.claim().first)
    #expect(claimed.bytes == bytes)
    #expect(claimed.recipients == ["a@in.test", "ü@in.test"])
    #expect(claimed.reversePath.isEmpty)
}
