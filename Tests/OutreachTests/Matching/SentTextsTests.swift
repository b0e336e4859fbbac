import Delivery
import Engines
import Store
import Testing

@testable import Outreach

@Suite struct `What was sent is at hand` {
    @Test(arguments: Engine.reachable)
    func `where it went to many, and looked up each time where it names a family`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let notice = try #require(try await fixture.announce().first)
        let invitation = try await fixture.invite(try await fixture.refer()).message
        let sent = SentTexts()
        let before = try await fixture.renderings(of: [notice, invitation], sent)
        #expect(before.allSatisfy { !$0.text.isEmpty })
        #expect(before.map { $0.family == nil } == [true, false])
        try await fixture.school.change("UPDATE renderings SET text_body = \("erased")")
        let after = try await fixture.renderings(of: [notice, invitation], sent)
        #expect(after.map(\.text) == [before[0].text, "erased"])
        #expect(sent.html(of: after[0]) == sent.html(of: before[0]))
    }
}

extension DeskFixture {
    fileprivate func renderings(
        of messages: [OutboundMessage], _ sent: SentTexts
    ) async throws -> [StoredRendering] {
        try await database.read { t in
            try messages.compactMap { try sent.rendering(of: $0, t) }
        }
    }
}
