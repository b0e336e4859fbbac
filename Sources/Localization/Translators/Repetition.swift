import MessageFormat
import Wire

/// Words again and again, as models write that have lost the thread.
enum Repetition {
    /// The first phrase of one to four words that stands three times in a row, where the source does
    /// no such thing; nil when none does.
    static func found(
        in target: CheckedText, besides source: CheckedText, _ language: LanguageTag
    ) -> String? {
        guard language.likelyScript.map(unparted.contains) != true else {
            // A dictionary finds words that no blanks part. A sentence has no thousand of them.
            let start = String(target.text.prefix(8_000))
            let found = TextBreaks.words(of: start, language: language.language)
            return phrase(in: found.map { start[$0].lowercased() }, besides: source)
        }
        let marks = target.words.words.prefix(2_000).map(\.mark)
        if target.words.marksTell, (1...4).allSatisfy({ end(of: $0, in: marks) == nil }) {
            return nil
        }
        return phrase(in: Array(target.words.texts.prefix(2_000)), besides: source)
    }

    private static func phrase(in words: [String], besides source: CheckedText) -> String? {
        // Three times in a row are two words at least that were there before.
        guard words.count - Set(words).count >= 2 else { return nil }
        for length in 1...4 {
            guard let phrase = run(of: length, in: words) else { continue }
            return run(of: length, in: source.words.texts) == nil ? phrase : nil
        }
        return nil
    }

    private static let unparted: Set<String> = [
        "Hani", "Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr",
    ]

    private static func run(of length: Int, in words: [String]) -> String? {
        end(of: length, in: words).map { words[($0 - length + 1)...$0].joined(separator: " ") }
    }

    /// Where a phrase that stands three times in a row ends: each word equals the one a phrase before
    /// it, for twice the phrase's length.
    private static func end(of length: Int, in words: [some Equatable]) -> Int? {
        var equal = 0
        for index in words.indices.dropFirst(length) {
            equal = words[index] == words[index - length] ? equal + 1 : 0
            if equal >= 2 * length { return index }
        }
        return nil
    }
}
