import Localization
import MessageFormat
import Testing

/// Dates as families read them. When a new version of CLDR changes one, look at it, then here.
@Suite struct DateTests {
    private func sentence(
        _ key: String, _ language: String, _ milliseconds: Int64, zone: String = "America/Chicago",
        region: String? = "US"
    ) throws -> String {
        let values: [String: NoticeValue] = [
            "starts": .instant(milliseconds: milliseconds),
            "ends": .instant(milliseconds: milliseconds + 5_400_000),
        ]
        let sentence = try Repository.localizer().sentence(
            key, in: try tag(language), values: values, timeZone: zone, region: region)
        return String(
            String.UnicodeScalarView(
                sentence.text.unicodeScalars
                    .filter { !("\u{2066}"..."\u{2069}").contains($0) }
                    .map { $0 == "\u{202F}" || $0 == "\u{A0}" ? " " : $0 }))
    }

    @Test(arguments: [
        ("en", "Thursday, December 3, 2026"), ("es", "jueves, 3 de diciembre de 2026"),
        ("so", "Khamiis, Diseembar 3, 2026"), ("ar", "الخميس، 3 ديسمبر، 2026"),
    ])
    func `a date names the weekday, the month and the year`(
        _ language: String, _ expected: String
    ) throws {
        // 2026-12-03T23:30:00Z is the same day in Chicago.
        #expect(try sentence("common.value.date", language, 1_796_340_600_000) == expected)
    }

    @Test(arguments: [
        ("en", "Sunday, February 28, 2027"), ("es", "domingo, 28 de febrero de 2027"),
        ("so", "Axad, Febraayo 28, 2027"), ("ar", "الأحد، 28 فبراير، 2027"),
    ])
    func `the day is the school's day, not London's`(_ language: String, _ expected: String) throws
    {
        // 2027-03-01T02:00:00Z is the evening before in Chicago.
        #expect(try sentence("common.value.date", language, 1_803_866_400_000) == expected)
    }

    @Test(arguments: [
        ("en", "5:30 PM to 7:00 PM"), ("es", "de 5:30 p.m. a 7:00 p.m."),
        ("so", "5:30 GD ilaa 7:00 GD"), ("ar", "من 5:30 م إلى 7:00 م"),
    ])
    func `times are those of the school's clock, in the habit of the country`(
        _ language: String, _ expected: String
    ) throws {
        #expect(try sentence("common.value.time-range", language, 1_796_340_600_000) == expected)
    }

    @Test func `a morning is a morning`() throws {
        #expect(try sentence("common.value.time", "so", 1_796_310_000_000) == "9:00 GH")
        #expect(try sentence("common.value.time", "ar", 1_796_310_000_000) == "9:00 ص")
        #expect(try sentence("common.value.time", "es", 1_796_310_000_000) == "9:00 a.m.")
    }

    @Test func `Spain writes the time in its own way`() throws {
        #expect(
            try sentence(
                "common.value.time", "es", 1_796_340_600_000, zone: "Europe/Madrid", region: "ES")
                == "0:30")
    }

    @Test func `no date has digits that a bus stop does not have`() throws {
        for language in ["en", "es", "so", "ar"] {
            let text = try sentence("common.value.until", language, 1_796_340_600_000)
            #expect(text.contains("2026") && text.contains("7:00"), "\(text)")
        }
    }
}
