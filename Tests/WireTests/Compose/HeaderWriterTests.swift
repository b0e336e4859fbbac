import Testing

@testable import Wire

@Suite struct HeaderWriterTests {
    private func quick(_ text: String) -> [UInt8]? {
        var writer = HeaderWriter()
        return writer.add("X-Name", plain: text) ? writer.bytes : nil
    }

    private func thorough(_ text: String) -> [UInt8] {
        var writer = HeaderWriter()
        writer.add("X-Name", folded: ComposeHeader.unstructured(text, after: "X-Name"))
        return writer.bytes
    }

    @Test(arguments: [
        "", "word", "a  b", " before", "after ", "   ",
        "<https://school.example/u/\(String(repeating: "x", count: 60))>, <mailto:stop@school.example>",
        String(repeating: "word ", count: 60), String(repeating: "x", count: 200),
        String(repeating: "x", count: 70) + " y", String(repeating: "x", count: 68) + " y",
        String(repeating: "x", count: 67) + " y z", String(repeating: "x", count: 66) + "  yy  z",
        "what = this ?", "a=b?",
    ])
    func `the quick way and the thorough way write the same`(_ text: String) {
        #expect(quick(text) == thorough(text))
    }

    @Test(arguments: [
        "=?UTF-8?Q?x?=", "é", "a\tb", "a\r\nb", "\u{7F}", "\0", String(repeating: "x", count: 901),
    ])
    func `what is not plain is left to the thorough way`(_ text: String) {
        #expect(quick(text) == nil)
    }

    @Test func `any words fold the same in both ways`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let words = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                String(repeating: "w", count: Int.random(in: 0...40, using: &random))
            }
            let text = words.joined(separator: " ")
            #expect(quick(text) == thorough(text), "\(text)")
        }
    }
}
