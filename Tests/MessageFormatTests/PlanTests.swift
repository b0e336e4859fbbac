import Foundation
import MessageFormat
import Testing

/// The short way to a message's text says what the long way says.
struct PlanTests {
    @Test(arguments: OfficialCase.all)
    func `text alone is the text of the parts`(_ item: OfficialCase) throws {
        guard let message = try? Message(item.source) else { return }
        for bidi in [BidiStrategy.default, .none] {
            let context = FormatContext(locale: item.locale, bidi: bidi, functions: .officialTests)
            let long = message.format(item.arguments, context)
            let short = message.text(MessageArguments(item.arguments), context)
            #expect(short.text == long.text)
            #expect(short.problems == long.problems)
        }
    }

    static let sources = [
        "{$name}", "{$name :string} and {$count} on {|a \\\\ b|}{#b u:id=x}!{/b}",
        "{#b u:dir=ltr}{$count :integer}{/b}", "{$count :number u:dir=rtl}",
        ".input {$count :number} .match $count 0 {{none}} one {{one {$count}}} few {{few {$count}}} "
            + "many {{many {$count}}} 1000 {{M}} * {{other {$count}}}",
        ".input {$count :integer select=ordinal} .match $count one {{{$count}st}} * {{{$count}th}}",
        ".input {$count :number select=exact} .match $count one {{never}} 1 {{1}} * {{other}}",
        ".input {$count :number} .match $count 1.0 {{1.0}} 1 {{1}} * {{other}}",
        ".input {$count :number} .match $count 1.0 {{1.0}} 1.5 {{1.5}} * {{other}}",
        ".input {$count :number} .match $count uno {{bad}} * {{other}}",
        ".input {$name :string} .input {$count :number} .match $name $count "
            + "Ana 1 {{A1}} Ana one {{Aone}} * 1 {{x1}} Ana * {{Ax}} * * {{xx {$name}}}",
        ".local $n = {$count :number} .local $m = {$n} .match $m one {{{$n} {$m}}} * {{{$m}s}}",
        ".local $n = {5 :number} {{{$n}}}", ".local $n = {x} {{{$n} {$n :string}}}",
        ".input {$count :number minimumFractionDigits=1} {{{$count}}}", "{$when}", "{$when :date}",
        "{$when :date fields=month-day-weekday length=long}", "{$when :time precision=second}",
        "{$when :time hour12=true}", "{$when :datetime timeZone=|Asia/Kathmandu|}",
        "{$when :datetime dateLength=short timeZoneStyle=short}", "{$when :date calendar=persian}",
        "{$when :date length=$name}", "{$nobody}", "{$count :test:function}",
    ]
    static let arguments: [[String: MessageValue]] = [
        ["name": .string("Ana"), "count": .integer(1), "when": .instant(milliseconds: 0)],
        ["name": .string(""), "count": .integer(0), "when": .date("2026-03-08")],
        ["name": .string("ع\u{202E}"), "count": .integer(.min), "when": .date("2026-03-08T02:30")],
        ["name": .integer(3), "count": .number(3), "when": .string("2026-03-08T02:30:05Z")],
        ["name": .decimal("1.50"), "count": .number(1.5), "when": .integer(1)],
        ["name": .date("x"), "count": .decimal("2.0"), "when": .date("x")],
        ["name": .number(.nan), "count": .string("21"), "when": .instant(milliseconds: -1)],
        ["count": .integer(1_000), "when": .instant(milliseconds: 1_793_512_800_000)],
        ["count": .integer(-1_234_567), "when": .instant(milliseconds: 4_102_444_799_999)],
        ["count": .number(-0.0), "name": .string(String(repeating: "long ", count: 700))],
        ["count": .number(1e20), "when": .instant(milliseconds: -9_999_999_999_999)],
        ["count": .integer(.max), "when": .instant(milliseconds: 9_999_999_999_999)],
    ]

    @Test(arguments: ["en", "es", "ar", "ar-EG", "fa", "hi", "pl", "zh-Hant", "ht", "de-CH", "my"])
    func `both ways agree in every language, with every value`(_ locale: String) throws {
        let tag = try #require(LanguageTag(locale))
        for source in Self.sources {
            let message = try Message(source)
            for (bidi, zone) in [
                (BidiStrategy.none, "UTC"), (.default, "America/Chicago"), (.none, "Nowhere"),
            ] {
                let context = FormatContext(locale: tag, bidi: bidi, timeZone: zone)
                for arguments in Self.arguments {
                    let long = message.format(arguments, context)
                    let short = message.text(MessageArguments(arguments), context)
                    #expect(short.text == long.text, "\(source)")
                    #expect(short.problems == long.problems, "\(source)")
                }
            }
        }
    }

    @Test func `a function that is replaced is called`() throws {
        struct Shout: MessageFunction {
            struct Result: FunctionResult {
                var value: MessageValue { .string("!") }
                func formatted() -> ValueText { ValueText(type: "string", text: "!") }
            }
            func resolve(_ call: inout FunctionCall) -> any FunctionResult { Result() }
        }
        let message = try Message("{$x :string}")
        let shouting = FunctionRegistry.standard.adding("string", Shout())
        var context = FormatContext(locale: .english, bidi: .none)
        #expect(message.text(["x": .string("a")], context).text == "a")
        context.functions = shouting
        #expect(message.text(["x": .string("a")], context).text == "!")
        context.functions = FunctionRegistry([:])
        #expect(message.text(["x": .string("a")], context).problems.count == 1)
    }

    @Test func `a context that changes its language changes all that follows from it`() throws {
        let message = try Message("{$n} {$d :date length=long}")
        let values: MessageArguments = ["n": .integer(1_234), "d": .date("2026-12-03")]
        var context = FormatContext(locale: .english, bidi: .none)
        #expect(message.text(values, context).text == "1,234 December 3, 2026")
        context.locale = try #require(LanguageTag("de"))
        #expect(message.text(values, context).text == "1.234 3. Dezember 2026")
    }

    @Test func `arguments are found by name, few or many`() {
        var arguments: MessageArguments = ["a": .integer(1), "b": .integer(2), "a": .integer(3)]
        #expect(arguments["a"] == .integer(3))
        arguments["b"] = nil
        #expect(arguments["b"] == nil)
        for index in 0..<20 { arguments["n\(index)"] = .integer(index) }
        #expect((0..<20).allSatisfy { arguments["n\($0)"] == .integer($0) })
        arguments["n7"] = nil
        #expect(arguments["n7"] == nil)
        #expect(arguments["a"] == .integer(3))
        #expect("\(arguments)" == "20 arguments")
    }
}
