import Foundation
import MessageFormat
import Testing

struct DateFunctionTests {
    /// Monday, 21 September 2026, 14:13:20 UTC; 9:13 in Chicago.
    static let moment: [String: MessageValue] = ["when": .instant(milliseconds: 1_790_000_000_000)]
    static let full =
        "{$when :datetime dateFields=year-month-day-weekday dateLength=long timePrecision=minute}"

    @Test(arguments: [
        ("en-US", "Monday, September 21, 2026 at 9:13\u{202F}AM"),
        ("es", "lunes, 21 de septiembre de 2026, 9:13"),
        ("ar", "الاثنين، 21 سبتمبر، 2026، 9:13\u{A0}ص"),
        ("so", "Isniin, Sebtembar 21, 2026 ee 9:13 GH"),
        ("zh-Hant", "2026年9月21日 星期一 上午9:13"),
        ("ht", "2026-09-21 09:13"), ("mww", "2026-09-21 09:13"), ("quc", "2026-09-21 09:13"),
        ("kek", "2026-09-21 09:13"), ("zz", "2026-09-21 09:13"), ("am-Latn", "2026-09-21 09:13"),
        ("ku-Arab-IQ", "2026-09-21 09:13"), ("so-Arab", "2026-09-21 09:13"),
    ])
    func `a moment is shown in the school's zone and the family's language`(
        _ locale: String, _ text: String
    ) throws {
        #expect(try formatted(Self.full, locale, Self.moment, zone: "America/Chicago") == text)
    }

    @Test(arguments: [
        ("{$when :date}", "Sep 21, 2026"), ("{$when :date length=long}", "September 21, 2026"),
        ("{$when :date length=short}", "9/21/2026"), ("{$when :date fields=weekday}", "Mon"),
        ("{$when :date fields=weekday length=long}", "Monday"),
        ("{$when :date fields=month-day length=long}", "September 21"),
        ("{$when :date fields=day-weekday length=long}", "Monday 21"),
        ("{$when :time}", "2:13\u{202F}PM"),
        ("{$when :time precision=second}", "2:13:20\u{202F}PM"),
        ("{$when :time precision=hour}", "2\u{202F}PM"), ("{$when :time hour12=false}", "14:13"),
        ("{$when :time timeZone=|America/Chicago|}", "9:13\u{202F}AM"),
        ("{$when :datetime}", "Sep 21, 2026 at 2:13\u{202F}PM"),
        ("{$when}", "Sep 21, 2026 at 2:13\u{202F}PM"),
        ("{|2026-12-03| :date}", "Dec 3, 2026"), ("{|2026-12-03T18:30| :time}", "6:30\u{202F}PM"),
        ("{|2026-12-03T18:30:00Z| :time timeZone=|America/Chicago|}", "12:30\u{202F}PM"),
        ("{|2026-12-03T18:30:00-06:00| :time}", "12:30\u{202F}AM"),
        (
            ".local $d = {|2026-12-03T18:30| :datetime dateLength=long} {{{$d :date}}}",
            "December 3, 2026"
        ),
    ])
    func `options choose what is shown`(_ source: String, _ text: String) throws {
        #expect(try formatted(source, "en-US", Self.moment) == text)
    }

    // Summer time ends in Chicago on 1 November 2026 at 07:00 UTC: one o'clock comes twice.
    @Test(arguments: [
        ("America/Chicago", 1_793_509_200_000, "12:00"),
        ("America/Chicago", 1_793_512_800_000, "1:00"),
        ("America/Chicago", 1_793_516_400_000, "1:00"),
        ("America/Chicago", 1_793_520_000_000, "2:00"),
        ("Asia/Kathmandu", 1_793_512_800_000, "11:45"),
    ])
    func `the zone's own rules apply`(_ zone: String, _ time: Int64, _ text: String) throws {
        let source = "{$t :time hour12=true}"
        let shown = try formatted(source, "en-US", ["t": .instant(milliseconds: time)], zone: zone)
        #expect(shown.hasPrefix(text))
    }

    @Test(arguments: ["UTC", "America/Chicago", "Asia/Tokyo", "Pacific/Kiritimati"])
    func `a local date is the same in every zone`(_ zone: String) throws {
        let source = "{$d :datetime dateLength=long}"
        let text = try formatted(source, "en-US", ["d": .date("2026-03-08T02:30")], zone: zone)
        #expect(text == "March 8, 2026 at 2:30\u{202F}AM")
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01T24:00",
        "2026-01-01T10", "2026-01-01 10:00", "tomorrow", "", "2026-01-01T10:00+25:00", "1500-01-01",
        "2026-01-01T10:00:00.", "20260101", "2026-01-01Z", "2026-01-01T10:00Zx",
    ])
    func `what is no date is a bad operand`(_ text: String) throws {
        let message = try Message("{$d :date}")
        let result = message.format(["d": .date(text)], FormatContext(locale: .english))
        #expect(result.problems.map(\.kind) == [.badOperand])
        #expect(result.text == "\u{2068}{$d}\u{2069}")
    }

    @Test(arguments: [
        ("{$when :date length=huge}", [MessageProblem.Kind.badOption]),
        (".local $l = {long} {{{$when :date length=$l}}}", [.badOption]),
        ("{$when :time timeZone=Mars}", [.badOption]), ("{|2026-12-03| :time}", [.badOperand]),
        (".local $d = {$when :date} {{{$d :time}}}", [.badOperand]),
        (".local $t = {$when :time} {{{$t :date}}}", [.badOperand]),
    ])
    func `a wrong option or order is reported`(
        _ source: String, _ kinds: [MessageProblem.Kind]
    ) throws {
        let result = try Message(source).format(Self.moment, FormatContext(locale: .english))
        #expect(result.problems.map(\.kind) == kinds)
    }

    @Test func `an unknown zone of the context is reported, not replaced`() throws {
        let context = FormatContext(locale: .english, timeZone: "Chicago")
        let result = try Message("{$when :date}").format(Self.moment, context)
        #expect(result.problems.map(\.kind) == [.badOption])
    }

    static let haitian = DateWords(
        months: [
            "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb",
            "novanm", "desanm",
        ],
        weekdays: ["lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"],
        patterns: ["year-month-day short": "d/M/yyyy"],
        timePatterns: ["minute": "h:mm a"], joiner: "{date} a {time}")

    @Test(arguments: [
        (full, "lendi 21 septanm 2026 a 9:13 AM"), ("{$when :date}", "21 septanm 2026"),
        ("{$when :date length=short}", "21/9/2026"), ("{$when :date fields=weekday}", "lendi"),
        ("{$when :date fields=month-day}", "21 septanm"), ("{$when :time}", "9:13 AM"),
        ("{$when :date fields=month-day length=short}", "2026-09-21"),
        ("{$when :time precision=second}", "09:13:20"),
        ("{$when :time timeZoneStyle=short}", "9:13 AM UTC-05:00"),
        ("{$when}", "21 septanm 2026 a 9:13 AM"),
    ])
    func `an overlay's words and patterns take ICU's place`(
        _ source: String, _ text: String
    ) throws {
        #expect(Self.haitian.problems.isEmpty)
        let shown = try formatted(
            source, "ht", Self.moment, zone: "America/Chicago", dates: Self.haitian)
        #expect(shown == text)
    }

    @Test func `an overlay over a language of ICU keeps ICU's times`() throws {
        var words = Self.haitian
        words.timePatterns = [:]
        words.joiner = "{date}, {time}"
        let text = try formatted("{$when :datetime}", "es", Self.moment, dates: words)
        #expect(text == "21 septanm 2026, 14:13")
    }

    @Test func `what is wrong with an overlay is said`() {
        let words = DateWords(
            months: ["one"], weekdays: ["Mon", ""], patterns: ["someday": "d", "month-day": "d Q"],
            timePatterns: ["day": "HH 'o''clock'"], joiner: "{date}")
        #expect(words.problems.count == 7, "\(words.problems)")
    }

    @Test func `another calendar is shown when a message asks for it`() throws {
        let text = try formatted(
            "{$when :date length=long calendar=persian}", "fa-u-nu-latn", Self.moment)
        #expect(text.contains("1405"))
        #expect(
            try formatted("{$when :date length=long}", "fa-u-nu-latn", Self.moment).contains("2026")
        )
    }
}
