import MessageFormat
import Testing

@testable import Localization

@Suite struct LocalizerTests {
    @Test func `many workers may write at once and all write the same`() async throws {
        let localizer = try Repository.localizer()
        let values = try #require(localizer.library.notice("meeting-invitation")).exampleValues
        let languages = try Repository.translated.map(tag)
        let render = { @Sendable (language: LanguageTag) in
            try localizer.render(
                "meeting-invitation", values: values, for: [language], timeZone: "America/Chicago"
            ).html
        }
        let expected = try languages.map(render)
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for round in 0..<80 {
                let index = round % languages.count
                group.addTask { (index, try render(languages[index])) }
            }
            for try await (index, html) in group { #expect(html == expected[index]) }
        }
    }

    @Test func `a machine's translation is called so`() throws {
        let fixture = try NoticeFixture()
        for notice in ["common", "urgent"] {
            let path = "locales/so/\(notice).mf2"
            let text = try fixture.read(path)
            try fixture.write(path, text.replacing("@status draft", with: "@status machine"))
        }
        let localizer = Localizer(
            library: try fixture.load(), policy: TranslationPolicy(minimum: .machine))
        let values = try #require(localizer.library.notice("urgent")).exampleValues
        let rendering = try localizer.render(
            "urgent", values: values, for: [try tag("so")], timeZone: "America/Chicago")
        #expect(rendering.standing == .machine)
        #expect(rendering.text.hasPrefix("Farriintan waxaa turjumay kombiyuutar."))
        #expect(try localizer.choose("concern", for: [try tag("so")]).reason == .belowMinimum)
    }

    @Test func `a reviewed translation carries no label`() throws {
        let fixture = try NoticeFixture()
        try fixture.review("so", ["common", "urgent"])
        let localizer = Localizer(library: try fixture.load())
        let values = try #require(localizer.library.notice("urgent")).exampleValues
        let rendering = try localizer.render(
            "urgent", values: values, for: [try tag("so")], timeZone: "America/Chicago")
        #expect(rendering.standing == .reviewed)
        #expect(rendering.text.hasPrefix("Tani waa farriin degdeg ah"))
    }

    @Test func `lines of a catalog become one, with spaces only where a script has them`() {
        #expect(unwrapped("one\ntwo") == "one two")
        #expect(unwrapped("请回复\n这封信。") == "请回复这封信。")
        #expect(unwrapped("写信\nEnglish") == "写信 English")
    }

    @Test func `the sources of a message can be kept`() throws {
        let library = try Repository.library()
        let source = try #require(library.source(of: "urgent.sms", in: .english))
        #expect(source == "{$school}, URGENT: {$words}")
        #expect(sourceDigest(source).count == 16)
        #expect(library.source(of: "urgent.nothing", in: .english) == nil)
    }
}
