import MessageFormat
import Wire

/// Words again and again, as models write that have lost the thread.
enum Repetition {
    /// The first phrase of one to four words that stands three times in a row, where the source does
    /// no such thing; nil when none does.
    static func found(in text: String, besides source: String, _ language: LanguageTag) -> String? {
        let words = Self.words(text, language)
        for length in 1...4 {
            guard let phrase = run(of: length, in: words) else { continue }
            guard run(of: length, in: Self.words(source, .undetermined)) == nil else { return nil }
            return phrase
        }
        return nil
    }

    private static let unparted: Set<String> = [
        "Hani", "Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr",
    ]

    /// A dictionary finds words that no blanks part; for others it would cost more than it tells.
    private static func words(_ text: String, _ language: LanguageTag) -> [String] {
        // A sentence has no thousand words; what has, is not read to its end.
        let text = text.utf8.count > 32_000 ? String(text.prefix(8_000)) : text
        guard let script = language.likelyScript, unparted.contains(script) else {
            return text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        return TextBreaks.words(of: text, language: language.language)
            .map { text[$0].lowercased() }
    }

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
