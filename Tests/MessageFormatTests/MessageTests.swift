import Foundation
import MessageFormat
import Testing

struct MessageTests {
    @Test(arguments: [
        ("Hello {$name", 1, 7), ("Hello }", 1, 7), ("a\nb {", 2, 3), ("año {#} x", 1, 7),
        (".input {$n :number}\n.match $n\none {{x}}\n* {y}", 4, 3), ("{{a", 1, 1),
        (".local $x = {1}\n.foo {{x}}", 2, 1), ("\\n", 1, 1), ("{|abc}", 1, 2),
        ("👋🏽 {", 1, 4), ("a\u{0}", 1, 2),
    ])
    func `a syntax error says where it is`(_ source: String, _ line: Int, _ column: Int) {
        let problems = Message.problems(in: source)
        #expect(problems.map(\.kind) == [.syntaxError])
        #expect(problems.first?.line == line)
        #expect(problems.first?.column == column)
        #expect(throws: MessageProblem.self) { try Message(source) }
    }

    @Test func `all data-model errors are listed, in the order of the source`() throws {
        let source = """
            .input {$a}
            .input {$a}
            .match $a $b
            1 {{x {$c :f o=1 o=2}}}
            1 1 {{x}}
            1 1 {{y}}
            """
        let problems = Message.problems(in: source)
        #expect(
            problems.map(\.kind) == [
                .duplicateDeclaration, .missingSelectorAnnotation, .missingSelectorAnnotation,
                .variantKeyMismatch, .duplicateOptionName, .duplicateVariant,
                .missingFallbackVariant,
            ])
        #expect(problems.map(\.line) == [2, 3, 3, 4, 4, 6, 6])
        let first = try #require(problems.first)
        #expect(throws: first) { try Message(source) }
    }

    @Test func `what a message needs and has can be asked`() throws {
        let message = try Message(
            """
            .input {$count :number}
            .local $n = {$count :integer}
            .local $alias = {$n}
            .match $alias
            one {{{#b}{$student}{/b} on {$when :date} {$n}}}
            * {{{#br /}{#a href=$link}{$student :string}{/a} {:f x=$other}}}
            """)
        #expect(message.variables.map(\.name) == ["count", "student", "when", "other", "link"])
        #expect(message.variables.map(\.function) == ["number", "string", "date", nil, nil])
        #expect(message.selectors.map(\.name) == ["alias"])
        #expect(message.selectors.map(\.function.name) == ["integer"])
        #expect(message.markup.map(\.name) == ["b", "b", "br", "a", "a"])
        #expect(message.markup.map(\.kind) == [.open, .close, .standalone, .open, .close])
        #expect(message.functions.map(\.name) == ["number", "integer", "date", "string", "f"])
    }

    @Test(arguments: [
        ("ar", "{$n :number} {$name}", "\u{2067}5\u{2069} \u{2068}Ali\u{2069}"),
        ("en", "{$n :number} {$name}", "5 \u{2068}Ali\u{2069}"),
        ("en", "{$n :number u:dir=rtl}", "\u{2067}5\u{2069}"),
        ("ar", "{$n :number u:dir=ltr}", "\u{2066}5\u{2069}"),
        ("en", "{$none}", "\u{2068}{$none}\u{2069}"),
        ("en", "{$name u:dir=rtl}", "-"),
    ])
    func `values are isolated where directions may differ`(
        _ locale: String, _ source: String, _ text: String
    ) throws {
        let tag = try #require(LanguageTag(locale))
        let arguments: [String: MessageValue] = ["n": .integer(5), "name": .string("Ali")]
        let result = Message.format(source, arguments, FormatContext(locale: tag))
        if text == "-" {
            #expect(result.problems.map(\.kind) == [.syntaxError])
        } else {
            #expect(result.text == text)
            #expect(result.parts.map(\.text).joined() == text)
        }
    }

    @Test func `a broken message is shown as the specification says`() {
        let result = Message.format("{", [:], FormatContext(locale: .english))
        #expect(result.text == "{\u{FFFD}}")
        #expect(result.parts == [.fallback(source: "\u{FFFD}")])
    }

    @Test func `a problem at run time has its place and no value`() throws {
        let message = try Message("Dear parent,\n{$secret :number}")
        let result = message.format(["secret": .string("Amina")], FormatContext(locale: .english))
        let problem = try #require(result.problems.first)
        #expect((problem.line, problem.column) == (2, 10))
        #expect(!problem.description.contains("Amina"))
    }

    @Test func `a declaration that is not used is not resolved`() throws {
        let message = try Message(".input {$x :number} .local $y = {$x :nope} {{fine}}")
        let result = message.format([:], FormatContext(locale: .english))
        #expect(result.text == "fine")
        #expect(result.problems.isEmpty)
    }

    @Test func `the first of two equal variants in rank wins column by column`() throws {
        let source = """
            .input {$a :number} .input {$b :number}
            .match $a $b
            * one {{* one}} one * {{one *}} 1 * {{1 *}} * 1 {{* 1}} * * {{* *}}
            """
        #expect(try formatted(source, "en", ["a": .integer(1), "b": .integer(1)]) == "1 *")
        #expect(try formatted(source, "en", ["a": .integer(2), "b": .integer(1)]) == "* 1")
        #expect(try formatted(source, "en", ["a": .integer(2), "b": .integer(2)]) == "* *")
    }

    @Test func `what is passed in does not reach a log by accident`() throws {
        let value = MessageValue.string("Amina")
        let result = try Message("Dear {$name}").format(
            ["name": value], FormatContext(locale: .english))
        for text in ["\(value)", "\(result)", String(reflecting: value), "\(["name": value])"] {
            #expect(!text.contains("Amina"))
        }
    }

    @Test func `threads that format at once get the same texts`() async throws {
        let source = "{$n :number} {$n :currency currency=USD} {$t :datetime dateLength=long}"
        let message = try Message(source)
        let arguments: [String: MessageValue] = [
            "n": .decimal("1234.5"), "t": .instant(milliseconds: 1_790_000_000_000),
        ]
        let locales = ["en", "es", "so", "ar", "fa", "ht", "zh-Hant", "vi"]
            .compactMap { LanguageTag($0) }
        let runs = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<20).flatMap { _ in
                        locales.map { message.format(arguments, FormatContext(locale: $0)).text }
                    }
                }
            }
            return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(runs.count == 1)
        #expect(Set(try #require(runs.first)).count == locales.count)
    }
}
