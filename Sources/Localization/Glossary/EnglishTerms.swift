import Wire

/// Finds a school's terms in English, whatever their case and number.
struct EnglishTerms {
    private let words: [String]

    init(_ text: String) {
        words = Self.stems(text)
    }

    /// The terms that stand in the text, the longest first: where "school counselor" stands,
    /// "counselor" is not found again.
    func found(_ terms: [GlossaryTerm]) -> [GlossaryTerm] {
        let stems = terms.map { ($0, Self.stems($0.term)) }.sorted { $0.1.count > $1.1.count }
        var free = [Bool](repeating: true, count: words.count)
        var found: [GlossaryTerm] = []
        for (term, stems) in stems {
            let places = places(of: stems, free)
            for place in places {
                for word in place..<(place + stems.count) { free[word] = false }
            }
            if !places.isEmpty { found.append(term) }
        }
        return found
    }

    private func places(of stems: [String], _ free: [Bool]) -> [Int] {
        guard let first = stems.first, stems.count <= words.count else { return [] }
        return (0...(words.count - stems.count)).filter { place in
            words[place] == first
                && stems.indices.allSatisfy {
                    free[place + $0] && words[place + $0] == stems[$0]
                }
        }
    }

    private static func stems(_ text: String) -> [String] {
        TextBreaks.words(of: text, language: "en").map { stem(text[$0].lowercased()) }
    }

    /// Without the ending of the plural or of whose it is.
    static func stem(_ word: String) -> String {
        var word = word.replacing("\u{2019}", with: "'")
        if word.hasSuffix("'s") { word.removeLast(2) }
        guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        else { return word }
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        for ending in ["ses", "xes", "zes", "ches", "shes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }
}
