import Localization
import MessageFormat
import Testing

@Suite struct TranslatorSettingsTests {
    @Test func `a pair takes its own order, then that of its languages, then the default`() throws {
        let settings = TranslatorSettings(
            services: [
                .init("home", .apertium, url: "http://localhost:1"),
                .init("away", .libretranslate, url: "https://a.example/"),
            ],
            orders: ["default": ["home"], "en>es": ["away", "home"], "en>so": []])
        let names = { (target: String) throws in
            settings.services(
                for: LanguagePair(.english, try #require(LanguageTag(target)))
            ).map(\.name)
        }
        #expect(try names("es-MX") == ["away", "home"])
        #expect(try names("fr") == ["home"])
        #expect(try names("so") == [])
        #expect(settings.problems.isEmpty)
        #expect(settings.services.map(\.url) == ["http://localhost:1", "https://a.example"])
        #expect(settings.services.map(\.host) == ["localhost:1", "a.example"])
    }

    @Test func `without orders all services are asked as they stand`() throws {
        let settings = TranslatorSettings(services: [
            .init("b", .apertium, url: "http://localhost:1"),
            .init("a", .apertium, url: "http://localhost:2"),
        ])
        #expect(settings.services(for: DraftDesk.spanish).map(\.name) == ["b", "a"])
    }

    @Test(arguments: [
        "ftp://a.example", "http://a.example", "http://8.8.8.8:5000", "https://",
        "https://u@a.example",
        "http://127.evil.example", "https://a b.example",
    ])
    func `words do not travel in the open, nor to no address`(_ url: String) {
        let settings = TranslatorSettings(services: [.init("home", .apertium, url: url)])
        #expect(settings.problems.map(\.setting) == ["providers.home.url"])
    }

    @Test(arguments: [
        "http://127.0.0.1:5000", "http://libretranslate:5000", "http://[::1]:5000",
        "http://10.1.2.3",
        "https://api-free.deepl.com",
    ])
    func `a private link may be plain`(_ url: String) {
        #expect(TranslatorSettings(services: [.init("home", .apertium, url: url)]).problems.isEmpty)
    }

    @Test func `each mistake is named with its place and what to do`() {
        var chat = TranslatorSettings.Service("chat", .openai, url: "https://a.example")
        chat.key = "a\nb"
        let settings = TranslatorSettings(
            services: [chat, .init("Deep L", .deepl, url: "https://a.example")],
            orders: ["en-es": ["chat"], "en>es": ["home", "chat", "chat"]])
        #expect(
            settings.problems.map(\.setting) == [
                "providers.chat.key_file", "providers.chat.model", "providers.Deep L.kind",
                "providers.Deep L.key_file", "pairs.en-es", "pairs.en>es", "pairs.en>es",
            ])
        #expect(settings.problems.allSatisfy { $0.remedy.hasSuffix(".") })
    }
}
