import Cases
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

@Test(arguments: Engine.reachable)
func `who is told of a moved entry hears of the right case alone`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let (wrong, right) = (try await fixture.refer(), try await fixture.refer("warsame"))
    try await fixture.receive(FamilyMail("Yusuf asks for the bus times."))
    _ = try await MoveEntry(fixture.desk).move(
        try await fixture.last(of: wrong).name, to: right.reference, by: "amina")
    fixture.clock.advance(.seconds(3_600))
    let mails = try await fixture.tellStaff()
    #expect(mails.count == 1)
    let text = try #require(mails.first).text
    #expect(text.contains("parley case show \(right.reference)"))
    #expect(!text.contains(wrong.reference))
}
