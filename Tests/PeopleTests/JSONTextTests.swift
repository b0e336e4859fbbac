import Foundation
import People
import Testing

@Suite struct JSONTextTests {
    private static let texts: [[String: String]] = [
        [:], ["notice": "meeting-reminder", "sent": "2026-11-26T17:00:00Z"],
        [
            "answerTo": "b", "answer": "a", "asksToStop": "c", "Answer": "d", "sha256": "e",
            "size": "1",
        ],
        ["says": "Haa, \"waan\" imanayaa\\\n", "10": "\u{1}", "2": "/"],
        ["words": "العربية – ñ \u{2028}"],
    ]

    @Test(arguments: texts)
    func `named texts are written as an encoder writes them`(_ texts: [String: String]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(texts), as: UTF8.self)
        #expect(try jsonText(texts) == expected)
        #expect(try jsonText([texts]) == "[\(expected)]")
        #expect(try fromJSON(expected, as: [String: String].self) == texts)
        let none: [[String: String]] = []
        #expect(try jsonText(none) == "[]")
    }

    @Test(arguments: [
        [], [""], ["a@b.test"], ["a@b.test", "c@d.test"], ["a\",\"b"], ["\""], ["\\"], ["\n"],
        ["أ"], ["", ""],
    ])
    func `a list of texts is read as a decoder reads it`(_ texts: [String]) throws {
        #expect(try fromJSON(jsonText(texts), as: [String].self) == texts)
    }

    @Test(arguments: ["", "[", "[\"", "\"]", "[\"]", "[\"a\"", "[1]", "{}", "[\"a\"b\"]"])
    func `what is no list of texts is refused`(_ text: String) {
        #expect(throws: (any Error).self) { try fromJSON(text, as: [String].self) }
    }
}
