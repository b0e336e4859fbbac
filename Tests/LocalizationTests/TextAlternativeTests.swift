import Testing

@testable import Localization

/// A notice may have one text message where a value is given and another where it is not.
@Suite struct TextAlternativeTests {
    @Test(arguments: Repository.translated)
    func `each wording is taken where its values are`(_ language: String) throws {
        let localizer = try Repository.localizer()
        let all = try #require(localizer.library.notice("agreed")).exampleValues
        var texts: [String] = []
        for values in [all, all.filter { $0.key != "until" }] {
            let rendering = try localizer.render(
                "agreed", values: values, for: [try tag(language)], timeZone: "America/Chicago")
            texts.append(try #require(rendering.sms))
        }
        #expect(texts.count == 2 && texts[0].count > texts[1].count + 4, "\(texts)")
    }

    @Test func `a list without a wording for every case is refused with its line`() throws {
        for bad in ["  - {text: sms-until, if: until}\n", "  - sms\n  - sms\n"] {
            let fixture = try NoticeFixture()
            try fixture.replace(
                "templates/agreed.yaml", "  - {text: sms-until, if: until}\n  - sms\n", bad)
            let found = fixture.findings().filter { $0.rule == .badTemplate }
            #expect(found.map { $0.sentence.contains("\"sms\"") } == [true], "\(found)")
            #expect(found.first?.line == 26)
        }
    }

    @Test func `a date without its condition is refused`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "templates/agreed.yaml", "{text: sms-until, if: until}", "{text: sms-until, if: phone}")
        #expect(fixture.findings().contains { $0.rule == .unguardedVariable })
    }
}
