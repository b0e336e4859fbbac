import MessageFormat

/// Writes what stands in slots as a language writes it.
struct SlotWriter {
    /// Whether it is the language that the values were written in.
    private let isOwn: Bool
    private let language: LanguageTag
    private let context: FormatContext

    init(
        isOwn: Bool, language: LanguageTag, setting: ProtectedText.Setting,
        dates: DateWords?, digits: DigitChoice
    ) {
        self.isOwn = isOwn
        self.language = language
        context = FormatContext(
            locale: digits.locale(LineFormatter.formatLocale(language, region: setting.region)),
            bidi: .none, timeZone: setting.timeZone, dates: dates)
    }

    func text(_ value: ProtectedValue) -> String {
        if isOwn { return isolated(cleanValue(value.original)) }
        return isolated(written(value.meaning) ?? cleanValue(value.original))
    }

    private func written(_ meaning: ProtectedValue.Meaning) -> String? {
        switch meaning {
        case .text: return nil
        case .name(let listed): return cleanValue(listed)
        case .date(let day, let hasYear, let hasWeekday):
            let fields = (hasYear ? "year-" : "") + "month-day" + (hasWeekday ? "-weekday" : "")
            return formatted("{$v :date fields=\(fields) length=long}", .date(day.text))
        case .time(let hour, let minute, let hasMinutes):
            let time = "2000-01-01T\(CalendarDay.two(hour)):\(CalendarDay.two(minute))"
            // Where the clock has 24 hours, 15 alone is no time: 15:00 is.
            let hourAlone = "{$v :time precision=hour}"
            let short = hasMinutes ? nil : formatted(hourAlone, .date(time))
            if let short, short.contains(where: { !$0.isNumber && !$0.isWhitespace }) {
                return short
            }
            return formatted("{$v :time precision=minute}", .date(time))
        case .clock(let hour, let minute): return clock(hour, minute)
        case .number(let decimal):
            let places = fraction(decimal)
            return formatted(
                "{$v :number minimumFractionDigits=\(places)\(grouping(decimal))}",
                .decimal(decimal))
        case .ordinal(let number): return ordinal(number)
        case .money(let amount, let currency):
            let places = fraction(amount)
            return formatted(
                "{$v :currency currency=\(currency) fractionDigits=\(places)}", .decimal(amount))
        }
    }

    /// In the digits of the language, with its mark between them: `3.30` in Finnish.
    private func clock(_ hour: Int, _ minute: Int) -> String? {
        let mark = ["fi", "da", "id"].contains(language.language) ? "." : ":"
        let digits = "{$v :integer useGrouping=never minimumIntegerDigits="
        guard let hour = formatted(digits + "1}", .integer(hour)),
            let minute = formatted(digits + "2}", .integer(minute))
        else { return nil }
        return hour + mark + minute
    }

    private func fraction(_ decimal: String) -> Int {
        decimal.firstIndex(of: ".").map { decimal.distance(from: $0, to: decimal.endIndex) - 1 }
            ?? 0
    }

    /// A year or the number of a house keeps its four digits together.
    private func grouping(_ decimal: String) -> String {
        decimal.utf8.count <= 4 && !decimal.contains(".") ? " useGrouping=never" : ""
    }

    /// Nil when the engine reports anything: the value then stands as it was written.
    private func formatted(_ source: String, _ value: MessageValue) -> String? {
        guard let message = try? Message(source) else { return nil }
        let text = message.text(MessageArguments(["v": value]), context)
        return text.problems.isEmpty ? text.text : nil
    }

    /// CLDR has no short ordinals (3rd) for our engine; few languages write them with a sign.
    private func ordinal(_ number: Int) -> String? {
        guard let digits = formatted("{$v :integer useGrouping=never}", .integer(number)) else {
            return nil
        }
        switch language.language {
        case "en": return nil
        case "es", "pt", "it": return digits + (language.language == "es" ? ".º" : "º")
        case "fr": return digits + (number == 1 ? "er" : "e")
        case "de", "pl", "cs", "sk", "tr", "hu", "fi", "da", "nb", "hr", "sr", "bs":
            return digits + "."
        case "ru", "uk": return digits + "-й"
        default: return digits
        }
    }

    /// In marks that keep its direction to itself, where that may be another than the text's.
    ///
    /// Source: UAX 9 §2.1.4, first strong isolate.
    private func isolated(_ text: String) -> String {
        let isRight = language.direction == .rightToLeft
        let needs = isRight ? true : text.unicodeScalars.contains(where: Self.runsLeft)
        return needs ? "\u{2068}\(text)\u{2069}" : text
    }

    /// Hebrew, Arabic and their neighbours.
    private static func runsLeft(_ scalar: Unicode.Scalar) -> Bool {
        (0x590...0x8FF).contains(scalar.value) || (0xFB1D...0xFEFC).contains(scalar.value)
            || (0x1E800...0x1EFFF).contains(scalar.value)
    }
}
