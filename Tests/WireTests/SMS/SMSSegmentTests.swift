import Engines
import Testing
import Wire

@Suite struct SMSSegmentTests {
    private func parts(_ text: String) throws -> [String] { try segments(of: text).map(\.text) }

    @Test func `an empty text is one empty segment`() throws {
        let segment = try #require(try segments(of: "").first)
        #expect(segment.text.isEmpty)
        #expect(segment.units == 0)
    }

    @Test func `an escape pair that would cross the border moves on whole`() throws {
        let parts = try parts(repeated("a", 152) + "€" + repeated("b", 20))
        #expect(parts == [repeated("a", 152), "€" + repeated("b", 20)])
    }

    @Test func `a surrogate pair moves on whole`() throws {
        let parts = try parts(repeated("á", 66) + "😀" + repeated("é", 20))
        #expect(parts == [repeated("á", 66), "😀" + repeated("é", 20)])
    }

    @Test(arguments: ["👨‍👩‍👧‍👦", "👍🏽", "🇸🇴", "e\u{301}", "क्षि"])
    func `what a reader sees as one character moves on whole`(_ character: String) throws {
        let parts = try parts(repeated("á", 66) + character + repeated("é", 20))
        #expect(parts == [repeated("á", 66), character + repeated("é", 20)])
    }

    @Test func `a whole character is not worth a further segment`() throws {
        let text = repeated("á", 66) + "e\u{301}" + repeated("ó", 66)
        let parts = try parts(text)
        #expect(parts.count == 2)
        #expect(parts.map(\.utf16.count) == [67, 67])
        #expect(Array(parts.joined().utf8) == Array(text.utf8))
    }

    @Test func `one with more marks than a segment holds is parted`() throws {
        let text = "a" + repeated("\u{301}", 300)
        #expect(text.count == 1)
        let segments = try segments(of: text)
        #expect(segments.map(\.units) == [67, 67, 67, 67, 33])
    }

    @Test func `a line end of two characters stays together`() throws {
        let parts = try parts(repeated("a", 152) + "\r\n" + repeated("b", 10))
        #expect(parts == [repeated("a", 152), "\r\n" + repeated("b", 10)])
    }

    @Test func `too many segments are an error that says how many`() throws {
        #expect(throws: SMSError.tooLong(segments: 3, limit: 2)) {
            try segments(of: repeated("a", 307), limit: 2)
        }
        #expect(try segments(of: repeated("a", 306), limit: 2).count == 2)
    }

    @Test func `no message has more than 255 segments`() throws {
        #expect(try segments(of: repeated("a", 255 * 153)).count == 255)
        #expect(throws: SMSError.tooLong(segments: 256, limit: 255)) {
            try segments(of: repeated("a", 255 * 153 + 1), limit: 10_000)
        }
    }

    @Test func `a limit below one is one`() throws {
        #expect(try segments(of: "ok", limit: -5).count == 1)
        #expect(throws: SMSError.tooLong(segments: 2, limit: 1)) {
            try segments(of: repeated("a", 161), limit: 0)
        }
    }

    @Test func `an error tells what to do and a segment does not tell its words`() throws {
        #expect(
            "\(SMSError.tooLong(segments: 3, limit: 2))"
                == "The text needs 3 segments, and 2 is the limit. Shorten it, or send mail instead."
        )
        #expect("\(try segments(of: "Hodan was ill"))" == "[segment of 13 units]")
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func `joined segments are the text again, and none is too full`(_ seed: UInt64) throws {
        var chance = SeededGenerator(state: seed)
        let text = randomText(&chance)
        let measure = SMSMeasure(text)
        let segments = try segments(of: text)
        #expect(Array(segments.map(\.text).joined().utf8) == Array(text.utf8))
        #expect(segments.count == measure.segments)
        #expect(segments.reduce(0) { $0 + $1.units } == measure.units)
        #expect(segments.allSatisfy { $0.units <= measure.perSegment })
        if wholeCharacterSegments(text, measure) == measure.segments {
            let characters = segments.flatMap { Array($0.text) }
            #expect(characters == Array(text))
        }
    }

    /// How many segments it takes when no character may be parted; nil when one does not fit.
    private func wholeCharacterSegments(_ text: String, _ measure: SMSMeasure) -> Int? {
        guard measure.segments > 1 else { return 1 }
        var (segments, used) = (1, 0)
        for character in text {
            let cost =
                SMSMeasure("\(character)").encoding == measure.encoding
                ? SMSMeasure("\(character)").units : String(character).utf16.count
            guard cost <= measure.perSegment else { return nil }
            if used + cost > measure.perSegment { (segments, used) = (segments + 1, 0) }
            used += cost
        }
        return segments
    }

    private func randomText(_ chance: inout SeededGenerator) -> String {
        let alphabets = [
            ["a", "b", " ", "é", "€", "[", "\n", "\r\n", "Ñ"],
            ["a", "€", "á", "😀", "👨‍👩‍👧‍👦", "🇸🇴", "e\u{301}", "’"],
            ["न", "म", "स्", "ते", "क्षि", " ", "१"],
        ]
        let alphabet = alphabets[Int.random(in: 0..<3, using: &chance)]
        let length = Int.random(in: 0..<400, using: &chance)
        return (0..<length).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &chance)]
        }
        .joined()
    }
}
