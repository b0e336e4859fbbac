import Localization

/// The people of a school, as translation knows them, and sentences about them.
enum SchoolOfWords {
    static let known = KnownWords(
        names: [
            KnownWords.Name("Hodan Warsame", person: "a", role: .student),
            KnownWords.Name("Guadalupe de la Cruz", person: "b", role: .family),
            KnownWords.Name("Will Grace", person: "c", role: .staff),
            KnownWords.Name("王小明", person: "d", role: .student),
            KnownWords.Name("Юсуф Алиев", person: "e", role: .student),
        ],
        places: ["Lincoln High School"], phones: ["+16125550123"],
        emails: ["hodan@example.org"],
        others: OtherNames(
            [("Bilal", "Farah"), ("Oleksandr", "Shevchenko"), ("Grace", "Young")].map {
                OtherNames.Name(given: $0.0, family: $0.1)
            }))

    /// Names that are no words: they never leave.
    static let secret: Set<String> = [
        "hodan", "warsame", "guadalupe", "bilal", "farah", "oleksandr", "shevchenko",
    ]

    static let sentences = [
        "Hodan Warsame's father called 612-555-0123 on 12/3 at 3:30 pm.",
        "bilal farah hit hodan; see https://school.org/hodan or write hodan@example.org.",
        "HODAN WARSAME IS LATE. Ms. de la Cruz, please call Oleksandr Shevchenko.",
        "Mi hija Guadalupe de la Cruz no va a ir mañana a Lincoln High School.",
        "Hodanka waa jiran yahay, Bilal Farah wuu yimid.", "王小明今天没来。Юсуфа тоже нет.",
        "Will Grace will say grace. Grace Young's mother came.", "Ho-dan, H o d a n, #HodanWarsame",
    ]

    static let words = [
        "Hodan", "hodan", "Warsame ", " Bilal ", "farah", "Oleksandr", "Shevchenko's", "Guadalupe ",
        "de la ", "X1X", "Z1Z", "Q1Q", "<x id=\"1\"/>", "{name1}", "{$name1}", "&amp;", "@", "#",
        "'", "’s ", "-", "_", ".", " ", "\n", "Mr. ", "12/3", "3:30", "$5", "H0dan", "\u{430}",
        "\u{43E}", "\u{200D}", "\u{AD}", "\u{FE0F}", "\u{34F}", "\u{338}", "王小明", "Юсуф", "。",
        "https://", "a@b.org", "+1 612 555 0123", "1200 Oak St.", "Room 12", "👨‍👩‍👧",
    ]

    /// Of ASCII, or a byte of some other letter.
    static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}
