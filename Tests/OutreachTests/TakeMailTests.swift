import Engines
import Inbox
import Store
import Testing

@testable import Outreach

@Test func `a database without room puts mail off, and takes it when there is some`() async throws {
    let fixture = try await DeskFixture(.sqlite)
    let place = try Engine.sqlite.fresh()
    let made = try await place.make()
    _ = try await Migrator(program: "test").migrate(made, now: fixture.clock.now)
    await made.close()
    let arrival = Arrival(
        source: "lmtp", deliveryID: nil, reversePath: "", recipients: [DeskFixture.liaison],
        bytes: [UInt8](repeating: 65, count: 60_000))
    // No page beyond those that it has.
    let full = try place.open(maximumPages: 1)
    await #expect(throws: StorageFull.self) {
        try await fixture.taking(into: full).keep(arrival)
    }
    await full.close()
    let roomy = try place.open()
    let kept = try await fixture.taking(into: roomy).keep(arrival)
    let count = try await roomy.read { t in try t.number("SELECT COUNT(*) AS n FROM inbound") }
    #expect(count == 1)
    #expect(kept == .kept(kept.id))
    await roomy.close()
}

extension DeskFixture {
    /// Who takes mail, into another database than the desk's.
    fileprivate func taking(into database: any Database) -> TakeMail {
        TakeMail(
            Desk(
                database: database, source: clock.source, localizer: desk.localizer,
                tokens: desk.tokens, identity: desk.identity, phone: nil, acknowledgeWithin: nil),
            mailboxes: ["liaison"])
    }
}
