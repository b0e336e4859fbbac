extension Unicode.Scalar {
    /// A letter or a mark on one. ASCII, which most text is, without a look into the tables.
    var isPartOfWord: Bool {
        value < 128 ? isASCIILetter : properties.isAlphabetic
    }

    /// `A` to `Z` in either case.
    var isASCIILetter: Bool {
        value | 0x20 >= 0x61 && value | 0x20 <= 0x7A && value < 128
    }

    /// White space, as Unicode has it.
    var isBlank: Bool {
        value < 128 ? value == 32 || (9...13).contains(value) : properties.isWhitespace
    }
}

/// Words as letters without anything between.
enum PlainWords {
    /// In small letters, in order.
    static func found(in text: String) -> [Substring.UnicodeScalarView] {
        text.lowercased().unicodeScalars.split { !$0.isPartOfWord }
    }

    /// Whether any is there.
    static func hasLetters(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.isPartOfWord }
    }

    /// How many letters there are.
    static func letters(in text: String) -> Int {
        text.unicodeScalars.count { $0.isPartOfWord }
    }
}
