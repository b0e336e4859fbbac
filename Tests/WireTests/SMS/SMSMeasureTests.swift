import Testing
import Wire

@Suite struct SMSMeasureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let encoding: SMSEncoding
        let units: Int
        let segments: Int
        let perSegment: Int

        init(
            _ text: String, _ encoding: SMSEncoding, units: Int, _ segments: Int, of perSegment: Int
        ) {
            self.text = text
            self.encoding = encoding
            self.units = units
            self.segments = segments
            self.perSegment = perSegment
        }

        var testDescription: String { "\(units) units, \(text.prefix(8))" }
    }

    private static let family = "👨‍👩‍👧‍👦"

    @Test(arguments: [
        Case("", .gsm7, units: 0, 1, of: 160),
        Case("Yes", .gsm7, units: 3, 1, of: 160),
        Case(repeated("a", 160), .gsm7, units: 160, 1, of: 160),
        Case(repeated("a", 161), .gsm7, units: 161, 2, of: 153),
        Case(repeated("a", 306), .gsm7, units: 306, 2, of: 153),
        Case(repeated("a", 307), .gsm7, units: 307, 3, of: 153),
        Case(repeated("€", 80), .gsm7, units: 160, 1, of: 160),
        Case(repeated("€", 81), .gsm7, units: 162, 2, of: 153),
        // 76 pairs to a segment: a half one does not fit into the 153rd place.
        Case(repeated("€", 152), .gsm7, units: 304, 2, of: 153),
        Case(repeated("€", 153), .gsm7, units: 306, 3, of: 153),
        Case(repeated("a", 152) + "€" + repeated("a", 151), .gsm7, units: 305, 2, of: 153),
        Case(repeated("a", 152) + "€" + repeated("a", 152), .gsm7, units: 306, 3, of: 153),
        Case(repeated("á", 70), .ucs2, units: 70, 1, of: 70),
        Case(repeated("á", 71), .ucs2, units: 71, 2, of: 67),
        Case(repeated("á", 134), .ucs2, units: 134, 2, of: 67),
        Case(repeated("á", 135), .ucs2, units: 135, 3, of: 67),
        Case(repeated("😀", 35), .ucs2, units: 70, 1, of: 70),
        Case(repeated("😀", 36), .ucs2, units: 72, 2, of: 67),
        // 33 surrogate pairs to a segment.
        Case(repeated("😀", 66), .ucs2, units: 132, 2, of: 67),
        Case(repeated("😀", 67), .ucs2, units: 134, 3, of: 67),
        Case(repeated(family, 6), .ucs2, units: 66, 1, of: 70),
        Case(repeated(family, 12), .ucs2, units: 132, 2, of: 67),
        // In UCS-2 the extension's characters are one unit like all others.
        Case("á" + repeated("€", 69), .ucs2, units: 70, 1, of: 70),
        Case("e\u{301}", .ucs2, units: 2, 1, of: 70),
        Case("نعم، سنحضر", .ucs2, units: 10, 1, of: 70),
    ])
    func `a text is counted as a phone gets it`(_ item: Case) {
        let measure = SMSMeasure(item.text)
        #expect(measure.encoding == item.encoding)
        #expect(measure.units == item.units)
        #expect(measure.segments == item.segments)
        #expect(measure.perSegment == item.perSegment)
    }

    @Test(
        arguments: [
            ("Reunión mañana a las 3. ¿Viene?", ["ó"]),
            ("Français: ça va, Ça va", ["ç"]),
            ("“No” – it’s “no”…", ["“", "”", "–", "’", "…"]),
            ("3:00\u{202F}PM", ["\u{202F}"]),
            ("\u{2068}Ana\u{2069}: sí, sí", ["\u{2068}", "\u{2069}", "í"]),
            ("cafe\u{301}", ["\u{301}"]),
            ("👍🏽 ok 👍", ["👍", "🏽"]),
            ("plain [1] {2} €", []),
        ] as [(String, [Unicode.Scalar])])
    func `what forced UCS-2 is named once, in order`(_ text: String, _ forcedBy: [Unicode.Scalar]) {
        #expect(SMSMeasure(text).forcedBy == forcedBy)
    }

    @Test func `a long text is counted all the same`() {
        let measure = SMSMeasure(repeated("a", 1_000_000))
        #expect(measure.segments == 6_536)
        #expect(measure.units == 1_000_000)
    }

    @Test func `its description shows counts and no letters`() {
        #expect("\(SMSMeasure("Señora Núñez"))" == "UCS-2, 12 units, 1 × 70")
    }
}

func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
