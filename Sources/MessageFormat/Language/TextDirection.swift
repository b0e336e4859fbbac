/// The way a line of text runs.
public enum TextDirection: String, Sendable, Hashable, Codable {
    /// Latin, Cyrillic, Chinese and most other scripts; `ltr` in HTML.
    case leftToRight = "ltr"
    /// Arabic, Hebrew, Thaana and a few more; `rtl` in HTML.
    case rightToLeft = "rtl"

    /// The direction of a script, by its four-letter ISO 15924 code.
    ///
    /// By script and not by Foundation's `characterDirection`, which takes Kurdish in Arabic
    /// script (`ku-Arab`) for left to right. Source: CLDR scriptMetadata, field `rtl`.
    init(script: String) {
        self = Self.rightToLeftScripts.contains(script) ? .rightToLeft : .leftToRight
    }

    private static let rightToLeftScripts: Set<String> = [
        "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr",
        "Hebr", "Hung", "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat",
        "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb",
        "Sidt", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Todr", "Yezi",
    ]
}
