import Engines
import Inbox
import Store
import Testing

@testable import Outreach

@Test(arguments: Engine.reachable)
func `arrivals of many connections are each kept once before any is acknowledged`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let together = KeepTogether(fixture.desk)
    let keepings = try await withThrowingTaskGroup(of: Keeping.self) { group in
        for number in 0..<300 {
            group.addTask {
                // Every third comes twice.
                let keeping = try await together.keep(arrival("\(number - number % 3 / 2)"))
                let isThere = try await fixture.database.read { t in
                    try InboundQueue().bytes(of: keeping.id, t) != nil
                }
                #expect(isThere)
                return keeping
            }
        }
        return try await group.reduce(into: []) { $0.append($1) }
    }
    let repeats = keepings.filter { if case .repeated = $0 { true } else { false } }
    #expect(repeats.count == 100)
    #expect(Set(keepings.map(\.id)).count == 200)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound") == 200)
}

@Test func `one that can't be kept takes no other along`() async throws {
    let fixture = try await DeskFixture(.sqlite)
    try await fixture.school.change(
        """
        CREATE TRIGGER refuse BEFORE INSERT ON inbound WHEN NEW.reverse_path = 'bad@example.org'
        BEGIN SELECT RAISE(ABORT, 'refused'); END
        """)
    let together = KeepTogether(fixture.desk)
    let failures = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<100 {
            group.addTask {
                let sender = number % 10 == 0 ? "bad@example.org" : "asha@example.org"
                return (try? await together.keep(arrival("\(number)", from: sender))) == nil
            }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(failures == 10)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound") == 90)
}

@Test func `a mail that can't be filed takes no other along`() async throws {
    let fixture = try await DeskFixture(.sqlite)
    try await fixture.school.change(
        """
        CREATE TRIGGER refuse BEFORE INSERT ON readings WHEN NEW.subject = 'bad'
        BEGIN SELECT RAISE(ABORT, 'refused'); END
        """)
    let together = KeepTogether(fixture.desk)
    for number in 0..<70 {
        let subject = number == 5 ? "bad" : "good"
        let mail = "From: nobody@far.test\r\nSubject: \(subject)\r\n\r\n\(number)\r\n"
        _ = try await together.keep(arrival(mail))
        fixture.clock.advance(.milliseconds(1))
    }
    await ReadingWorker(fixture.desk, log: silentLog, pause: realPause).run(drain: true)
    let read = try await fixture.school.count(
        "SELECT COUNT(*) AS n FROM inbound WHERE state = 'read'")
    let waiting = try await fixture.school.count(
        "SELECT COUNT(*) AS n FROM inbound WHERE state = 'reading' AND claims = 1")
    #expect((read, waiting) == (69, 1))
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM readings") == 69)
    #expect(try await fixture.triage().count == 69)
}

private func arrival(_ words: String, from sender: String = "asha@example.org") -> Arrival {
    Arrival(
        source: "lmtp", deliveryID: nil, reversePath: sender, recipients: [DeskFixture.liaison],
        bytes: Array(words.utf8))
}
