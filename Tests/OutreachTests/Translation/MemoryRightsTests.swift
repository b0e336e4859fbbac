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
    func `what names somebody, holds a figure or is for no language does not leave`(
        _ engine: Engine
    ) async throws {
        let use = TryService(try await TranslatingFixture(engine).desk)
        let home = TranslatorSettings.Service("home", .libretranslate, url: "https://l.test/")
        let settings = TranslatorSettings(services: [home], orders: ["en>ar": []])
        func refusal(_ text: String, _ source: String, _ target: String) async throws -> String? {
            let pair = LanguagePair(
                try #require(LanguageTag(source)), try #require(LanguageTag(target)))
            do {
                try await use.check([TextSegment(source: text)], pair, settings, by: "deeqa")
                return nil
            } catch let refusal as Refusal {
                return refusal.description
            }
        }
        for text in ["{$name1} was late on {$date1}. Please call us.", "Come on Friday."] {
            #expect(try await refusal(text, "en", "so") == nil)
        }
        let wrong = [
            ("Hassan was late.", "en", "so", "Hassan"), ("Bring 20 pencils.", "en", "so", "20"),
            ("Call (612) 555-0142.", "en", "so", "555"), ("Write to a@b.org.", "en", "so", "a@b"),
            (" ", "en", "so", "is empty"), ("Hello.", "en", "en", "same language"),
            ("Hello.", "en", "xx", "no language"), ("Hello.", "en", "ar", "translation.pairs"),
        ]
        for (text, source, target, reason) in wrong {
            let found = try await refusal(text, source, target)
            #expect(found?.contains(reason) == true, "\(text) \(found ?? "was taken")")
        }
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
        // Tom teaches, and may not review.
        await #expect(throws: Refusal.self) {
            try await ChooseLanguages(desk).set(
                [try #require(LanguageTag("so"))], of: "tom", by: "amina")
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
