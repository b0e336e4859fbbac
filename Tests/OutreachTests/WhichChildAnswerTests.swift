import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// What answers the question which child was meant, and what does not.
struct WhichChildAnswerTests {
    /// Rosa wrote something, and was asked.
    private struct Asked {
        let fixture: DeskFixture
        /// The cases in the order of the question's numbers, and their children's names.
        let files: [Case]
        let names: [String]

        func answer(_ words: String) async throws -> Received {
            try await fixture.receiveText(words, from: Phone.rosa, asksWhichChild: true)
        }

        /// What families wrote on a case.
        func words(on file: Case) async throws -> [String] {
            try await fixture.entries(of: file).filter { $0.kind == .reply }.map(\.words)
        }
    }

    private static let first = "Llega tarde hoy"

    private static func asked(_ engine: Engine) async throws -> Asked {
        let (fixture, ana, luis) = try await WhichChildTests.office(engine)
        try await fixture.receiveText(first, from: Phone.rosa, asksWhichChild: true)
        let question = try #require(try await fixture.automatic("which-child").first)
        let offered = try #require(
            question.answers.flatMap { try? fromJSON($0, as: [OfferedAnswer].self) })
        try await fixture.sendQuestions()
        let known = try await fixture.names(of: [ana, luis])
        let files = offered.map { $0.words == known[0] ? ana : luis }
        return Asked(fixture: fixture, files: files, names: offered.map(\.words))
    }

    @Test(
        arguments: Engine.reachable,
        [
            "2", "٢", "۲", "২", "२", "２", "②", "2️⃣", "#2", "(2)", "2.", "2 gracias", "dos",
            "opción 2",
        ])
    func `a digit of any script, or its word, says which`(
        _ engine: Engine, _ words: String
    ) async throws {
        let asked = try await Self.asked(engine)
        let received = try await asked.answer(words)
        #expect(received.outcome == .filed && received.caseID == asked.files[1].id, "\(words)")
        #expect(try await asked.words(on: asked.files[1]) == [Self.first, words])
        #expect(try await asked.words(on: asked.files[0]).isEmpty)
        #expect(try await asked.fixture.triage().isEmpty)
    }

    @Test(arguments: Engine.reachable, [0, 1])
    func `a child's name says which, in any case and with a stop`(
        _ engine: Engine, _ index: Int
    ) async throws {
        let asked = try await Self.asked(engine)
        let received = try await asked.answer(" \(asked.names[index].uppercased()). ")
        #expect(received.caseID == asked.files[index].id)
        #expect(try await asked.fixture.triage().isEmpty)
    }

    @Test(
        arguments: Engine.reachable,
        [
            "0", "3", "12", "1 2", "1 y 2", "1 o 2", "la mayor", "los dos", "¿quién es?", "no sé",
            "½", "sí",
        ])
    func `unclear words leave everything to a person`(
        _ engine: Engine, _ words: String
    ) async throws {
        let asked = try await Self.asked(engine)
        #expect(try await asked.answer(words).outcome == .triage, "\(words)")
        #expect(try await asked.fixture.triage().count == 2)
        for file in asked.files { #expect(try await asked.words(on: file).isEmpty) }
        #expect(try await asked.fixture.recordedAnswers().isEmpty)
        // Nor is the family asked a second time that day.
        #expect(try await asked.fixture.automatic("which-child").count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `both names are unclear`(_ engine: Engine) async throws {
        let asked = try await Self.asked(engine)
        let both = asked.names.joined(separator: " y ")
        #expect(try await asked.answer(both).outcome == .triage)
        #expect(try await asked.fixture.triage().count == 2)
    }

    @Test(arguments: Engine.reachable, [(2 * 86_400 - 60, true), (2 * 86_400 + 60, false)])
    func `an answer counts for two days`(
        _ engine: Engine, _ item: (seconds: Int, counts: Bool)
    ) async throws {
        let asked = try await Self.asked(engine)
        asked.fixture.clock.advance(.seconds(item.seconds))
        let received = try await asked.answer("1")
        #expect((received.caseID == asked.files[0].id) == item.counts)
        #expect(try await asked.fixture.triage().count == (item.counts ? 0 : 2))
    }

    @Test(arguments: Engine.reachable)
    func `a case that was closed meanwhile gets nothing, and the other still may`(
        _ engine: Engine
    ) async throws {
        let asked = try await Self.asked(engine)
        try await asked.fixture.close(asked.files[1])
        // Least of all does it answer the invitation of the case that is left.
        #expect(try await asked.answer("2").outcome == .triage)
        #expect(try await asked.fixture.recordedAnswers().isEmpty)
        #expect(try await asked.words(on: asked.files[1]).isEmpty)
        let received = try await asked.answer("1")
        #expect(received.caseID == asked.files[0].id)
        #expect(try await asked.words(on: asked.files[1]).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a second answer moves nothing`(_ engine: Engine) async throws {
        let asked = try await Self.asked(engine)
        #expect(try await asked.answer("1").caseID == asked.files[0].id)
        let filed = try await asked.words(on: asked.files[0])
        #expect(try await asked.answer("2").outcome == .triage)
        #expect(try await asked.words(on: asked.files[0]) == filed)
        #expect(try await asked.words(on: asked.files[1]).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a question that was answered is used up, whatever waits since`(
        _ engine: Engine
    ) async throws {
        let asked = try await Self.asked(engine)
        #expect(try await asked.answer("1").caseID == asked.files[0].id)
        let filed = try await asked.words(on: asked.files[0])
        #expect(try await asked.answer("no puedo ir").outcome == .triage)
        #expect(try await asked.answer("2").outcome == .triage)
        #expect(try await asked.words(on: asked.files[0]) == filed)
        #expect(try await asked.words(on: asked.files[1]).isEmpty)
        #expect(try await asked.fixture.recordedAnswers().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `two cases of one child can't be told apart by names, so nobody is asked`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        for concern in ["attention", "attendance"] {
            let file = try await ReferStudent(fixture.desk).refer(
                student: "ana", family: "lopez", concern: concern, words: "Tired.", by: "tom")
            _ = try await fixture.inviteByText(file, number: Phone.rosa, of: "rosa")
        }
        let received = try await fixture.receiveText(
            "Llega tarde hoy", from: Phone.rosa, asksWhichChild: true)
        #expect(received.outcome == .triage)
        #expect(try await fixture.triage().first?.candidates.count == 2)
        #expect(try await fixture.automatic("which-child").isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a number that was only learnt is told no child's name`(_ engine: Engine) async throws {
        let (fixture, ana, _) = try await WhichChildTests.office(engine)
        let first = try await fixture.receiveText(
            "¿Quién es?", from: Phone.stranger, asksWhichChild: true)
        _ = try await SettleTriage(fixture.desk).assign(
            first.id.text, to: ana.reference, by: "amina")
        let next = try await fixture.receiveText(
            "Llega tarde hoy", from: Phone.stranger, asksWhichChild: true)
        #expect(next.outcome == .triage)
        #expect(try await fixture.automatic("which-child").isEmpty)
    }
}
