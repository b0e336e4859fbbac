import Foundation
import MessageFormat
import Testing

/// Formats and expects no problem.
func formatted(
    _ source: String, _ locale: String, _ arguments: [String: MessageValue] = [:],
    zone: String = "UTC", dates: DateWords? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
    let tag = try #require(LanguageTag(locale), sourceLocation: sourceLocation)
    let context = FormatContext(locale: tag, bidi: .none, timeZone: zone, dates: dates)
    let result = try Message(source).format(arguments, context)
    #expect(result.problems.isEmpty, sourceLocation: sourceLocation)
    return result.text
}

struct NumberFunctionTests {
    @Test(arguments: [
        ("en", "{1234567.891 :number}", "1,234,567.891"), ("es", "{1234 :number}", "1234"),
        ("es", "{12345.5 :number}", "12.345,5"), ("es-MX", "{12345.5 :number}", "12,345.5"),
        ("de", "{1234.5 :number}", "1.234,5"), ("hi", "{12345678 :number}", "1,23,45,678"),
        ("ar", "{1234.5 :number}", "1,234.5"), ("ar-EG", "{12 :number}", "12"),
        ("ar-u-nu-arab", "{1234.5 :number}", "١٬٢٣٤٫٥"), ("fa", "{42 :number}", "۴۲"),
        ("fa-u-nu-latn", "{42 :number}", "42"), ("my", "{42 :number}", "၄၂"),
        ("so", "{1234.5 :number}", "1,234.5"), ("ht", "{1234.5 :number}", "1,234.5"),
        ("mww", "{1234.5 :number}", "1,234.5"), ("quc", "{-7 :number}", "-7"),
        ("und", "{1234.5 :number}", "1,234.5"), ("en-u-nu-nope", "{42 :number}", "42"),
        ("en", "{0.125 :number maximumFractionDigits=2}", "0.13"),
        ("en", "{2.5 :integer}", "3"), ("en", "{-0.4 :integer}", "0"),
        ("en", "{1e21 :number}", "1,000,000,000,000,000,000,000"),
        ("en", "{12345 :number useGrouping=never}", "12345"),
        ("en", "{1234 :number useGrouping=min2}", "1,234".filter { $0 != "," }),
        ("es", "{1234 :number useGrouping=always}", "1.234"),
        ("en", "{5 :number minimumIntegerDigits=3}", "005"),
        ("en", "{5 :number signDisplay=always}", "+5"),
        ("en", "{0 :number signDisplay=exceptZero}", "0"),
        ("en", "{-5 :number signDisplay=never}", "5"),
        ("en", "{1234.56 :number maximumSignificantDigits=3}", "1,230"),
        ("en", "{1 :number minimumSignificantDigits=3}", "1.00"),
        ("en", "{0 :number minimumSignificantDigits=3}", "0.00"),
        ("en", "{0.05 :number maximumSignificantDigits=1}", "0.05"),
        ("en", "{9.999 :number maximumFractionDigits=2}", "10"),
        ("en", "{5 :number minimumFractionDigits=2 trailingZeroDisplay=stripIfInteger}", "5"),
        ("en", "{42 :number numberingSystem=arab}", "٤٢"),
        ("en", "{0.123 :percent}", "12%"), ("ne", "{5 :currency currency=USD}", "US$\u{A0}५.००"),
        ("de", "{0.5 :percent}", "50\u{A0}%"),
        ("en", "{-0.5 :percent}", "-50%"),
        ("en", "{1234.5 :currency currency=USD}", "$1,234.50"),
        ("es", "{1234.5 :currency currency=EUR}", "1234,50\u{A0}€"),
        ("en", "{1234.5 :currency currency=JPY}", "¥1,235"),
        ("en", "{-5 :currency currency=USD currencySign=accounting}", "($5.00)"),
        ("en", "{1 :currency currency=USD currencyDisplay=name fractionDigits=0}", "1 US dollar"),
        ("en", "{5 :currency currency=USD currencyDisplay=name}", "5.00 US dollars"),
        ("en", "{5 :currency currency=USD currencyDisplay=code}", "USD\u{A0}5.00"),
        ("en", "{5 :currency currency=USD currencyDisplay=never}", "5.00"),
        ("en", "{1 :offset subtract=3}", "-2"), ("en", "{-1.5 :offset add=1}", "-0.5"),
        ("en", "{99.5 :offset add=1}", "100.5"),
    ])
    func `a number is written as the language does`(
        _ locale: String, _ source: String, _ text: String
    ) throws {
        #expect(try formatted(source, locale) == text)
    }

    @Test(arguments: [
        (MessageValue.integer(.min), "-9,223,372,036,854,775,808"), (.number(0.1), "0.1"),
        (.number(1e16), "10,000,000,000,000,000"), (.number(-0.0), "0"),
        (
            .decimal("12345678901234567890123456789.125"),
            "12,345,678,901,234,567,890,123,456,789.125"
        ),
        (.decimal("1.50"), "1.5"), (.string("7"), "7"),
    ])
    func `values are exact`(_ value: MessageValue, _ text: String) throws {
        #expect(try formatted("{$x :number}", "en", ["x": value]) == text)
    }

    @Test(arguments: [
        MessageValue.number(.nan), .number(.infinity), .decimal("1e999999999"), .string("two"),
        .string("1e2001"), .instant(milliseconds: 0), .date("2026-01-01"), .string(""),
        .string("9999999999999999999999e99999999999999999999"),
    ])
    func `what is no number is a bad operand`(_ value: MessageValue) throws {
        let result = try Message("{$x :number}").format(
            ["x": value], FormatContext(locale: .english))
        #expect(result.problems.map(\.kind) == [.badOperand])
    }

    static let choice = """
        .input {$n :number minimumFractionDigits=$places}
        .match $n
        0 {{none}} one {{one}} two {{two}} few {{few}} many {{many}} * {{other}}
        """

    @Test(arguments: [
        ("en", "0", "0", "none"), ("en", "1", "0", "one"), ("en", "1", "1", "other"),
        ("ar", "2", "0", "two"), ("ar", "3", "0", "few"), ("ar", "11", "0", "many"),
        ("ar", "100", "0", "other"), ("so", "1", "0", "one"), ("ht", "1", "0", "other"),
        ("ru", "21", "0", "one"), ("ru", "22", "0", "few"), ("ru", "1", "1", "other"),
        ("es", "1000000", "0", "many"), ("pl", "5", "0", "many"),
    ])
    func `selection goes by the number as it is shown`(
        _ locale: String, _ number: String, _ places: String, _ text: String
    ) throws {
        let arguments: [String: MessageValue] = ["n": .decimal(number), "places": .string(places)]
        #expect(try formatted(Self.choice, locale, arguments) == text)
    }

    @Test func `ordinals select, and the exact number comes first`() throws {
        let source = """
            .input {$n :integer select=ordinal}
            .match $n
            one {{{$n}st}} two {{{$n}nd}} few {{{$n}rd}} 13 {{unlucky}} * {{{$n}th}}
            """
        let texts = try [1, 2, 3, 4, 11, 13, 21, 102].map {
            try formatted(source, "en", ["n": .integer($0)])
        }
        #expect(texts == ["1st", "2nd", "3rd", "4th", "11th", "unlucky", "21st", "102nd"])
    }

    @Test func `a key that means nothing is reported and never matches`() throws {
        let message = try Message(".input {$n :number} .match $n uno {{1}} one {{one}} * {{other}}")
        let result = message.format(["n": .integer(1)], FormatContext(locale: .english))
        #expect(result.text == "one")
        #expect(result.problems.map(\.kind) == [.badVariantKey])
    }

    @Test func `the pieces of a number are named`() throws {
        let message = try Message("{-1234.5 :number}")
        let parts = message.format([:], FormatContext(locale: .english)).parts
        guard case .value(let value) = parts.first else {
            Issue.record("The first part is no value: \(parts)")
            return
        }
        let types = value.fields.map(\.type)
        #expect(types == ["minusSign", "integer", "group", "integer", "decimal", "fraction"])
        #expect(value.fields.map(\.value).joined() == value.text)
    }
}

struct CustomFunctionTests {
    /// `school:grade`: an example of a function of one's own.
    struct Grade: MessageFunction {
        struct Result: FunctionResult {
            let name: String
            var value: MessageValue { .string(name) }
            func formatted() -> ValueText { ValueText(type: "grade", text: "grade \(name)") }
        }

        func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
            guard case .string(let name)? = call.operand?.value else {
                throw FunctionFailure(.badOperand, "school:grade needs the name of a grade.")
            }
            if call.option("style") != nil {
                call.report(FunctionFailure(.badOption, "school:grade has no styles."))
            }
            return Result(name: name)
        }
    }

    @Test func `a function of one's own is called, reports and fails`() throws {
        let functions = FunctionRegistry.standard.adding("school:grade", Grade())
        let context = FormatContext(locale: .english, functions: functions)
        let good = try Message("{$g :school:grade style=x}").format(["g": .string("K")], context)
        #expect(good.text == "\u{2068}grade K\u{2069}")
        #expect(good.problems.map(\.kind) == [.badOption])
        let bad = try Message("{:school:grade}").format([:], context)
        #expect(bad.text == "\u{2068}{:school:grade}\u{2069}")
        let selected = try Message(".input {$g :school:grade} .match $g K {{k}} * {{other}}")
            .format(["g": .string("K")], context)
        #expect(selected.text == "other")
        #expect(selected.problems.map(\.kind) == [.badSelector])
    }
}
