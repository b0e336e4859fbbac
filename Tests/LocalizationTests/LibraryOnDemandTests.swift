import Foundation
import Testing

@testable import Localization

/// A library reads a language when it is asked for: what is broken stops that language alone.
@Suite struct LibraryOnDemandTests {
    private func broken() throws -> NoticeFixture {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/ar/urgent.mf2", "{$liaison}", "{$liason}")
        return fixture
    }

    private func localizer(_ fixture: NoticeFixture) throws -> Localizer {
        Localizer(
            library: try NoticeLibrary.open(
                templates: fixture.templates, locales: fixture.locales),
            policy: TranslationPolicy(minimum: .draft))
    }

    private func subject(_ localizer: Localizer, _ language: String) throws -> String {
        let values = try #require(localizer.library.notice("urgent")).exampleValues
        return try localizer.render(
            "urgent", values: values, for: [try tag(language)], timeZone: "America/Chicago"
        ).subject
    }

    @Test func `a broken catalog stops its own language and no other`() throws {
        let fixture = try broken()
        let localizer = try localizer(fixture)
        #expect(try subject(localizer, "es") != subject(localizer, "en"))
        let problem = #expect(throws: LocalizationProblem.self) {
            try subject(localizer, "ar")
        }
        let sentence = try #require(problem).description
        #expect(sentence.contains("locales/ar/urgent.mf2:"), "\(sentence)")
        #expect(sentence.contains("parley catalog check ar"), "\(sentence)")
        #expect(localizer.library.standing(of: "urgent", in: try tag("ar")) == .fallback)
    }

    @Test func `a reader of Egyptian Arabic is not passed on to English in silence`() throws {
        let fixture = try broken()
        let localizer = try localizer(fixture)
        #expect(throws: LocalizationProblem.self) { try subject(localizer, "ar-EG") }
        #expect(throws: LocalizationProblem.self) {
            try localizer.sentence("common.label.date", in: try tag("ar"))
        }
        withExtendedLifetime(fixture) {}
    }

    @Test func `a catalog that vanished meanwhile is told too`() throws {
        let fixture = try NoticeFixture()
        let localizer = try localizer(fixture)
        try fixture.remove("locales/ar")
        #expect(throws: LocalizationProblem.self) { try subject(localizer, "ar") }
        #expect(try subject(localizer, "es") != subject(localizer, "en"))
    }

    @Test func `a catalog that was mended serves at once`() throws {
        let fixture = try broken()
        let localizer = try localizer(fixture)
        #expect(throws: LocalizationProblem.self) { try subject(localizer, "ar") }
        try fixture.replace("locales/ar/urgent.mf2", "{$liason}", "{$liaison}")
        #expect(try subject(localizer, "ar") != subject(localizer, "en"))
    }

    @Test func `broken English or a broken template stops everything, with its place`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/en/concern.mf2", "= {$teacher}", "= {$techer}")
        let problems = #expect(throws: CatalogProblems.self) { try localizer(fixture) }
        #expect(problems?.findings.map(\.file) == ["locales/en/concern.mf2"])
    }

    @Test func `families' words are known where a notice is broken, and not where they are`() throws
    {
        let fixture = try broken()
        try fixture.write("locales/so/words.yaml", "opt-out: [")
        let found = try localizer(fixture).library.everyServiceWords()
        withExtendedLifetime(fixture) {}
        #expect(found.words[try tag("ar")]?.optOut.isEmpty == false)
        #expect(found.words[try tag("so")] == nil)
        #expect(Set(found.problems.map(\.file)) == ["locales/so/words.yaml"])
    }

    @Test func `many who ask at once get the same texts`() async throws {
        let fixture = try NoticeFixture()
        let localizer = try localizer(fixture)
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<16 { group.addTask { try subject(localizer, "so") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        withExtendedLifetime(fixture) {}
        #expect(texts.count == 1)
    }
}
