/// Whether a word is an ordinary one of English.
enum EnglishWords {
    /// Looks a word up that is in small letters.
    static func contains(_ folded: String) -> Bool {
        if words.contains(folded) { return true }
        for ending in endings where folded.hasSuffix(ending.letters) {
            let stem = folded.dropLast(ending.letters.count)
            guard stem.count >= 3 else { continue }
            if ending.instead.contains(where: { words.contains(stem + $0) }) { return true }
            if let last = stem.last, stem.dropLast().last == last,
                words.contains(String(stem.dropLast()))
            {
                return true
            }
        }
        return false
    }

    private static let words = Set(
        englishWordTable.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let endings: [(letters: String, instead: [String])] = [
        ("s", [""]), ("es", [""]), ("ies", ["y"]), ("d", [""]), ("ed", ["", "e"]), ("ied", ["y"]),
        ("ing", ["", "e"]), ("ings", ["", "e"]), ("ly", [""]), ("er", ["", "e"]),
        ("ers", ["", "e"]),
        ("est", ["", "e"]),
    ]
}
