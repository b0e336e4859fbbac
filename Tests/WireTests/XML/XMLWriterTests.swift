import Testing

@testable import Wire

@Suite struct XMLWriterTests {
    @Test func `elements stand on their own lines, words as they are`() {
        var writer = XMLWriter()
        writer.documentType("tmx", system: "tmx14.dtd")
        writer.start("tmx", [("version", "1.4"), ("left-out", nil)])
        writer.empty("header")
        writer.start("body")
        writer.start("seg", isMixed: true)
        writer.empty("ph", [("x", "1")])
        writer.words(" and ")
        writer.element("hi", "you")
        writer.end()
        writer.end()
        writer.end()
        #expect(
            writer.take() == """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE tmx SYSTEM "tmx14.dtd">
                <tmx version="1.4">
                  <header/>
                  <body>
                    <seg><ph x="1"/> and <hi>you</hi></seg>
                  </body>
                </tmx>

                """)
        #expect(writer.take().isEmpty)
    }

    @Test func `whatever is written is read back`() throws {
        let words = "a & b < c > d \" e ' \t\n\r f ]]> \u{85} 😀 \u{1}"
        var writer = XMLWriter()
        writer.start("a", [("b", words)], isMixed: true)
        writer.words(words)
        writer.end()
        let reader = XMLReader(Array(writer.take().utf8))
        let expected = words.replacing("\u{1}", with: "\u{FFFD}")
        guard case .start(let element) = try reader.next() else { Issue.record("no a"); return }
        #expect(element["b"] == expected)
        #expect(try reader.next() == .text(expected, line: 2))
    }

    @Test func `ending too often does nothing`() {
        var writer = XMLWriter()
        writer.empty("a")
        let before = writer.take()
        writer.end()
        #expect(before.hasSuffix("<a/>\n") && writer.take().isEmpty)
    }
}
