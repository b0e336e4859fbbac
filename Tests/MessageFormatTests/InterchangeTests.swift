import Foundation
import MessageFormat
import Testing

/// The data model as interchange JSON and as source again.
struct InterchangeTests {
    /// What the official suite holds that is a message.
    static let messages: [OfficialCase] = OfficialCase.all.filter {
        Message.problems(in: $0.source).isEmpty
    }

    @Test func `three hundred of the suite are messages`() {
        #expect(Self.messages.count >= 300)
    }

    @Test(arguments: messages)
    func `a message survives JSON and its own source`(_ item: OfficialCase) throws {
        let message = try Message(item.source)
        let json = try JSONEncoder().encode(message.model)
        let model = try JSONDecoder().decode(MessageModel.self, from: json)
        #expect(model.canonical == message.model.canonical)

        let again = try Message(model)
        #expect(again.model.canonical == message.model.canonical, "\(again.source)")
        #expect(again.model.source == again.source)
        let context = FormatContext(locale: item.locale, bidi: item.bidi, functions: .officialTests)
        let (first, second) = (
            message.format(item.arguments, context), again.format(item.arguments, context)
        )
        #expect(second.text == first.text)
        #expect(second.problems.map(\.kind) == first.problems.map(\.kind))
    }

    static let source = """
        .input {$count :number minimumFractionDigits=1}
        .local $day = {|2026-12-03| :date length=$length @translate=no @seen}
        .match $count
        1.0 {{One \\{thing\\} on {$day}{#b u:id=|a b| /}}}
        one {{{#a}x{/a}}}
        * {{{:f}}}
        """
    static let json = """
        {"type": "select",
         "declarations": [
          {"type": "input", "name": "count", "value":
           {"type": "expression", "arg": {"type": "variable", "name": "count"}, "function":
            {"type": "function", "name": "number",
             "options": {"minimumFractionDigits": {"type": "literal", "value": "1"}}}}},
          {"type": "local", "name": "day", "value":
           {"type": "expression", "arg": {"type": "literal", "value": "2026-12-03"}, "function":
            {"type": "function", "name": "date",
             "options": {"length": {"type": "variable", "name": "length"}}},
            "attributes": {"translate": {"type": "literal", "value": "no"}, "seen": true}}}],
         "selectors": [{"type": "variable", "name": "count"}],
         "variants": [
          {"keys": [{"type": "literal", "value": "1.0"}],
           "value": ["One {thing} on ",
            {"type": "expression", "arg": {"type": "variable", "name": "day"}},
            {"type": "markup", "kind": "standalone", "name": "b",
             "options": {"u:id": {"type": "literal", "value": "a b"}}}]},
          {"keys": [{"type": "literal", "value": "one"}],
           "value": [{"type": "markup", "kind": "open", "name": "a"}, "x",
            {"type": "markup", "kind": "close", "name": "a"}]},
          {"keys": [{"type": "*"}],
           "value": [{"type": "expression", "function": {"type": "function", "name": "f"}}]}]}
        """

    @Test func `the JSON is that of the specification, member by member`() throws {
        let data = try JSONEncoder().encode(try Message(Self.source).model)
        let actual = try JSONDecoder().decode(JSON.self, from: data)
        let expected = try JSONDecoder().decode(JSON.self, from: Data(Self.json.utf8))
        #expect(actual == expected)
    }

    @Test func `a model from elsewhere becomes a message with places in its source`() throws {
        let model = try JSONDecoder().decode(MessageModel.self, from: Data(Self.json.utf8))
        let message = try Message(model)
        #expect(message.source.hasPrefix(".input {$count :number minimumFractionDigits=1}\n"))
        #expect(message.model.canonical == (try Message(Self.source).model.canonical))
        #expect(message.model.declarations.map(\.offset).last ?? 0 > 0)
    }

    @Test func `what only JSON can say is taken for what it means`() throws {
        let json = """
            {"$schema": "x", "type": "message", "declarations": [],
             "pattern": ["", " .input", " \\u007Bx", "\\\\", {"type": "expression",
              "arg": {"type": "variable", "name": "a\\u030A"}}]}
            """
        let message = try Message(
            try JSONDecoder().decode(MessageModel.self, from: Data(json.utf8)))
        #expect(message.source == "{{ .input \\{x\\\\{$å}}}")
        let text = message.format(
            ["å": .string("!")], FormatContext(locale: .english, bidi: .none)
        ).text
        #expect(text == " .input {x\\!")
    }

    @Test(arguments: [
        #"{"type": "other"}"#, #"{"type": "message", "declarations": []}"#, #"[]"#,
        #"{"type": "message", "declarations": [], "pattern": [1]}"#,
        #"{"type": "message", "declarations": [], "pattern": ["\u0000"]}"#,
        #"{"type": "message", "declarations": [], "pattern": [{"type": "expression"}]}"#,
        #"{"type": "select", "declarations": [], "selectors": [], "variants": []}"#,
        """
        {"type": "message", "declarations": [], "pattern":
         [{"type": "expression", "arg": {"type": "variable", "name": "a b"}}]}
        """,
        """
        {"type": "message", "declarations": [], "pattern":
         [{"type": "expression", "arg": {"type": "variable", "name": ""}}]}
        """,
        """
        {"type": "message", "declarations": [], "pattern":
         [{"type": "expression", "function": {"type": "function", "name": "a:b:c"}}]}
        """,
        """
        {"type": "message", "declarations": [], "pattern":
         [{"type": "markup", "kind": "half", "name": "b"}]}
        """,
        """
        {"type": "message", "declarations": [], "pattern":
         [{"type": "markup", "kind": "open", "name": "b", "attributes": {"a": false}}]}
        """,
        """
        {"type": "message", "pattern": [], "declarations": [{"type": "input", "name": "a",
         "value": {"type": "expression", "arg": {"type": "variable", "name": "b"}}}]}
        """,
        """
        {"type": "message", "pattern": [], "declarations": [{"type": "unsupported-statement"}]}
        """,
    ])
    func `JSON that is no message is refused`(_ json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(MessageModel.self, from: Data(json.utf8))
        }
    }

    @Test func `a model with a data-model error is no message`() throws {
        let json = """
            {"type": "select", "declarations": [],
             "selectors": [{"type": "variable", "name": "x"}],
             "variants": [{"keys": [{"type": "*"}], "value": []}]}
            """
        let model = try JSONDecoder().decode(MessageModel.self, from: Data(json.utf8))
        let problem = try #require(throws: MessageProblem.self) { try Message(model) }
        #expect(problem.kind == .missingSelectorAnnotation)
        #expect(problem.offset == 7)
    }
}
