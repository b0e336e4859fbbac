import Delivery
import Engines
import Localization
import MessageFormat
import People
import Store
import Testing

@testable import Outreach

/// What a liaison writes herself waits for its translation, and goes by the school's rule.
@Suite struct WordsThatWaitTests {
    @Test(arguments: Engine.allCases)
    func `a notice waits for its words and goes out once a person has approved them`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine)
        let receipt = try await desk.write("Ali was late on Monday.")
        #expect(receipt.reference == nil)
        #expect(receipt.waiting.map(\.addresses) == [1])
        let draft = try #require(receipt.waiting.first?.draft.reference)
        try await desk.work()
        #expect(try await desk.waiting().count == 1)

        let sheet = try await desk.review.show(draft, by: "amina")
        #expect(sheet.sentences.map(\.source.source) == ["{$name1} was late on Monday."])
        try await desk.approve(draft, ["{$name1} waxa uu soo daahay Isniintii."])

        let copies = try await desk.messages(of: "message")
        #expect(copies.count == 1)
        #expect(copies.first?.text.contains("Ali waxa uu soo daahay Isniintii.") == true)
        #expect(copies.first?.language == "so")
        #expect(try await desk.waiting().isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `a sentence that was approved once goes out at once about another child`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine)
        let first = try await desk.write("Ali was late on Monday.")
        try await desk.work()
        try await desk.approve(
            try #require(first.waiting.first?.draft.reference),
            ["{$name1} waxa uu soo daahay Isniintii."])

        let second = try await desk.write("Asha was late on Monday.")
        #expect(second.waiting.count == 1)
        try await desk.work()
        #expect(try await desk.waiting().isEmpty)
        let copies = try await desk.messages(of: "message")
        #expect(copies.contains { $0.text.contains("Asha waxa uu soo daahay Isniintii.") })
    }

    @Test(arguments: Engine.allCases)
    func `what waited for too long goes in English and says so`(_ engine: Engine) async throws {
        let desk = try await TranslatingFixture(engine)
        _ = try await desk.write("Ali was late on Monday.")
        try await desk.work()
        desk.clock.advance(.seconds(24 * 3_600 + 1))
        try await desk.work()
        let copies = try await desk.messages(of: "message")
        #expect(copies.map(\.language) == ["so"])
        #expect(copies.first?.text.contains("Ali was late on Monday.") == true)
    }

    @Test(arguments: Engine.allCases)
    func `what is blocked waits however long`(_ engine: Engine) async throws {
        let desk = try await TranslatingFixture(engine, rule: ["default": "block"])
        _ = try await desk.write("Ali was late on Monday.")
        desk.clock.advance(.seconds(40 * 24 * 3_600))
        try await desk.work()
        #expect(try await desk.messages(of: "message").isEmpty)
        #expect(try await desk.waiting().count == 1)
    }

    @Test(arguments: Engine.allCases)
    func `news to many waits for each language by itself, and nobody gets two`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(
            engine, rule: ["default": "review", "es": "english"])
        let announced = try await desk.announce("Reading night", "Bring a book.")
        #expect(announced.waiting.map(\.language.text) == ["ar", "so"])
        let atOnce = announced.queued
        #expect(atOnce > 0)
        try await desk.work()
        let somali = try #require(announced.waiting.last?.draft.reference)
        try await desk.approve(somali, ["Habeenka akhriska", "Keen buug."])
        try await desk.work()
        let copies = try await desk.messages(of: "event-notice")
        #expect(copies.count == atOnce + 1)
        #expect(Set(copies.map(\.address)).count == copies.count)
        #expect(copies.contains { $0.text.contains("Keen buug.") })
        #expect(try await desk.waiting().map(\.waiting.language) == ["ar"])
    }

    @Test(arguments: Engine.allCases)
    func `an invitation that waits is withdrawn when its meeting is called off`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine)
        let meeting = try await desk.invite(note: "Please bring the report.")
        #expect(try await desk.waiting().count == 1)
        _ = try await ChangeMeeting(desk.desk).change(
            meeting, .cancel, note: "", by: "amina")
        try await desk.work()
        #expect(try await desk.waiting().isEmpty)
        #expect(try await desk.messages(of: "meeting-invitation").isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `words that nobody has to translate leave as they did before`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine, rule: ["default": "english"])
        let receipt = try await desk.write("Ali was late on Monday.")
        #expect(receipt.waiting.isEmpty)
        #expect(receipt.queued == 1)
    }
}
