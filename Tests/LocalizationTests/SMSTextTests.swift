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
        arguments: ["en", "es", "so", "ht"],
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

    @Test(arguments: Repository.notices, Repository.languages)
    func `a text message fills few parts with the examples`(
        _ notice: String, _ language: String
    ) throws {
        let text = try sms(notice, language)
        let measure = SMSMeasure(text)
        #expect(measure.segments <= (measure.encoding == .gsm7 ? 2 : 5), "\(measure): \(text)")
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
}
