import Testing

@testable import Wire

@Suite struct WordsOfTextTests {
    @Test func `white space of every kind parts words, and nothing else`() {
        for value in UInt32(1)..<0x3100 {
            guard let scalar = Unicode.Scalar(value), !scalar.properties.isGraphemeExtend,
                scalar != "\u{200D}"
            else { continue }
            let text = "é\(scalar)ab\(scalar)\(scalar)c"
            let expected = text.split(whereSeparator: \.isWhitespace)
            #expect(words(of: text) == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test func `ends without words, and a long text, are parted too`() {
        #expect(words(of: "").isEmpty)
        #expect(words(of: " \n\u{A0} ").isEmpty)
        #expect(words(of: "a\r\nb\u{3000}") == ["a", "b"])
        let long = String(repeating: "ab ", count: 4_000)
        #expect(words(of: long).count == 3_334)
        #expect(words(of: long).last == "a")
    }
}
