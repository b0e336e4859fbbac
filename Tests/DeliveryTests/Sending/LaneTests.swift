import Engines
import People
import Store
import Testing

@testable import Delivery

@Suite struct LaneTests {
    @Test(arguments: [
        ("asha@Example.ORG", Channel.email, "example.org"),
        ("\"a@b\"@example.org", .email, "example.org"),
        ("nobody", .email, ""), ("asha@", .email, ""),
        ("asha@ÉCOLE.example", .email, "école.example"),
        ("+12025550101", .sms, ""), ("a@b", .sms, ""),
    ])
    func `a mail's lane is its domain`(_ address: String, _ channel: Channel, _ name: String) {
        #expect(Lane(of: address, channel).name == name)
    }

    @Test(arguments: Engine.reachable)
    func `every lane with something waiting is found, with its first due time, and no other`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let now = fixture.clock.now
        func lanes(_ priority: Priority) async throws -> [String: Instant] {
            try await fixture.database.read { t in
                try Outbox().lanes(.email, priority, t).reduce(into: [:]) {
                    $0[$1.lane.name] = $1.due
                }
            }
        }
        #expect(try await lanes(.bulk).isEmpty)
        var expected: [String: Instant] = [:]
        var made: [NewMessage] = []
        for number in 0..<150 {
            let lane = number == 0 ? "" : "d\(number).example"
            for copy in 0..<2 {
                made.append(
                    fixture.message(
                        "k\(number)-\(copy)", due: now + .seconds(number + copy * 60),
                        to: number == 0 ? "postmaster" : "p\(copy)@\(lane)"))
            }
            expected[lane] = now + .seconds(number)
        }
        made.append(fixture.message("u", to: "a@urgent.example", priority: .urgent))
        made.append(fixture.message("t", channel: .sms, to: "+12025550101"))
        try await fixture.enqueue(made)
        #expect(try await lanes(.bulk) == expected)
        #expect(try await lanes(.urgent) == ["urgent.example": now])
        #expect(try await lanes(.direct).isEmpty)
        // Every state but the three that wait.
        for (number, word) in MessageState.Word.allCases.enumerated() {
            try await fixture.school.change(
                "UPDATE messages SET state = \(word) WHERE lane = \("d\(number + 1).example")")
            guard ![.queued, .deferred, .unclear].contains(word) else { continue }
            expected["d\(number + 1).example"] = nil
        }
        #expect(try await lanes(.bulk) == expected)
    }

    @Test(arguments: Engine.reachable)
    func `a claim takes by priority, then lane by lane, then by time`(
        _ engine: Engine
    ) async throws {
        let fixture = try await OutboxFixture(engine)
        let now = fixture.clock.now
        var made: [NewMessage] = []
        for (number, priority) in [Priority.bulk, .direct, .urgent].enumerated() {
            for copy in 0..<3 {
                made.append(
                    fixture.message(
                        "\(priority)\(copy)", due: now - .seconds(60 - copy - number * 9),
                        to: "\(copy)@\(copy == 2 ? "b" : "a").example", priority: priority))
            }
        }
        try await fixture.enqueue(made)
        let order = ["urgent", "direct", "bulk"].flatMap { word in (0..<3).map { "\(word)\($0)" } }
        for part in [order.prefix(4), order.dropFirst(4).prefix(1), order.dropFirst(5)] {
            let claimed = try await fixture.claim(part.count)
            #expect(claimed.map(\.message.messageID) == part.map { "\($0)@in.school.example" })
        }
        #expect(try await fixture.claim().isEmpty)
    }
}
