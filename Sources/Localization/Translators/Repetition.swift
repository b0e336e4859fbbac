import MessageFormat
import Wire

/// Words again and again, as models write that have lost the thread.
enum Repetition {
    /// The first phrase of one to four words that stands three times in a row, where the source does
    /// no such thing; nil when none does.
    /// `words`: Those of the text, as blanks and marks part them.
    static func found(
        in text: String, _ words: [Substring.UnicodeScalarView], besides source: String,
        _ language: LanguageTag
    ) -> String? {
        guard language.likelyScript.map(unparted.contains) != true else {
            // A dictionary finds words that no blanks part. A sentence has no thousand of them.
            let start = String(text.prefix(8_000))
            let found = TextBreaks.words(of: start, language: language.language)
            return phrase(in: found.map { start[$0].lowercased() }, besides: source)
        }
        return phrase(in: words.prefix(2_000).map { String($0) }, besides: source)
    }

    private static func phrase(in words: [String], besides source: String) -> String? {
        // Three times in a row are two words at least that were there before.
        guard words.count - Set(words).count >= 2 else { return nil }
        for length in 1...4 {
            guard let phrase = run(of: length, in: words) else { continue }
            let before = PlainWords.found(in: source).map { String($0) }
            return run(of: length, in: before) == nil ? phrase : nil
        }
        return nil
    }

    private static let unparted: Set<String> = [
        "Hani", "Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr",
    ]

    /// A phrase that stands three times in a row: each word equals the one a phrase before it, for
    /// twice the phrase's length.
    private static func run(of length: Int, in words: [String]) -> String? {
        var equal = 0
        for index in words.indices.dropFirst(length) {
            equal = words[index] == words[index - length] ? equal + 1 : 0
            if equal >= 2 * length {
                return words[(index - length + 1)...index].joined(separator: " ")
            }
        }
        return nil
    }
}
