import Wire

/// Finds a school's terms in English, whatever their case and number.
struct EnglishTerms {
    private let words: [String]
    /// Where each word stands.
    private let places: [String: [Int]]

    init(_ text: String) {
        words = Self.stems(text)
        places = Dictionary(grouping: words.indices) { [words] in words[$0] }
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

    /// Only where the rarest of its words stands is looked further.
    private func places(of stems: [String], _ free: [Bool]) -> [Int] {
        let rarest = stems.indices.min { count(stems[$0]) < count(stems[$1]) }
        guard let rarest else { return [] }
        return (places[stems[rarest]] ?? []).map { $0 - rarest }.filter { start in
            start >= 0 && start + stems.count <= words.count
                && stems.indices.allSatisfy {
                    free[start + $0] && words[start + $0] == stems[$0]
                }
        }
    }

    private func count(_ word: String) -> Int { places[word]?.count ?? 0 }

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
