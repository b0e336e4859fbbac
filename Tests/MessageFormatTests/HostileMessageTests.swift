import Engines
import Foundation
import MessageFormat
import Testing

/// Sources made to hurt: mutated, huge, or deep. They may fail; they may not trap or take long.
struct HostileMessageTests {
    static let seeds =
        OfficialCase.all.map(\.source) + [
            ".input {$n :number select=ordinal}\n.match $n\none {{{$n}st}}\n* {{{$n}th}}",
            "{#b u:id=x}{|2026-12-03T10:00:00Z| :datetime dateLength=long timeZone=|UTC|}{/b}",
            "{-1234.5 :currency currency=USD currencySign=accounting @note=|x|}",
        ]

    @Test func `mutated sources return`() {
        var generator = SeededGenerator(state: 20_260_901)
        let pool = Array("{}|\\$:@#/=*. \n\u{0}\u{2067}\u{61C}é9.inputlocalmatch".unicodeScalars)
        let arguments: [String: MessageValue] = [
            "x": .integer(1), "foo": .string("\u{202E}"), "n": .number(.nan), "bar": .date("x"),
        ]
        let locales = ["en", "ar", "ht", "zh-Hant", "und"].compactMap { LanguageTag($0) }
        var parsed = 0
        for round in 0..<6_000 {
            var source = Array((Self.seeds.randomElement(using: &generator) ?? "").unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                Self.mutate(&source, pool, &generator)
            }
            let text = String(String.UnicodeScalarView(source))
            let context = FormatContext(
                locale: locales[round % locales.count], functions: .officialTests)
            let result = Message.format(text, arguments, context)
            if !result.problems.contains(where: { $0.kind == .syntaxError }) { parsed += 1 }
            for problem in result.problems {
                #expect((0...text.utf8.count).contains(problem.offset))
            }
        }
        // If nothing parsed, formatting was not tried at all.
        #expect((1_000..<6_000).contains(parsed))
    }

    private static func mutate(
        _ source: inout [Unicode.Scalar], _ pool: [Unicode.Scalar],
        _ generator: inout SeededGenerator
    ) {
        let at = Int.random(in: 0...source.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: source.insert(pool[Int.random(in: 0..<pool.count, using: &generator)], at: at)
        case 1 where at < source.count: source.remove(at: at)
        case 2 where at < source.count:
            source[at] = pool[Int.random(in: 0..<pool.count, using: &generator)]
        default:
            let end = Int.random(in: at...source.count, using: &generator)
            source.append(contentsOf: source[at..<end])
        }
    }

    static let shapes: [(name: String, unit: String, head: String, tail: String)] = [
        ("text", "word ", "", ""), ("placeholders", "{$x :number} ", "", ""),
        ("missing values", "{$y} ", "", ""), ("open braces", "{", "", ""),
        ("escapes", "\\\\", "", ""), ("spaces in a placeholder", " ", "{$x", "}"),
        ("one literal", "a", "{|", "|}"), ("an open literal", "a", "{|", ""),
        ("attributes", " @a=b", "{$x", "}"), ("digits", "9", "{", " :number}"),
        ("variants", "a{{x}}", ".input {$x :string}.match $x ", "*{{y}}"),
        ("keys", "a ", ".input {$x :string}.match $x ", "{{y}}"),
        ("markup", "{#b}{/b}", "", ""), ("marks", "\u{2067}", "{", "x}"),
        ("lines", "a\n{$y}\n", "", ""), ("patterns that open", "{{", "", ""),
        ("placeholders in each other", "{$x {", "", ""), ("inputs", ".input", "", ""),
        ("inputs of nothing", ".input {", "", ""), ("matches", ".match $x ", "", ""),
        ("braces around braces", "{{{", "{{", "}}}"), ("markup that opens", "{#b}", "", ""),
        ("names", "é", "{$", "}"), ("namespaces", "a:", "{:", "}"),
        ("stars", "* ", ".match $x ", ""),
        ("declarations", ".local $x = {1}\n", "", "{{}}"),
        ("selectors", "$x ", ".input {$x :string}.match ", "* {{y}}"),
    ]

    @Test(arguments: shapes.map(\.name))
    func `time grows with the length, not faster`(_ name: String) throws {
        let shape = try #require(Self.shapes.first { $0.name == name })
        func time(_ length: Int) -> Duration {
            let body = String(repeating: shape.unit, count: length / shape.unit.utf8.count)
            let source = shape.head + body + shape.tail
            return processorTime {
                _ = Message.format(source, ["x": .integer(1)], FormatContext(locale: .english))
            }
        }
        _ = time(10_000)
        let small = time(64_000)
        let large = time(1_024_000)
        // Sixteen times the length; a square law would take 256 times as long.
        #expect(large < max(small, .milliseconds(5)) * 80, "\(small) for 64 kB, \(large) for 1 MB")
    }

    @Test func `a long chain of declarations does not overflow the stack`() throws {
        let count = 100_000
        var source = ".local $v0 = {1 :number}\n"
        for index in 1...count { source += ".local $v\(index) = {$v\(index - 1) :number}\n" }
        source += "{{{$v\(count)}}}"
        #expect(try formatted(source, "en") == "1")
    }

    @Test func `a hundred thousand declarations are used in turn`() throws {
        let count = 100_000
        var source = ""
        for index in 0..<count { source += ".input {$v\(index) :string}\n" }
        source += "{{"
        for index in 0..<count { source += "{$v\(index)}" }
        let message = try Message(source + "}}")
        #expect(message.variables.count == count)
        let context = FormatContext(locale: .english, bidi: .none)
        let text = message.text(["v99999": .string("x")], context)
        #expect(text.text.hasSuffix("{$v99998}x"))
        #expect(text.problems.count == 1_000)
    }

    /// Twenty selectors with two keys each would be a million variants; what counts is how many
    /// are written.
    @Test(arguments: [16, 20, 200])
    func `many selectors cost no more than their variants are long`(_ count: Int) throws {
        var source = ""
        for index in 0..<count { source += ".input {$s\(index) :number}" }
        source += ".match" + (0..<count).map { " $s\($0)" }.joined()
        let variants = 40_000 / count
        for variant in 0..<variants {
            let keys = (0..<count).map {
                (variant >> ($0 % 16)) & 1 == 0 ? "one" : "\(variant + 1_000)"
            }
            source += "\n" + keys.joined(separator: " ") + " {{\(variant)}}"
        }
        source += "\n" + Array(repeating: "*", count: count).joined(separator: " ") + " {{other}}"
        let taken = try processorTime {
            let problems = Message.problems(in: source)
            guard problems.isEmpty else {
                #expect(problems.allSatisfy { $0.kind == .duplicateVariant })
                return
            }
            let message = try Message(source)
            var values: [String: MessageValue] = [:]
            for index in 0..<count { values["s\(index)"] = .integer(1) }
            let context = FormatContext(locale: .english, bidi: .none)
            #expect(message.format(values, context).text == "0")
            #expect(message.text(MessageArguments(values), context).text == "0")
        }
        #expect(taken < .seconds(10))
    }

    @Test func `numbers with enormous exponents cost nothing`() throws {
        for literal in ["1e1999", "1e-1999", "1e999999999", "-1e-999999999"] {
            let result = Message.format(
                "{\(literal) :number}", [:], FormatContext(locale: .english))
            #expect(result.text.utf8.count < 3_000)
        }
    }
}
