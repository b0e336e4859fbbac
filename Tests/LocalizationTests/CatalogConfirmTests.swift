import Localization
import MessageFormat
import Testing

@Suite struct CatalogConfirmTests {
    /// As `printf 'One' | sha256sum` has them.
    private let one = "8b12507783d5beca"
    private let two = "c9edde2fee493f74"
    private let english = "@locale en\n---\none = One\ntwo = Two {$x}\n"

    @Test func `confirming writes the digest of today's English and nothing else`() throws {
        let text =
            "# Soomaali\n@locale so\n---\n\n# a\n@status draft\n@source 0000000000000000\none = Kow\n\n@status draft\ntwo = Laba {$x}\nthree = Saddex\n"
        let confirmed = try CatalogConfirm.confirmed(text, against: english)
        #expect(
            confirmed
                == text.replacing("0000000000000000", with: one)
                .replacing("two = ", with: "@source \(two)\ntwo = "))
        #expect(try CatalogConfirm.confirmed(confirmed, against: english) == confirmed)
    }

    @Test func `one entry can be confirmed alone`() throws {
        let text = "@locale so\n---\none = Kow\ntwo = Laba {$x}\n"
        let confirmed = try CatalogConfirm.confirmed(text, against: english, keys: ["one"])
        #expect(confirmed == "@locale so\n---\n@source \(one)\none = Kow\ntwo = Laba {$x}\n")
    }

    @Test func `a catalog that cannot be read is left alone`() {
        #expect(throws: ResourceProblem.self) {
            try CatalogConfirm.confirmed("@locale so\n---\none Kow\n", against: english)
        }
    }

    @Test func `a changed English message is stale until it is confirmed`() throws {
        let languages = ["en", "ar", "es", "fr", "so", "zh-Hant"]
        let fixture = try NoticeFixture(languages)
        try fixture.replace(
            "locales/en/urgent.mf2", "Please read it now.", "Please read it at once.")
        #expect(fixture.findings().filter { $0.rule == .stale }.count == languages.count - 1)
        let new = try fixture.read("locales/en/urgent.mf2")
        for language in languages where language != "en" {
            let path = "locales/\(language)/urgent.mf2"
            try fixture.write(path, try CatalogConfirm.confirmed(fixture.read(path), against: new))
        }
        #expect(fixture.findings().filter { $0.rule == .stale } == [])
    }
}
