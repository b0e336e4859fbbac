import MessageFormat
import Testing

@Suite struct UnitFunctionTests {
    private func text(
        _ source: String, _ locale: String, _ number: MessageValue
    ) throws -> FormattedMessage {
        let tag = try #require(LanguageTag(locale))
        let message = try Message(source)
        return message.format(
            ["n": number],
            FormatContext(locale: tag, bidi: .none))
    }

    /// What CLDR says, written down by hand from its charts of unit names.
    static let shown: [(locale: String, options: String, number: String, text: String)] = [
        ("en", "unit=hour unitDisplay=long", "1", "1 hour"),
        ("en", "unit=hour unitDisplay=long minimumFractionDigits=1", "1", "1.0 hours"),
        ("en", "unit=hour unitDisplay=long", "3", "3 hours"),
        ("en", "unit=hour", "3", "3 hr"),
        ("en", "unit=hour unitDisplay=narrow", "3", "3h"),
        ("en", "unit=mile-per-hour", "30", "30 mph"),
        ("en", "unit=meter-per-day unitDisplay=long", "2", "2 meters per day"),
        ("en", "unit=kilometer-per-minute", "2", "2 km/min"),
        ("en", "unit=minute minimumFractionDigits=1 unitDisplay=long", "30", "30.0 minutes"),
        ("en", "unit=fahrenheit", "-4", "-4°F"),
        ("de", "unit=day unitDisplay=long", "1", "1 Tag"),
        ("de", "unit=day unitDisplay=long", "1234", "1.234 Tage"),
        ("ru", "unit=minute unitDisplay=long", "1", "1 минута"),
        ("ru", "unit=minute unitDisplay=long", "2", "2 минуты"),
        ("ru", "unit=minute unitDisplay=long", "5", "5 минут"),
        ("ru", "unit=minute unitDisplay=long", "21", "21 минута"),
        ("ru", "unit=minute unitDisplay=long", "1.5", "1,5 минуты"),
        ("ar", "unit=day unitDisplay=long", "2", "يومان"),
        ("ar", "unit=day unitDisplay=long", "3", "3 أيام"),
        ("so", "unit=hour unitDisplay=long", "2", "2 saacadood"),
        ("zh-TW", "unit=week unitDisplay=long", "2", "2 週"),
        ("zh-CN", "unit=week unitDisplay=long", "2", "2周"),
        ("ja", "unit=minute unitDisplay=long", "30", "30 分"),
        // No language of CLDR: the symbols that stand everywhere, never another language's words.
        ("mww", "unit=hour unitDisplay=long", "2", "2 h"),
        ("ht", "unit=minute unitDisplay=long", "2", "2 min"),
    ]

    @Test(arguments: shown)
    func `a number has the unit that its language gives it`(
        _ item: (locale: String, options: String, number: String, text: String)
    ) throws {
        let shown = try text("{$n :unit \(item.options)}", item.locale, .decimal(item.number))
        #expect(shown.text == item.text)
        #expect(shown.problems.isEmpty)
    }

    @Test func `an earlier unit is passed on, and the parts are named`() throws {
        let shown = try text(
            ".local $t = {$n :unit unit=hour} {{{$t :unit unitDisplay=long}}}", "en", .integer(3))
        #expect(shown.text == "3 hours")
        let fields = shown.parts.flatMap { part in
            if case .value(let value) = part { value.fields } else { [ValuePart.Field]() }
        }
        #expect(fields.map(\.type) == ["integer", "unit"])
    }

    static let refused: [(source: String, kind: MessageProblem.Kind)] = [
        ("{$n :unit}", .badOperand),
        ("{$n :unit unit=smoot}", .badOption),
        ("{$n :unit unit=|hour-per-|}", .badOption),
        ("{$n :unit unit=|-per-hour|}", .badOption),
        ("{$n :unit unit=per}", .badOption),
        ("{$n :unit unit=hour unitDisplay=huge}", .badOption),
        ("{$n :unit unit=meter usage=road}", .badOption),
        ("{|five| :unit unit=hour}", .badOperand),
        (".local $t = {$n :unit unit=hour} .match $t one {{a}} * {{b}}", .badSelector),
    ]

    @Test(arguments: refused)
    func `what is no unit is told`(_ item: (source: String, kind: MessageProblem.Kind)) throws {
        #expect(try text(item.source, "en", .integer(3)).problems.map(\.kind).contains(item.kind))
    }
}
