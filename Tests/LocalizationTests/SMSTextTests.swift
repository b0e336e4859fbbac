import Localization
import MessageFormat
import Testing

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

    private let gsm = Set(
        "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
            .unicodeScalars)

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
        #expect(text.unicodeScalars.filter { !gsm.contains($0) }.isEmpty, "\(text)")
    }

    @Test(arguments: Repository.notices, Repository.languages)
    func `a text message fills few parts with the examples`(
        _ notice: String, _ language: String
    ) throws {
        let text = try sms(notice, language)
        let isGSM = text.unicodeScalars.allSatisfy(gsm.contains)
        let units = text.utf16.count
        // Parts of 153 letters, or of 67 where the alphabet needs UCS-2 (3GPP TS 23.040).
        #expect(units <= (isGSM ? 2 * 153 : 5 * 67), "\(units): \(text)")
    }

    @Test func `accents that a name needs are kept`() throws {
        #expect(try sms("concern", "es", ["student": .text("María Peña")]).contains("María Peña"))
    }

    @Test func `typographic twins are swapped for plain characters`() throws {
        let words = NoticeValue.words(FreeWords("“No school” today – it’s closed…\nStay home."))
        #expect(
            try sms("urgent", "en", ["words": words]).hasSuffix(
                "URGENT: \"No school\" today - it's closed... Stay home."))
    }

    @Test func `Arabic keeps names apart`() throws {
        #expect(try sms("concern", "ar").contains("\u{2068}Yasmin Yusuf\u{2069}"))
        #expect(try !sms("concern", "so").unicodeScalars.contains("\u{2068}"))
    }
}
