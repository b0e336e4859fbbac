import Testing
import Wire

@Suite struct SmallLettersTests {
    @Test func `every letter of the first planes is small as Unicode has it`() {
        // In stretches: a letter alone costs more to put into a text than to look at.
        for start in stride(from: UInt32(0x20), to: 0x20000, by: 64) {
            let scalars = (start..<start + 64).compactMap(Unicode.Scalar.init)
            let text = String(String.UnicodeScalarView(scalars))
            #expect(
                text.inSmallLetters.unicodeScalars.elementsEqual(text.lowercased().unicodeScalars),
                "from U+\(String(start, radix: 16))")
        }
    }

    @Test func `part of a text is made small alone`() {
        let text = "AÑO Ünal"
        #expect(text.dropFirst(4).inSmallLetters == "ünal")
        var bytes = Array("a ".utf8)
        text.prefix(3).appendSmallLetters(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "a año")
    }

    @Test(arguments: [(0, ""), (3, "ab́c"), (9, "ab́cd")])
    func `so many letters lead a text`(_ most: Int, _ text: String) {
        #expect("ab́cd".leading(most) == text[...])
    }
}
