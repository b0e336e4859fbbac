import Engines
import Inbox
import Store
import Testing

@testable import Outreach

@Suite struct RoomTests {
    /// A database's disk never has so much.
    private let tooMuch = Int.max

    @Test(arguments: Engine.reachable)
    func `with little room a notice to many is refused before anything is written`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, keepFree: tooMuch)
        guard engine == .sqlite else {
            // Of a server's disk nothing is known until it says so itself.
            #expect(try await fixture.announce().count == 4)
            return
        }
        await #expect {
            _ = try await fixture.announce()
        } throws: { error in
            "\(error)".contains("storage.keep_free_mib") && "\(error)".contains("Nothing was sent")
        }
        for table: SQL in [
            "SELECT COUNT(*) AS n FROM sends", "SELECT COUNT(*) AS n FROM messages",
            "SELECT COUNT(*) AS n FROM renderings",
        ] { #expect(try await fixture.school.count(table) == 0) }
    }

    @Test func `what concerns one family goes out, and an emergency takes the room that is kept`()
        async throws
    {
        let fixture = try await DeskFixture(.sqlite, keepFree: tooMuch)
        _ = try await fixture.invite(try await fixture.refer())
        let plan = try await fixture.urgentPlan()
        let isToMany = try await fixture.database.read { t in try plan.isToMany(fixture.desk, t) }
        #expect(isToMany)
        let receipt = try await SendWords(fixture.desk).send(plan, by: "amina")
        #expect(receipt.queued == receipt.preview.copies.count)
        #expect(await fixture.deliver().messages.count > receipt.queued)
    }

    @Test func `mail is put off where room is kept, and where none is kept free it is not`()
        async throws
    {
        let arrival = Arrival(
            source: "lmtp", deliveryID: nil, reversePath: "a@b.example",
            recipients: [DeskFixture.liaison], bytes: Array("Subject: x\n\nx\n".utf8))
        let short = try await DeskFixture(.sqlite, keepFree: tooMuch)
        await #expect(throws: StorageFull.self) {
            _ = try await TakeMail(short.desk, mailboxes: ["liaison"]).keep(arrival)
        }
        #expect(try await short.school.count("SELECT COUNT(*) AS n FROM inbound") == 0)
        for kept in [0, 1] {
            let fixture = try await DeskFixture(.sqlite, keepFree: kept)
            _ = try await TakeMail(fixture.desk, mailboxes: ["liaison"]).keep(arrival)
            #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound") == 1)
        }
    }
}
