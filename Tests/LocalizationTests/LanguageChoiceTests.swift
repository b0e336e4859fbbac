import Localization
import MessageFormat
import Testing

@Suite struct LanguageChoiceTests {
    struct Case: Sendable {
        let wanted: [String]
        var minimum = Standing.draft
        var school = "en"
        let language: String
        let reason: LanguageChoice.Reason
        var help: String?
    }

    static let cases = [
        Case(wanted: ["so"], language: "so", reason: .asked),
        Case(wanted: ["so", "ar"], language: "so", reason: .asked),
        Case(wanted: ["nl", "ar"], language: "ar", reason: .asked),
        Case(wanted: ["es-MX"], language: "es", reason: .asked),
        Case(wanted: ["so-ET"], language: "so", reason: .asked),
        Case(wanted: ["en"], language: "en", reason: .asked),
        Case(wanted: ["en", "so"], language: "en", reason: .asked),
        Case(wanted: [], language: "en", reason: .schoolLanguage),
        Case(wanted: ["und"], language: "en", reason: .schoolLanguage),
        Case(wanted: [], school: "es", language: "es", reason: .schoolLanguage),
        Case(wanted: ["nl"], language: "en", reason: .noCatalog),
        Case(wanted: ["zh-Hant"], language: "zh-Hant", reason: .asked),
        Case(wanted: ["zh"], language: "zh-Hans", reason: .asked),
        Case(wanted: ["zh-CN"], language: "zh-Hans", reason: .asked),
        Case(wanted: ["zh-TW"], language: "zh-Hant", reason: .asked),
        Case(wanted: ["zh-HK"], language: "zh-Hant", reason: .asked),
        // Punjabi in Pakistan is written in Arabic letters, and there is none.
        Case(wanted: ["pa-PK"], language: "en", reason: .noCatalog),
        Case(wanted: ["pa-IN"], language: "pa", reason: .asked),
        Case(wanted: ["prs"], language: "fa-AF", reason: .asked),
        Case(wanted: ["fa-IR"], language: "fa", reason: .asked),
        Case(wanted: ["tl"], language: "fil", reason: .asked),
        Case(wanted: ["hmn"], language: "mww", reason: .asked),
        Case(wanted: ["ckb"], language: "en", reason: .incomplete, help: "ckb"),
        Case(wanted: ["km", "vi"], language: "vi", reason: .asked),
        // Kurmanji is another language than Sorani.
        Case(wanted: ["ku"], language: "en", reason: .noCatalog),
        Case(wanted: ["ht"], language: "ht", reason: .asked),
        Case(wanted: ["fr"], language: "fr", reason: .asked),
        Case(wanted: ["fr-HT"], language: "fr", reason: .asked),
        Case(wanted: ["pt"], language: "pt-BR", reason: .asked),
        Case(wanted: ["pt-PT"], language: "pt-BR", reason: .asked),
        Case(wanted: ["vi-US"], language: "vi", reason: .asked),
        Case(wanted: ["nl"], school: "es", language: "es", reason: .noCatalog),
        Case(wanted: ["so"], minimum: .reviewed, language: "en", reason: .belowMinimum, help: "so"),
        Case(wanted: ["so"], minimum: .machine, language: "en", reason: .belowMinimum, help: "so"),
        Case(
            wanted: ["nl", "so"], minimum: .reviewed, language: "en", reason: .noCatalog, help: "so"
        ),
    ]

    @Test(arguments: cases)
    func `a family gets the first of its languages that may be sent`(_ item: Case) throws {
        let choice = try Repository.localizer(item.minimum).choose(
            "urgent", for: try item.wanted.map(tag), schoolLanguage: try tag(item.school))
        #expect(choice.language.text == item.language)
        #expect(choice.reason == item.reason)
        #expect(choice.helpLanguage?.text == item.help)
        let isOwn = item.reason == .asked || item.reason == .schoolLanguage
        #expect((choice.standing == .fallback) != isOwn)
    }

    @Test(arguments: [
        ("es", "Este mensaje está en inglés."),
        ("so", "Farriintani waxay ku qoran tahay Af-Ingiriisi."),
        ("ar", "هذه الرسالة باللغة الإنجليزية."),
        ("vi", "Thư này bằng tiếng Anh."),
        ("zh-Hans", "这封信是英文的。"),
        ("ht", "Mesaj sa a an anglè."),
        ("pt-BR", "Esta mensagem está em inglês."),
    ])
    func `where no translation may be sent, English goes with one sentence the family can read`(
        _ language: String, _ sentence: String
    ) throws {
        let localizer = try Repository.localizer(.reviewed)
        let values = try #require(localizer.library.notice("concern")).exampleValues
        let rendering = try localizer.render(
            "concern", values: values, for: [try tag(language)], timeZone: "America/Chicago")
        #expect(rendering.language == .english)
        #expect(rendering.standing == .fallback)
        #expect(rendering.reason == .belowMinimum)
        #expect(rendering.text.hasPrefix(sentence))
        let direction = language == "ar" ? "rtl" : "ltr"
        #expect(rendering.html.contains("<p lang=\"\(language)\" dir=\"\(direction)\""))
        #expect(rendering.html.contains("<html lang=\"en\" dir=\"ltr\">"))
        #expect(rendering.text.contains("Dear Halima Yusuf,"))
    }

    @Test func `a school that writes Spanish offers a Somali family help in Somali`() throws {
        let localizer = try Repository.localizer()
        let values = try #require(localizer.library.notice("urgent")).exampleValues
        let fixture = try NoticeFixture()
        try fixture.remove("locales/so/urgent.mf2")
        let rendering = try Localizer(library: try fixture.load(), policy: localizer.policy).render(
            "urgent", values: values, for: [try tag("so")], timeZone: "America/Chicago",
            schoolLanguage: try tag("es"))
        #expect(rendering.language.text == "es")
        #expect(rendering.standing == .fallback)
        let lines = rendering.text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("Waxaad caawimo bilaash ah ku heli kartaa") == true)
        #expect(lines.dropFirst().first?.hasPrefix("Todavía ninguna persona") == true)
    }

    @Test func `a notice is never half translated`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "questions = ", "question = ")
        let library = try fixture.load()
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
        let choice = try localizer.choose("urgent", for: [try tag("so")])
        #expect(choice.language == .english)
        #expect(choice.reason == .incomplete)
        #expect(choice.helpLanguage?.text == "so")
    }

    @Test func `a help sentence in doubt is not sent either`() throws {
        let fixture = try NoticeFixture()
        let text = try fixture.read("locales/so/common.mf2")
        try fixture.write(
            "locales/so/common.mf2",
            text.replacing("@status draft", with: "@confidence low\n@status draft"))
        let localizer = Localizer(
            library: try fixture.load(), policy: TranslationPolicy(minimum: .draft))
        #expect(try localizer.choose("urgent", for: [try tag("so")]).helpLanguage == nil)
    }
}
