import Engines
import Foundation
import Testing

@testable import Wire

@Suite struct ReadJSONTests {
    private func read(_ text: String) -> JSONValue? { try? readJSON(Array(text.utf8)) }

    @Test func `values are read as they were written`() {
        #expect(
            read(" {\"a\" : [1, -0.50e+3,true , false,null],\"a\":{}} \r\n\t")
                == .object([
                    JSONMember(
                        name: "a",
                        value: .list([
                            .number("1"), .number("-0.50e+3"), .bool(true), .bool(false), .null,
                        ])),
                    JSONMember(name: "a", value: .object([])),
                ]))
        #expect(
            read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"") == .text("\"\\/\u{8}\u{C}\n\r\tAé")
        )
        #expect(read("\"\\uD83D\\uDE00é😀\"") == .text("😀é😀"))
        #expect(read("0") == .number("0") && read("[]") == .list([]))
    }

    @Test(arguments: [
        ("\\ud83d", "\u{FFFD}"), ("\\ude00\\ud83d", "\u{FFFD}\u{FFFD}"), ("\\ud83dx", "\u{FFFD}x"),
        ("\\ud83d\\n", "\u{FFFD}\n"), ("\\ud83d\\ud83d\\ude00", "\u{FFFD}😀"),
        ("\\ud83d\\u0041", "\u{FFFD}A"),
    ])
    func `half a surrogate pair does not spoil a text`(_ escaped: String, _ text: String) {
        #expect(read("\"\(escaped)\"") == .text(text))
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{a:1}",
        "{'a':1}", "{1:1}", "{\"a\" 1}", "tru", "True", "nul", "nan", "NaN", "Infinity", "01", "-",
        "+1",
        "1.", ".1", "1e", "1e+", "0x1", "--1", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "1 1", "[] x", "// a\n1", "/* */1", "\u{FEFF}1",
        "\u{A0}1", "[1}", "{]",
        "{\"a\":1]", "\u{C}1",
    ])
    func `what RFC 8259 does not allow is refused`(_ text: String) {
        #expect(read(text) == nil, "\(text)")
    }

    @Test func `a fault says where it is`() {
        func fault(_ bytes: [UInt8]) -> JSONError? {
            do throws(JSONError) {
                _ = try readJSON(bytes, deepest: 3, longest: 100)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(Array("[1,x]".utf8)) == JSONError(offset: 3, reason: .syntax))
        #expect(fault([0x22, 0xC3, 0x22]) == JSONError(offset: 1, reason: .notUTF8))
        #expect(fault([0x22, 0xED, 0xA0, 0x80, 0x22]) == JSONError(offset: 1, reason: .notUTF8))
        #expect(
            fault(Array("[[[[]]]]".utf8)) == JSONError(offset: 3, reason: .tooDeep(limit: 3)))
        #expect(fault(Array("[[[]], [[]]]".utf8)) == nil)
        #expect(
            fault([UInt8](repeating: 32, count: 101))
                == JSONError(offset: 100, reason: .tooLong(limit: 100)))
    }

    /// Foundation's reader takes a little more (a comma before a bracket), never less.
    @Test func `what is taken is JSON to another reader too`() {
        let seeds = [
            "{\"a\":[1,-0.5e+3,true,false,null,\"\\u00e9\\n\"],\"b\":{\"c\":{}}}", "[]", "0",
            "\"x\"",
            " [ 1 , 2 ] ", "{\"a\" : \"b\\\\\\\"\\/\\b\\f\\r\\t\"}",
        ].map { Array($0.utf8) }
        var numbers = SeededGenerator(state: 7)
        for round in 0..<3_000 {
            let bytes = mutated(seeds[round % seeds.count], &numbers)
            guard (try? readJSON(bytes)) != nil else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            // Half a surrogate pair is where the two differ on purpose.
            guard !text.contains("\\ud"), !text.contains("\\uD") else { continue }
            let other = try? JSONSerialization.jsonObject(
                with: Data(bytes), options: .fragmentsAllowed)
            #expect(other != nil, "\(text)")
        }
    }

    @Test(arguments: ["\"\\/\u{8}\n\r\t\u{1}\u{7F}\u{2028}é😀</script>", "e\u{301}", ""])
    func `a text comes back from what is written`(_ text: String) throws {
        let value = JSONValue.object([
            JSONMember(name: text, value: .list([.text(text), .number("-12"), .bool(true), .null]))
        ])
        #expect(try readJSON(Array(try JSONEncoder().encode(value))) == value)
        #expect(try readJSON(value.bytes) == value)
        #expect(try JSONSerialization.jsonObject(with: Data(value.bytes)) is [String: Any])
    }

    @Test func `what is written is as short as it can be, and always JSON`() throws {
        let (text, numbers) = ("\"\\/\u{1}\u{1F}\n\té", ["-1.5e3", "NaN", "1,\"c\":2"])
        let value = JSONValue.object([
            JSONMember(name: "a", value: .list([.text(text), .null])),
            JSONMember(name: "b", value: .list(numbers.map(JSONValue.number) + [.bool(false)])),
            JSONMember(name: "b", value: .object([])),
        ])
        #expect(
            String(decoding: value.bytes, as: UTF8.self)
                == #"{"a":["\"\\/\u0001\u001f\n\té",null],"b":[-1.5e3,0,0,false],"b":{}}"#)
    }
}
