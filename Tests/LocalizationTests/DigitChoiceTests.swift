import MessageFormat
import Testing

@testable import Localization

@Suite struct DigitChoiceTests {
    private func date(_ language: String, _ setting: [String: String]) throws -> String {
        let localizer = Localizer(
            library: try Repository.library(), digits: try DigitChoice(setting: setting))
        return try localizer.sentence(
            "common.value.date", in: try tag(language),
            values: ["starts": .value(.instant(milliseconds: 1_796_340_600_000))],
            timeZone: "America/Chicago"
        ).text
    }

    @Test(arguments: [
        ("fa", "usual", "۳"), ("fa", "latin", "3"), ("fa", "native", "۳"), ("ar", "usual", "3"),
        ("ar", "native", "٣"), ("hi", "native", "३"), ("bn", "native", "৩"), ("my", "latin", "3"),
        ("pa", "native", "੩"), ("en", "native", "3"), ("am", "native", "3"),
        // From a table of our own, not from CLDR.
        ("ne", "usual", "३"), ("ne", "latin", "3"), ("fa-AF", "latin", "3"),
    ])
    func `dates have the digits that the school chose`(
        _ language: String, _ kind: String, _ digit: String
    ) throws {
        let text = try date(language, ["default": kind])
        #expect(text.contains(digit), "\(text)")
        let latin = text.contains { $0.isASCII && $0.isNumber }
        #expect(latin == digit.allSatisfy(\.isASCII), "\(text)")
    }

    @Test func `what is said of a language wins`() throws {
        let setting = ["default": "native", "fa": "latin"]
        #expect(try date("fa", setting).contains("3"))
        #expect(try date("fa-AF", setting).contains("3"))
        #expect(try date("ar", setting).contains("٣"))
    }

    @Test(arguments: [("default", "roman"), ("Persian language", "latin"), ("fa", "")])
    func `what can't be read is told`(_ name: String, _ value: String) {
        let problem = #expect(throws: DigitProblem.self) {
            try DigitChoice(setting: [name: value])
        }
        #expect(problem?.description.contains("usual, latin or native") == true)
    }
}

@Suite struct DatesOnlyTests {
    @Test func `a folder with dates alone is no language, and its table is checked`() throws {
        let fixture = try NoticeFixture()
        try fixture.write(
            "locales/quc/overlay.yaml", "months: [enero, febrero]\nweekdays: [lunes]\n")
        #expect(
            fixture.findings().filter { $0.severity == .error }.map(\.file).allSatisfy {
                $0 == "locales/quc/overlay.yaml"
            })
        #expect(throws: CatalogProblems.self) { try fixture.load() }
    }

    @Test(arguments: ["quc", "mam", "kek"])
    func `the repository's tables of dates are read, and no notice goes out in them`(
        _ language: String
    ) throws {
        let library = try Repository.library()
        #expect(!library.languages.contains(try tag(language)))
        let localizer = try Repository.localizer()
        #expect(try localizer.choose("urgent", for: [try tag(language)]).reason == .noCatalog)
        var findings: [CatalogFinding] = []
        let dates = LocalesFolder(Repository.locales).catalog(try tag(language), &findings).dates
        #expect(findings.isEmpty)
        let context = FormatContext(
            locale: try tag(language), bidi: .none, timeZone: "UTC", dates: dates)
        let message = try Message("{$d :date fields=year-month-day-weekday length=long}")
        #expect(
            message.format(["d": .date("2026-12-03")], context).text
                == "jueves, 3 diciembre 2026")
    }
}
