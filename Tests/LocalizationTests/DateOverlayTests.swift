import Localization
import MessageFormat
import Testing

@Suite struct DateOverlayTests {
    @Test func `a language that CLDR lacks names its own months and weekdays`() throws {
        let fixture = try NoticeFixture()
        let spanish = try fixture.read("locales/es/common.mf2")
        try fixture.write(
            "locales/ht/common.mf2", spanish.replacing("@locale es", with: "@locale ht"))
        try fixture.write(
            "locales/ht/overlay.yaml",
            """
            months: [janvye, fevriye, mas, avril, me, jen, jiyè, out, septanm, oktòb, novanm, desanm]
            weekdays: [lendi, madi, mèkredi, jedi, vandredi, samdi, dimanch]
            patterns: {"year-month-day-weekday long": "EEEE d MMMM y"}

            """)
        let localizer = Localizer(library: try fixture.load())
        let date = try localizer.sentence(
            "common.value.date", in: try tag("ht"),
            values: ["starts": .instant(milliseconds: 1_796_340_600_000)],
            timeZone: "America/Chicago")
        #expect(date.text == "jedi 3 desanm 2026")
    }
}
