import Localization
import MessageFormat
import Testing
import Wire

@Suite struct SMSTextTests {
    private func sms(
        _ notice: String, _ language: String, _ changes: [String: NoticeValue] = [:]
    ) throws -> String {
        let localizer = try Repository.localizer()
        let template = try #require(localizer.library.notice(notice))
        let rendering = try localizer.render(
            notice, values: template.exampleValues.merging(changes) { $1 },
            for: [try tag(language)], timeZone: "America/Chicago")
        return try #require(rendering.sms)
    }

    @Test(
        arguments: ["en", "es", "so", "ht", "sw", "rw", "fil", "mww"],
        [
            "meeting-invitation", "meeting-changed", "meeting-cancelled", "meeting-reminder",
            "event-notice", "concern", "urgent", "welcome", "resumed", "help",
        ])
    func `a text message in Latin letters is all GSM with the examples`(
        _ language: String, _ notice: String
    ) throws {
        let text = try sms(notice, language)
        #expect(SMSMeasure(text).encoding == .gsm7, "\(text)")
    }

    @Test func `accents that a name needs are kept`() throws {
        #expect(try sms("concern", "es", ["student": .text("María Peña")]).contains("María Peña"))
    }

    private func urgent(_ words: String, _ language: String = "en") throws -> String {
        try sms("urgent", language, ["words": .words(FreeWords(words))])
    }

    @Test func `typographic twins are swapped where that makes the text GSM`() throws {
        #expect(
            try urgent("“No school” today – it’s\u{A0}closed…\nStay home.").hasSuffix(
                "URGENT: \"No school\" today - it's closed... Stay home."))
    }

    @Test func `typography stays in a text that its letters make UCS-2`() throws {
        #expect(
            try urgent("“Señor Núñez” – it’s\u{A0}closed…\nStay home.").hasSuffix(
                "URGENT: “Señor Núñez” – it’s\u{A0}closed… Stay home."))
    }

    /// U+02BC is no apostrophe but the glottal stop of K'iche', Mam and Somali.
    @Test func `a letter that looks like an apostrophe stays one`() throws {
        #expect(try urgent("Kʼicheʼ").hasSuffix("URGENT: Kʼicheʼ"))
        #expect(try urgent("K’iche’").hasSuffix("URGENT: K'iche'"))
    }

    @Test(arguments: ["so\u{AD}on", "so\u{200B}on", "so\u{FEFF}on", "so\u{2060}on"])
    func `what nobody sees is left out`(_ words: String) throws {
        #expect(try urgent(words).hasSuffix("URGENT: soon"))
        #expect(try urgent(words + " ż").hasSuffix("URGENT: soon ż"))
    }

    @Test func `Arabic keeps names apart and other languages need no marks`() throws {
        #expect(try sms("concern", "ar").contains("\u{2068}Yasmin Yusuf\u{2069}"))
        #expect(try !sms("concern", "so").unicodeScalars.contains("\u{2068}"))
        let name = NoticeValue.text("ياسمين يوسف")
        let text = try sms("concern", "es", ["student": name])
        #expect(text.contains("ياسمين يوسف"))
        #expect(!text.unicodeScalars.contains { ("\u{2066}"..."\u{2069}").contains($0) })
    }

    private func rendering(
        _ notice: String, _ language: String, _ minimum: Standing = .draft,
        _ library: NoticeLibrary? = nil, school: String = "en"
    ) throws -> Rendering {
        let library = try library ?? Repository.library()
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: minimum))
        let values = try #require(library.notice(notice)).exampleValues
        return try localizer.render(
            notice, values: values, for: [try tag(language)], timeZone: "America/Chicago",
            schoolLanguage: try tag(school))
    }

    @Test(arguments: [
        ("es", " (Texto traducido sin revisar.)"), ("so", " (Turjumaad aan la hubin.)"),
        ("ar", " (ترجمة غير مراجعة)"), ("zh-Hans", "Rosa Delgado（译文还没有人检查过。）"),
        ("my", " (ဘာသာပြန် မစစ်ရသေး)"),
    ])
    func `a draft says so at the end of its text message, in the family's language`(
        _ language: String, _ label: String
    ) throws {
        let rendering = try rendering("concern", language)
        #expect(rendering.sms?.hasSuffix(label) == true, "\(rendering.sms ?? "")")
        let used = try #require(rendering.entries.first { $0.key == "common.text.draft" })
        #expect(used.language.text == language)
        #expect(used.standing == .draft)
    }

    @Test func `a machine's text message says so, a reviewed one and an English one nothing`()
        throws
    {
        let fixture = try NoticeFixture(["en", "so"])
        let paths = ["common", "urgent"].map { "locales/so/\($0).mf2" }
        for path in paths {
            let text = try fixture.read(path).replacing("@status draft", with: "@status machine")
            try fixture.write(path, text)
        }
        let machine = try rendering("urgent", "so", .draft, fixture.load())
        #expect(machine.sms?.hasSuffix(" (Waxaa turjumay kombiyuutar.)") == true)
        try fixture.review("so", ["common", "urgent"])
        let reviewed = try rendering("urgent", "so", .reviewed, fixture.load())
        #expect(reviewed.language.text == "so")
        #expect(reviewed.sms?.hasSuffix(" (English)") == true, "the liaison's own words")
        #expect(try rendering("urgent", "en").sms?.hasSuffix(")") == false)
    }

    @Test func `below a machine's words stands the English, where it fits`() throws {
        let localizer = try Repository.localizer()
        var values = try #require(localizer.library.notice("message")).exampleValues
        func text(_ words: String, _ translation: String, _ language: String) throws -> String {
            let tag = try tag(language)
            values["words"] = .words(
                FreeWords(words).with(translation, in: tag, isReviewed: false))
            let rendering = try localizer.render(
                "message", values: values, for: [tag], timeZone: "America/Chicago")
            return try #require(rendering.sms)
        }
        let short = try text("Ali read aloud today.", "Cali maanta kor buu wax u akhriyay.", "so")
        let label = "(Waxaa turjumay kombiyuutar.)"
        #expect(short.contains("Cali maanta kor buu wax u akhriyay."))
        #expect(
            short.hasSuffix(
                "\(label) EN: Ali read aloud today. - Rosa Delgado, Lincoln Elementary School"))
        // 67 letters a part: two texts of these would take four.
        let long = try text(
            String(repeating: "Please read with your child. ", count: 3),
            String(repeating: "يرجى القراءة مع طفلكم. ", count: 3), "ar")
        #expect(!long.contains("EN:") && !long.contains("Please"))
        #expect(SMSMeasure(long).segments <= 3)
    }

    @Test func `no English follows where no machine's words are shown`() throws {
        let localizer = try Repository.localizer()
        let somali = try tag("so")
        // A note stands in the mail alone.
        var values = try #require(localizer.library.notice("meeting-invitation")).exampleValues
        let note = FreeWords("Come to the door.")
        values["note"] = .words(note.with("Albaabka kaalay.", in: somali, isReviewed: false))
        let invitation = try localizer.render(
            "meeting-invitation", values: values, for: [somali], timeZone: "America/Chicago")
        #expect(invitation.sms?.contains("EN:") == false)
        // A person's words need no original beside them.
        values = try #require(localizer.library.notice("message")).exampleValues
        values["words"] = .words(FreeWords("Hello.", translations: [somali: "Salaan."]))
        let message = try localizer.render(
            "message", values: values, for: [somali], timeZone: "America/Chicago")
        #expect(message.sms?.contains("EN:") == false)
    }

    @Test(arguments: [
        ("es", " Para recibir ayuda gratis en español, responda."),
        ("zh-Hant", " 如需免費的中文協助，請回覆。"),
        ("km", " បើត្រូវការជំនួយឥតគិតថ្លៃជាភាសាខ្មែរ សូមឆ្លើយតប។"),
        ("ar", " \u{2067}مساعدة مجانية بالعربية: يرجى الرد.\u{2069}"),
        ("ckb", " \u{2067}بۆ یارمەتیی بێبەرامبەر بە کوردی، وەڵام بدەنەوە.\u{2069}"),
    ])
    func `an English text message says in the family's language how to get help`(
        _ language: String, _ help: String
    ) throws {
        let rendering = try rendering("concern", language, .reviewed)
        let english = try #require(try self.rendering("concern", "en").sms)
        // The English ends with a name.
        #expect(rendering.sms == english + " -" + help)
        let used = rendering.entries.filter { $0.key == "common.text.help-when-english" }
        #expect(used.map(\.language.text) == [language])
    }

    @Test func `English help within a text from right to left is set apart too`() throws {
        let fixture = try NoticeFixture(["en", "ar", "so"])
        try fixture.remove("locales/so/urgent.mf2")
        let text = try rendering("urgent", "so", .draft, fixture.load(), school: "ar").sms
        #expect(
            text?.hasSuffix(
                " (ترجمة غير مراجعة) \u{2066}Caawimo bilaash ah oo Af-Soomaali ah: ka jawaab.\u{2069}"
            )
                == true)
    }

    @Test func `catalogs without these lines still serve, and doubtful ones are left out`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let path = "locales/so/common.mf2"
        for key in ["draft = (Turjumaad", "help-when-english = Caawimo"] {
            let name = try #require(key.split(separator: " ").first)
            try fixture.replace(path, key, key.replacing("\(name) =", with: "\(name)-old ="))
        }
        let library = try fixture.load()
        #expect(library.standing(of: "concern", in: try tag("so")) == .draft)
        let text = try #require(try rendering("concern", "so", .draft, library).sms)
        #expect(!text.hasSuffix(")"))
        let english = try #require(try rendering("concern", "en", .draft, library).sms)
        #expect(try rendering("concern", "so", .reviewed, library).sms == english)
        #expect(
            fixture.findings().filter { $0.rule == .missingKey }.map(\.sentence) == [
                "\"text.draft\" is missing: text messages go out without it.",
                "\"text.help-when-english\" is missing: English goes out without a word of how to get free help.",
            ])
    }
}
