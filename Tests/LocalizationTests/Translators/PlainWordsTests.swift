import Engines
import MessageFormat
import Testing

@testable import Localization

@Suite struct PlainWordsTests {
    private static let words = [
        "bus", "Bus", "autobús", "café", "É", "İstanbul", "ẞ", "Автобус", "й", "и\u{306}", "校车",
        "ά", "\u{1F71}", "أهل", "ا\u{654}هل", "가", "\u{1100}\u{1161}", "\u{9C7}\u{9BE}", "\u{9CB}",
        "\u{212A}", "k", "𐐀",
    ]

    @Test func `letters are counted alike in capitals and small letters`() {
        for value in UInt32(0)..<0x11_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isPart = scalar.properties.isAlphabetic
            if PlainWords(String(scalar)).letters != (isPart ? 1 : 0) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func `words are letters without anything between`() {
        #expect(
            PlainWords("El Autobús, 3 niños: ¡y más!").texts == [
                "el", "autobús", "niños", "y", "más",
            ])
        #expect(PlainWords(" 12 …").texts == [])
    }

    @Test func `no shared word is left out of the guess, however it is spelt`() {
        var chance = SeededGenerator(state: 20_261_126)
        var tells = 0
        for _ in 0..<5_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...9, using: &chance))
                    .compactMap { _ in Self.words.randomElement(using: &chance) }
                    .joined(separator: " ")
            }
            let (one, other) = (PlainWords(texts[0]), PlainWords(texts[1]))
            let known = Set(one.texts)
            let shared = other.texts.count { known.contains($0) }
            #expect(one.sharedAtMost(with: other) >= shared, "\(texts)")
            tells += one.sharedAtMost(with: other) < other.words.count ? 1 : 0
        }
        // A guess that is always "all" would tell nothing.
        #expect(tells > 500)
    }

    /// A text, and what it may hold.
    static let signs: [(String, TextSigns.Kinds)] = [
        ("Come soon.", []), ("Come at 12.", .figure),
        ("Traiga ١٢", [.figure, .beyondASCII, .control]),
        ("a@b.example", .address), ("x.Y", .address), ("a//b", .address), ("a/b. c", []),
        ("a & b", .markup), ("⟦a⟧", [.markup, .figure, .beyondASCII, .control, .address]),
        ("a\tb", .control),
        ("señal", .beyondASCII), ("a\u{AD}b", [.beyondASCII, .control]), ("a\u{7F}", .control),
    ]

    @Test(arguments: signs)
    func `bytes tell what a text may hold`(_ text: String, _ kinds: TextSigns.Kinds) {
        #expect(TextSigns(text).kinds == kinds)
        #expect(TextSigns(text).scalars == text.unicodeScalars.count)
    }
}
