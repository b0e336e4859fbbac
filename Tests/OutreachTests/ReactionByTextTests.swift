import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// "Liked “…”": what becomes of reactions.
struct ReactionByTextTests {
    @Test(arguments: Engine.reachable)
    func `a reaction stands with the text that it quotes, and is no answer`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        try await fixture.givePhones()
        let (one, two) = (try await fixture.refer(), try await fixture.refer())
        let (_, message) = try await fixture.inviteByText(one)
        _ = try await fixture.concernByText(two)
        let sent = try await fixture.text(of: message)
        // Two cases are open, so a text would go to a person; the quote says which it is.
        let received = try await fixture.receiveText("Liked “\(sent)”", from: Phone.asha)
        #expect(received.outcome == .filed && received.caseID == one.id)
        let entry = try #require(try await fixture.entries(of: one).last)
        #expect(entry.kind == .reaction && entry.message == message.id)
        #expect(entry.details["reaction"] == "👍")
        #expect(entry.details["reactionTo"]?.isEmpty == false)
        // A phone cuts a long quote.
        let cut = try await fixture.receiveText(
            "Removed a like from “\(sent.prefix(40))…”", from: Phone.asha)
        #expect(cut.caseID == one.id)
        #expect(try await fixture.entries(of: one).last?.details["takenBack"] == "yes")
        #expect(try await fixture.recordedAnswers().isEmpty)
        #expect(try await fixture.automaticTexts().isEmpty)
        #expect(try await fixture.triage().isEmpty)
        let waiting = try await fixture.database.read { t in
            try Timeline(fixture.clock.source).waiting(at: one.school, t)
        }
        #expect(waiting.isEmpty, "nobody has to answer it")
    }

    @Test(arguments: Engine.reachable)
    func `a reaction to nothing that stands anywhere is only recorded`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let (_, message) = try await fixture.announceByText(to: Phone.rosa, of: "rosa")
        let sent = try await fixture.text(of: message)
        let received = try await fixture.receiveText("Le encantó “\(sent)”", from: Phone.rosa)
        #expect(received.outcome == .recorded)
        #expect(try await fixture.standing("lopez").isEmpty)
        #expect(
            try await fixture.receiveText("Loved an image", from: Phone.rosa).outcome == .recorded)
        // From a number that nobody has, a person may know more.
        #expect(
            try await fixture.receiveText("Liked “\(sent)”", from: Phone.stranger).outcome
                == .triage)
    }
}

extension DeskFixture {
    /// What a message says.
    func text(of message: OutboundMessage) async throws -> String {
        let rendering = try await database.read { t in try Outbox().rendering(of: message.id, t) }
        guard let rendering else { throw Missing() }
        return rendering.text
    }
}
