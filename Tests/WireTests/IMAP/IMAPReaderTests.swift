import Engines
import Foundation
import Testing

@testable import Wire

private typealias Piece = IMAPReader.Piece

private func text(_ words: String) -> Piece { .text(Array(words.utf8)) }
private func literal(_ words: String) -> Piece { .literal(Array(words.utf8)) }

@Suite struct IMAPReaderTests {
    private func read(_ bytes: [UInt8], by step: Int, limit: Int = 65_536) throws -> [[Piece]] {
        var reader = IMAPReader()
        reader.literalLimit = limit
        var found: [[Piece]] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            reader.take(bytes[start..<min(bytes.count, start + step)])
            while let response = try reader.next() { found.append(response) }
        }
        return found
    }

    @Test func `A response is whole however its bytes are cut`() throws {
        let bytes = Array(
            "* 2 FETCH (UID 7 BODY[] {11}\r\na: b\r\n\r\n{3} RFC822.SIZE 11)\r\n* SEARCH 1 2\r\n"
                .utf8)
        let expected: [[Piece]] = [
            [
                text("* 2 FETCH (UID 7 BODY[] "), literal("a: b\r\n\r\n{3}"),
                text(" RFC822.SIZE 11)"),
            ],
            [text("* SEARCH 1 2")],
        ]
        for step in 1...bytes.count {
            #expect(try read(bytes, by: step) == expected, "in pieces of \(step)")
        }
    }

    @Test(arguments: [
        ("p1 OK done {not digits}\r\n", [text("p1 OK done {not digits}")]),
        ("p1 OK {}\r\n", [text("p1 OK {}")]),
        ("* 3 FETCH (BODY[] {0}\r\n)\r\n", [text("* 3 FETCH (BODY[] "), literal(""), text(")")]),
        ("* X ~{2+}\r\n{} Y\r\n", [text("* X "), literal("{}"), text(" Y")]),
        (
            "* X {1}\r\na {1}\r\nb\r\n",
            [text("* X "), literal("a"), text(" "), literal("b"), text("")]
        ),
        ("* bare LF\n", [text("* bare LF")]),
    ])
    private func `Only digits in braces at a line's end announce anything`(
        _ bytes: String, _ expected: [Piece]
    ) throws {
        #expect(try read(Array(bytes.utf8), by: 1) == [expected])
    }

    @Test func `What is larger than allowed is dropped as it comes, and the next response is read`()
        throws
    {
        let large = "* 1 FETCH (BODY[] {70000}\r\n" + String(repeating: "x", count: 70_000)
        let found = try read(Array((large + ")\r\np1 OK\r\n").utf8), by: 1_000)
        #expect(
            found == [[text("* 1 FETCH (BODY[] "), .omitted(70_000), text(")")], [text("p1 OK")]])
    }

    @Test func `A line without end and a count beyond reason are faults`() throws {
        #expect(throws: IMAPReader.Fault.longLine) {
            try read([UInt8](repeating: 0x61, count: (16 << 20) + 2), by: 1 << 20)
        }
        #expect(throws: IMAPReader.Fault.badLiteral) {
            try read(Array("* {9999999999999999}\r\n".utf8), by: 50)
        }
        #expect(throws: IMAPReader.Fault.manyPieces) {
            try read(Array(String(repeating: "{1}\r\nx", count: 10_001).utf8), by: 70_000)
        }
    }

    @Test func `Chance never traps it`() throws {
        var dice = SeededGenerator(state: 3)
        let letters = Array("* {}0129()\"\\ []FETCHUIDBODYp1OK\r\n".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...200, using: &dice)).map { _ in
                letters.randomElement(using: &dice) ?? 0
            }
            guard let found = try? read(bytes, by: 7) else { continue }
            for pieces in found { _ = IMAPResponse(pieces) }
        }
    }
}
