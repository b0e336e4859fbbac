import Cases
import Engines
import Inbox
import People
import Testing

@testable import Outreach

/// Texts that wait to be read, while the school goes on asking.
@Suite struct LateReadingTests {
    @Test(arguments: Engine.reachable)
    func `a digit answers what had been asked when it came, however late it is read`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let asked = try await fixture.inviteByText(file)
        let kept = try await fixture.keepText("2", from: Phone.asha)
        _ = try await fixture.announceByText()
        await ReadingWorker(try fixture.lineDesk(), log: silentLog, pause: realPause)
            .run(drain: true)
        #expect(try await fixture.result(of: kept).caseID == file.id)
        let answers = try await fixture.recordedAnswers()
        #expect(answers.map(\.about) == [asked.meeting.id.text])
        #expect(answers.map(\.answer) == ["no"])
    }

    @Test(arguments: Engine.reachable)
    func `what came before anything was asked answers nothing`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let kept = try await fixture.keepText("1", from: Phone.asha)
        _ = try await fixture.announceByText()
        await ReadingWorker(try fixture.lineDesk(), log: silentLog, pause: realPause)
            .run(drain: true)
        #expect(try await fixture.result(of: kept).evidence != "number-pair")
        #expect(try await fixture.recordedAnswers().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `what a person puts on a case answers nothing that was asked after it came`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let (one, two) = (try await fixture.refer(), try await fixture.refer())
        _ = try await fixture.concernByText(one)
        _ = try await fixture.concernByText(two)
        let received = try await fixture.receiveText("1", from: Phone.asha)
        #expect(received.outcome == .triage)
        _ = try await fixture.inviteByText(one)
        let item = try #require(try await fixture.triage().first)
        let receipt = try await SettleTriage(fixture.desk).assign(
            item.reference, to: one.reference, by: "amina")
        #expect(receipt.recorded == nil)
        #expect(try await fixture.recordedAnswers().isEmpty)
    }
}
