import Testing
import Wire

@Suite struct PlainTwinsTests {
    @Test(arguments: [
        ("“No school” today – it’s closed…", "\"No school\" today - it's closed..."),
        ("‘a’ ‚b‛ „c‟", "'a' 'b' \"c\""),
        ("a‐b‑c‒d–e—f―g", "a-b-c-d-e-f-g"),
        ("3:00\u{202F}PM, 1\u{A0}000\u{2009}km", "3:00 PM, 1 000 km"),
        ("1\u{2007}2\u{2003}3\u{200A}4", "1 2 3 4"),
        ("", ""), ("plain 'text' - \"so\"...", "plain 'text' - \"so\"..."),
    ])
    func `typographic twins become the plain characters`(_ text: String, _ plain: String) {
        #expect(plainTwins(text).text == plain)
    }

    /// Letters, signs and marks that only look like something plain.
    @Test(arguments: [
        "año papá mamá", "ça Ção", "Αа", "jo’".replacing("’", with: "ʼ"), "−5 × 3", "«so»", "`a´",
        "第一，。「」\u{3000}", "کتاب\u{200C}ها", "e\u{301}", "ﬁ ½ №", "soft\u{AD}hyphen",
        "\u{200E}\u{200F}\u{2068}a\u{2069}", "1️⃣ 👨‍👩‍👧‍👦", "a\nb\tc",
    ])
    func `nothing else is changed`(_ text: String) {
        let plain = plainTwins(text)
        #expect(Array(plain.text.unicodeScalars) == Array(text.unicodeScalars))
        #expect(plain.swaps.isEmpty)
    }

    @Test func `isolates are taken out only when asked`() {
        let text = "Hi \u{2068}Ana\u{2069}, \u{2066}12\u{2069} \u{2067}x\u{2069}"
        #expect(plainTwins(text).text == text)
        let plain = plainTwins(text, withoutIsolates: true)
        #expect(plain.text == "Hi Ana, 12 x")
        #expect(plain.swaps.map(\.from) == ["\u{2068}", "\u{2069}", "\u{2066}", "\u{2067}"])
        #expect(plain.swaps.map(\.to) == ["", "", "", ""])
        #expect(plain.swaps.map(\.count) == [1, 3, 1, 1])
    }

    @Test func `what was swapped is told, in order, with its count`() {
        let plain = plainTwins("’ “a’” …")
        #expect(
            plain.swaps.map { "\($0.from)\($0.to)\($0.count)" } == ["’'2", "“\"1", "”\"1", "…...1"])
        #expect("\(plain)" == "5 characters swapped")
    }

    @Test func `one quote made three texts of two`() {
        let text = "It’s " + repeated("a", 155)
        #expect(SMSMeasure(text).segments == 3)
        #expect(SMSMeasure(plainTwins(text).text).segments == 1)
    }

    @Test func `swapping twice is swapping once`() {
        let plain = plainTwins("“a” – b\u{202F}c…")
        #expect(plainTwins(plain.text).swaps.isEmpty)
    }
}
