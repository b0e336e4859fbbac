import Engines
import Localization
import MessageFormat
import Store
import Testing

@testable import Outreach

/// Who may look into the memory, the glossary and at services, and which languages may be named.
@Suite struct MemoryRightsTests {
    @Test(arguments: Engine.allCases)
    func `a teacher may not look into the memory, take it away or send words to a service`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine).desk
        let (keep, trial) = (KeepMemory(desk), TryService(desk))
        await #expect(throws: Refusal.self) { try await keep.search(by: "tom") }
        await #expect(throws: Refusal.self) { try await keep.statistics(by: "tom") }
        await #expect(throws: Refusal.self) {
            try await keep.export(nil, program: "1", by: "tom") { _ in Issue.record("written") }
        }
        await #expect(throws: Refusal.self) { try await KeepGlossary(desk).export(nil, by: "tom") }
        await #expect(throws: Refusal.self) { try await trial.permit("tom") }
        try await trial.permit("deeqa")
    }

    @Test(arguments: Engine.allCases)
    func `who has searched, exported or tried a service is on record, without words`(
        _ engine: Engine
    ) async throws {
        let fixture = try await TranslatingFixture(engine)
        let desk = fixture.desk
        let pair = LanguagePair(.english, try #require(LanguageTag("so")))
        _ = try await KeepMemory(desk).search(by: "deeqa")
        _ = try await KeepMemory(desk).export(pair, program: "1", by: "deeqa") { _ in }
        _ = try await KeepGlossary(desk).export(nil, by: "deeqa")
        let service = TranslatorSettings.Service("home", .libretranslate, url: "https://l.test/")
        try await TryService(desk).note(
            [try TextSegment(source: "Ali was late.")], to: service, pair, by: "deeqa")
        let lines = try await desk.database.read { t in
            try t.rows(
                """
                SELECT action, details FROM audit WHERE action IN
                    ('memory.search', 'memory.export', 'glossary.export', 'translation.test')
                """
            ).map { (try $0["action"] as String, try $0["details"] as String) }
        }
        #expect(
            Set(lines.map(\.0))
                == ["memory.search", "memory.export", "glossary.export", "translation.test"])
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { !$0.1.contains("late") })
        #expect(lines.contains { $0.1.contains("l.test") && $0.1.contains("en>so") })
    }

    @Test(arguments: Engine.allCases)
    func `only languages that Parley has or a family reads can be named`(
        _ engine: Engine
    ) async throws {
        let fixture = try await TranslatingFixture(engine)
        let desk = fixture.desk
        let wrong = [
            ("xx", "There are:"), ("en-GB", "is English"), ("somali", "Did you mean so?"),
            ("spanich", "Did you mean es?"), ("es-valencia", "Did you mean es?"),
            ("es-XX", "Did you mean es?"),
            ("und", "There are:"), ("so-x-ours", "Did you mean so?"),
        ]
        for (text, part) in wrong {
            let tag = try #require(LanguageTag(text))
            do {
                _ = try await ChooseLanguages(desk).set([tag], of: "deeqa", by: "amina")
                Issue.record("\(text) was taken")
            } catch let refusal as Refusal {
                #expect(refusal.description.contains(part), "\(refusal)")
            }
            await #expect(throws: Refusal.self) {
                try await KeepGlossary(desk).put(
                    GlossaryTerm("office", in: tag, approved: "x"), by: "amina")
            }
        }
        #expect(try await KeepGlossary(desk).terms(in: nil, by: "amina").isEmpty)
        let right = try ["so", "es-MX", "zh-Hans", "pt", "pt-BR", "zh-TW"]
            .map { try #require(LanguageTag($0)) }
        _ = try await ChooseLanguages(desk).set(right, of: "deeqa", by: "amina")
        // What nobody has written a catalog for, and a family reads.
        let tigre = try #require(LanguageTag("tig"))
        await #expect(throws: Refusal.self) {
            try await ChooseLanguages(desk).set([tigre], of: "deeqa", by: "amina")
        }
        try await fixture.fixture.school.change(
            "UPDATE contacts SET home_language = 'tig' WHERE id = 'asha'")
        _ = try await ChooseLanguages(desk).set([tigre], of: "deeqa", by: "amina")
    }
}
