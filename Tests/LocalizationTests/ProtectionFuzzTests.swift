import Engines
import Localization
import MessageFormat
import Testing

/// Hostile and random texts: they end in time, and joined again they are what was given.
@Suite struct ProtectionFuzzTests {
    private static let prepared = Result { try made() }

    private func protector() throws -> Protector { try Self.prepared.get() }

    private static func made() throws -> Protector {
        let names = (0..<300).map {
            KnownWords.Name("Given\($0) de la Family\($0)", person: "\($0)", role: .student)
        }
        let known = KnownWords(
            names: names + [
                KnownWords.Name("Yasmin Yusuf", person: "y", role: .student),
                KnownWords.Name("王小明", person: "w", role: .student),
                KnownWords.Name("Will Grace", person: "g", role: .family),
            ], places: ["Lincoln High School", "a a a a a"],
            others: OtherNames(
                (0..<300).map { OtherNames.Name(given: "Other\($0)", family: "Zarif\($0) Ba") }
                    + [
                        OtherNames.Name(given: "Bilal", family: "Farah"),
                        OtherNames.Name(given: "Khalid", family: "Mansour"),
                    ]))
        return Protector(
            known: known, language: .english, today: try #require(CalendarDay("2026-11-26")),
            timeZone: "America/Chicago", region: "US")
    }

    private static let units = [
        "a", ".", "a.", "a.a.", "1", "1-", "1 ", "1/", "12/3 ", "(1", "+", "+1 ", "@", "a@", "a@b.",
        "-", "- ", "\n", "\r\n", "\n- ", "> ", " ", "http://", "www.", "Yasmin ", "Yasmin-", "Y. ",
        "Will ", "de la ", "Mr. ", "王", "王小明", "\u{301}", "\u{200D}", "\u{200B}", "'", "\"",
        "3 pm–",
        "December ", "Lincoln ", "1200 Oak ", "Calle ", "يوسف ", "و", "Юсуфа ", "민수가 ", "9", "٣",
        "Zz ", "a a ", "Bi-", "b i l a l ", "B1", "b.", "Bilaal ", "BilalFarah", "خالد ", "آخ ",
        "Бilаl ", "\u{AD}", "B\u{34F}", "bilalfarah", "Ⓑ", "mr young ", "a's mother ", "{$name1} ",
        "\\", "🎉", "\u{0}", "Room ",
    ]

    @Test(arguments: units)
    func `a hundred kilobytes of the same come back in time`(_ unit: String) throws {
        let text = String(repeating: unit, count: 100_000 / unit.utf8.count)
        let protector = try protector()
        var made: ProtectedText?
        let time = processorTime { made = protector.protect(text) }
        let original = try #require(made).original
        #expect(original.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(time < .seconds(20), "\(time)")
    }

    @Test func `a family and a hundred of the staff are made ready in a moment`() throws {
        let first = ["Karen", "Abdirahman", "Guadalupe", "Oleksandr", "Minh", "Fatima"]
        let last = ["Lee", "Hassan", "Hernández", "Shevchenko", "Nguyen", "Al-Hassan"]
        let names = (0..<108).map { index in
            let given = "\(first[index % 6])\(["", "a", "o"][index / 36])"
            return KnownWords.Name(
                "\(given) \(last[index / 6 % 6])", person: "\(index)", role: .staff)
        }
        let today = try #require(CalendarDay("2026-11-26"))
        let time = processorTime {
            _ = Protector(
                known: KnownWords(names: names), language: .english, today: today,
                timeZone: "America/Chicago", region: "US")
        }
        print("protection: 108 names made ready in \(time)")
        #expect(time < .seconds(3))
    }

    @Test func `four times the text takes about four times the time`() throws {
        let protector = try protector()
        let unit = "Yasmin's father Юсуф called 612-555-0123 on 12/3; see a.org/b, Mulki. "
        func time(_ count: Int) -> Duration {
            let text = String(repeating: unit, count: count)
            return processorTime { _ = protector.protect(text) }
        }
        _ = time(100)
        let (one, four) = (time(500), time(2_000))
        print("protection: \(2_000 * unit.utf8.count) bytes in \(four), a quarter in \(one)")
        #expect(four < one * 12)
    }

    @Test func `random texts come back letter for letter`() throws {
        let protector = try protector()
        var state: UInt64 = 42
        for _ in 0..<400 {
            var text = ""
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += Self.units[Int(state >> 33) % Self.units.count]
            }
            let made = protector.protect(text)
            #expect(made.original.unicodeScalars.elementsEqual(text.unicodeScalars))
            for sentence in made.sentences {
                #expect(Set(sentence.segment.slots) == Set(sentence.values.keys))
                #expect(try TextSegment(source: sentence.segment.source) == sentence.segment)
            }
        }
    }
}
