import MessageFormat
import Wire

/// Whether a draft, translated back, still says what the source says: by its words.
enum BackCheck {
    /// Of the words that carry meaning, less than this share is in both.
    private static let enough = 0.4

    static func doubts(
        _ source: TextSegment, _ back: TextSegment, _ pair: LanguagePair
    ) -> [Doubt] {
        var doubts: [Doubt] = []
        let language = pair.source.language
        let (said, heard) = (words(source, language), words(back, language))
        let lost = Set(said.map(stem)).subtracting(heard.map(stem))
        if overlap(said, heard) < enough {
            doubts.append(Doubt(.meaning, lost.sorted().prefix(6).joined(separator: " ")))
        }
        guard language == "en" else { return doubts }
        let (before, after) = (denials(source.words), denials(back.words))
        // Two that cancel out (`never without`) come back as none.
        if before % 2 != after % 2 {
            doubts.append(Doubt(.negation, before > after ? "gone" : "added"))
        }
        return doubts
    }

    /// Dice's coefficient of the stems, both ways; 1 where the source has too few words to tell.
    private static func overlap(_ said: [String], _ heard: [String]) -> Double {
        let (a, b) = (Set(said.map(stem)), Set(heard.map(stem)))
        guard a.count >= 2 else { return 1 }
        return 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    }

    private static func words(_ segment: TextSegment, _ language: String) -> [String] {
        let text = String(segment.words.prefix(8_000))
        return TextBreaks.words(of: text, language: language).map { text[$0].lowercased() }
            .filter { language != "en" || !small.contains($0) }
    }

    /// Enough of a word that its endings do not matter. Synonyms are not known.
    private static func stem(_ word: String) -> String {
        var stem = word[...]
        for ending in ["'s", "ing", "ed", "es", "s"]
        where stem.count - ending.count >= 3 && stem.hasSuffix(ending) {
            stem = stem.dropLast(ending.count)
            break
        }
        if stem.hasSuffix("e"), stem.count > 3 { stem = stem.dropLast() }
        return String(stem)
    }

    private static let small: Set<String> = [
        "a", "an", "the", "and", "or", "but", "to", "of", "in", "on", "at", "by", "for", "with",
        "is", "are", "was", "were", "be", "been", "am", "has", "have", "had", "do", "does", "did",
        "it", "its", "this", "that", "these", "those", "he", "she", "they", "we", "you", "i", "him",
        "her", "them", "us", "me", "his", "their", "our", "your", "my", "will", "would", "can",
        "could", "may", "so", "as", "if", "then", "from", "there", "here", "please",
    ]

    private static let denying: Set<String> = [
        "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without",
        "cannot",
    ]

    private static func denials(_ words: String) -> Int {
        words.lowercased().replacing("’", with: "'")
            .split { !($0.isLetter || $0 == "'") }
            .count { denying.contains(String($0)) || $0.hasSuffix("n't") }
    }
}
