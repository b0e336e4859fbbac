import Localization
import MessageFormat
import Testing

@Suite struct ProtectionRestoreTests {
    static let text = """
        Dear Grace,

        - Yasmin's meeting is on Thursday, December 3 at 3:30 p.m. in Room 12.
        - It costs $12.50. Call 612-555-0123 by 4 pm or see https://school.org/a.

        Her brother Юсуф read 1,200 pages. Thank you!

        """
    static let known = KnownWords(names: [
        KnownWords.Name("Yasmin Yusuf", person: "s1", role: .student),
        KnownWords.Name("Yusuf Yusuf", person: "s2", role: .student),
        KnownWords.Name("Grace Kim", person: "f1", role: .family),
    ])

    private func protected(_ text: String = text, in language: String = "en") throws
        -> ProtectedText
    {
        Protector(
            known: Self.known, language: try tag(language),
            today: try #require(CalendarDay("2026-11-26")), timeZone: "America/Chicago",
            region: "US"
        ).protect(text)
    }

    @Test func `in its own language it is what was written`() throws {
        let text = try protected()
        #expect(text.original == Self.text)
        #expect(
            text.restored(text.sentences.map(\.segment), in: .english) == Self.text)
    }

    @Test func `a sentence carries its list mark before it`() throws {
        let text = try protected()
        #expect(
            text.sentences.map(\.segment.source) == [
                "Dear {$name1},", "{$name1}'s meeting is on {$date1} at {$time1} in {$place1}.",
                "It costs {$number1}.", "Call {$phone1} by {$time1} or see {$link1}.",
                "Her brother {$name1} read {$number1} pages.", "Thank you!",
            ])
        #expect(text.sentences.map(\.before) == ["", "\n\n- ", "\n- ", " ", "\n\n", " "])
        #expect(text.after == "\n")
    }

    @Test func `a value says whose name it is, and nobody where it may be two`() throws {
        let text = try protected("Yasmin and Yusuf came.")
        let values = try #require(text.sentences.first).values
        #expect(values[TextSegment.Slot(.name, 1)]?.person == "s1")
        #expect(values[TextSegment.Slot(.name, 2)]?.person == nil)
        #expect("\(values)".contains("Yasmin") == false)
    }

    @Test(arguments: [
        (
            "es",
            [
                "jueves, 3 de diciembre", "3:30\u{202F}p.m.", "$12.50", "4\u{202F}p.m.", "Yusuf",
                "1200",
            ]
        ),
        ("so", ["Khamiis, Diseembar 3", "3:30 PM", "$12.50", "4 PM", "Yusuf", "1200"]),
        (
            "ar",
            [
                "الخميس، 3 ديسمبر", "3:30\u{A0}م", "\u{200F}12.50\u{A0}$", "4\u{A0}م", "Yusuf",
                "1200",
            ]
        ),
        (
            "fa",
            [
                "پنجشنبه ۳ دسامبر", "۳:۳۰ بعدازظهر", "\u{200E}$۱۲٫۵۰", "۴\u{202F}بعدازظهر", "Yusuf",
                "۱۲۰۰",
            ]
        ),
        ("ru", ["четверг, 3 декабря", "15:30", "12.50\u{A0}$", "16:00", "Yusuf", "1200"]),
        ("zh-Hans", ["12月3日 星期四", "下午3:30", "$12.50", "下午4时", "Yusuf", "1200"]),
        ("am", ["ሐሙስ፣ ዲሴምበር 3", "3:30 PM", "$12.50", "4 PM", "Yusuf", "1200"]),
        ("hi", ["गुरुवार, 3 दिसंबर", "3:30 PM", "$12.50", "4 PM", "Yusuf", "1200"]),
    ])
    func `dates, times and numbers are written as the reader's language writes them`(
        _ language: String, _ expected: [String]
    ) throws {
        let text = try protected()
        let library = try Repository.localizer().library
        let target = try tag(language)
        let slots = text.sentences.flatMap { sentence in
            sentence.segment.slots.filter {
                [.date, .time, .number].contains($0.kind) || sentence.values[$0]?.original == "Юсуф"
            }
            .map { slot in
                let one = ProtectedValueText(text, sentence, slot)
                return one.restored(in: target, dates: library.dates(in: target))
            }
        }
        #expect(slots == expected)
    }

    @Test func `a target with other slots is shown to nobody`() throws {
        let text = try protected("Call Yasmin at 3 pm.")
        let lost = TextSegment(words: "Llame.")
        #expect(text.restored([lost], in: try tag("es")) == "Call Yasmin at 3 pm.")
        #expect(text.restored([], in: try tag("es")) == "Call Yasmin at 3 pm.")
        let moved = try TextSegment(source: "A las {$time1} llame a {$name1}.")
        #expect(text.restored([moved], in: try tag("es-MX")).hasSuffix("llame a Yasmin."))
    }

    @Test func `in Arabic what runs the other way is isolated`() throws {
        let text = try protected("Call Yasmin at 612-555-0123.")
        let target = try TextSegment(source: "اتصل بـ {$name1} على {$phone1}.")
        #expect(
            text.restored([target], in: try tag("ar"))
                == "اتصل بـ \u{2068}Yasmin\u{2069} على \u{2068}612-555-0123\u{2069}.")
    }

    @Test func `a name that its language bends is shown as the roster has it`() throws {
        let text = try protected("Я мама Юсуфа.", in: "ru")
        let target = try TextSegment(source: "I am {$name1}'s mother.")
        #expect(text.restored([target], in: .english) == "I am Yusuf's mother.")
    }
}

/// One slot of a sentence, alone.
private struct ProtectedValueText {
    let text: ProtectedText
    let index: Int
    let slot: TextSegment.Slot

    init(_ text: ProtectedText, _ sentence: ProtectedText.Sentence, _ slot: TextSegment.Slot) {
        self.text = text
        self.slot = slot
        index = text.sentences.firstIndex { $0.original == sentence.original } ?? 0
    }

    /// The slot between marks, in a target that has all of the sentence's slots.
    func restored(in language: LanguageTag, dates: DateWords?) -> String {
        var targets = text.sentences.map(\.segment)
        let others = targets[index].slots.filter { $0 != slot }
        targets[index] = TextSegment(
            [.words("["), .slot(slot), .words("]")] + others.map { .slot($0) })
        let restored = text.restored(targets, in: language, dates: dates)
        let start = restored.firstIndex(of: "[").map { restored.index(after: $0) }
        let end = restored.firstIndex(of: "]")
        guard let start, let end else { return "" }
        return restored[start..<end].filter { $0 != "\u{2068}" && $0 != "\u{2069}" }
    }
}
