import Foundation
import MessageFormat
import Testing

/// Dates written without ICU, by what was learned from it, beside ICU's own.
struct LearnedDatesTests {
    static let locales = [
        "en-US", "en-GB", "es", "es-MX", "zh-Hans", "zh-Hant", "vi", "ar", "ar-EG", "so", "pt-BR",
        "ru", "uk", "fr", "fil", "ko", "ja", "hi", "ur", "pa", "bn", "ne", "fa", "fa-AF", "ps",
        "am", "ti", "my", "sw", "rw", "pl", "de", "th", "he", "km", "bg", "lt", "ka",
    ]

    struct Form: Sendable {
        let source: String
        let style: @Sendable (Date.FormatStyle) -> Date.FormatStyle
    }

    static let forms = [
        Form(source: "{$t :date}") { $0.year().month(.abbreviated).day() },
        Form(source: "{$t :date length=long}") { $0.year().month(.wide).day() },
        Form(source: "{$t :date length=short}") { $0.year().month(.defaultDigits).day() },
        Form(source: "{$t :date fields=weekday length=long}") { $0.weekday(.wide) },
        Form(source: "{$t :date fields=month-day}") { $0.month(.abbreviated).day() },
        Form(source: "{$t :date fields=year-month-day-weekday length=long}") {
            $0.weekday(.wide).year().month(.wide).day()
        },
        Form(source: "{$t :time}") { $0.hour().minute() },
        Form(source: "{$t :time precision=second}") { $0.hour().minute().second() },
        Form(source: "{$t :datetime dateLength=long timePrecision=minute}") {
            $0.year().month(.wide).day().hour().minute()
        },
    ]

    /// Foundation's name of the data that the module uses for a tag.
    private static func identifier(_ locale: String) -> String {
        locale.hasPrefix("ar") ? "\(locale)-u-nu-latn" : locale
    }

    @Test(arguments: locales)
    func `a date is what ICU writes`(_ locale: String) throws {
        let tag = try #require(LanguageTag(locale))
        let zone = try #require(TimeZone(identifier: "America/Chicago"))
        let icu = Locale(identifier: Self.identifier(locale))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        calendar.locale = icu
        let context = FormatContext(locale: tag, bidi: .none, timeZone: zone.identifier)
        var generator = SeededGenerator(state: 48)
        for form in Self.forms {
            let message = try Message(form.source)
            let style = form.style(
                Date.FormatStyle(locale: icu, calendar: calendar, timeZone: zone))
            for _ in 0..<40 {
                // 1970 to 2100, one in four on the hour.
                var seconds = Int64.random(in: 0..<4_102_444_800, using: &generator)
                if seconds % 4 == 0 { seconds -= seconds % 3_600 }
                let values: MessageArguments = ["t": .instant(milliseconds: seconds * 1_000)]
                let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
                #expect(message.text(values, context).text == expected, "\(form.source) \(seconds)")
            }
        }
    }

    @Test(arguments: [
        "America/Chicago", "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe",
        "America/Sao_Paulo", "Pacific/Apia", "Asia/Gaza", "Antarctica/Troll", "Asia/Pyongyang",
    ])
    func `the clock of a zone is Foundation's, to the second`(_ name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let message = try Message("{$t :datetime dateLength=short timePrecision=second}")
        let local = FormatContext(
            locale: try #require(LanguageTag("en-GB")), bidi: .none, timeZone: name)
        var utc = local
        utc.timeZone = "UTC"
        func expect(_ seconds: Int) {
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            let shown = message.text(["t": .instant(milliseconds: Int64(seconds) * 1_000)], local)
            let moved = message.text(
                ["t": .instant(milliseconds: Int64(seconds + offset) * 1_000)], utc)
            #expect(shown.text == moved.text, "\(seconds)")
        }
        var generator = SeededGenerator(state: 7)
        for _ in 0..<200 {
            expect(Int.random(in: -1_000_000_000..<7_500_000_000, using: &generator))
        }
        // Around each change of the clocks from 2010 to 2027.
        var time = Date(timeIntervalSince1970: 1_262_304_000)
        while let change = zone.nextDaylightSavingTimeTransition(after: time),
            change.timeIntervalSince1970 < 1_800_000_000
        {
            for step in [-1, 0, 1] { expect(Int(change.timeIntervalSince1970) + step) }
            time = change
        }
    }
}
