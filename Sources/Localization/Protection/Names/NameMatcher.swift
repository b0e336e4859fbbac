import MessageFormat
import Wire

/// Compares the words of one text with the known names.
struct NameMatcher {
    let index: NameIndex
    let language: LanguageTag
    let ordinary: Set<String>
    private(set) var latin: [String: String] = [:]
    private var memory: [String: NameMatch?] = [:]

    init(index: NameIndex, language: LanguageTag, ordinary: Set<String>) {
        self.index = index
        self.language = language
        self.ordinary = ordinary
    }

    /// Spells the words of a text in Latin letters, all at once.
    mutating func prepare(_ scan: TextScan) {
        var words: Set<String> = []
        for token in scan.tokens where token.kind == .word && NameScript(token.plain) != .latin {
            words.insert(token.plain)
            words.formUnion(NameInflection.stems(token.plain, language))
        }
        for token in scan.tokens where token.kind == .ideograph { words.insert(token.text) }
        let ordered = words.sorted()
        for (word, spelled) in zip(ordered, LatinSpelling.of(ordered.map(NameScript.prepared))) {
            latin[word] = spelled
        }
    }

    /// The pinyin of a Chinese character, without tone.
    func pinyin(_ sign: String) -> String { latin[sign] ?? "" }

    /// What a word has to do with a known name; nil for nothing.
    mutating func match(_ token: TextScan.Token) -> NameMatch? {
        guard token.kind == .word else { return nil }
        let key = (token.isCapitalised ? "^" : "") + token.plain
        if let known = memory[key] { return known }
        let found = look(token)
        memory[key] = .some(found)
        return found
    }

    private func look(_ token: TextScan.Token) -> NameMatch? {
        let folded = token.folded
        guard folded.count >= 2, !ordinary.contains(folded), !isStopWord(token.plain) else {
            return nil
        }
        if let parts = index.exact[folded] {
            return NameMatch(
                parts: parts, certainty: isDoubtful(folded) ? .alsoWord : .certain, listed: nil)
        }
        return bent(token) ?? sounding(token) ?? misspelt(token)
    }

    private func isDoubtful(_ folded: String) -> Bool {
        isAlsoWord(folded) && !index.sure.contains(folded)
    }

    func isAlsoWord(_ folded: String) -> Bool {
        if folded.count <= 2 && NameScript(folded) == .latin { return true }
        return language.language == "en"
            ? EnglishWords.contains(folded) : OrdinaryNames.contains(folded)
    }

    /// What an ending took the place of: Анн-ой of Анна, Mark-owi of Marek.
    private static let tails = ["a", "o", "e", "y", "ek", "а", "я", "о", "ь", "и", "ия"]

    /// With an ending or a beginning of its language.
    private func bent(_ token: TextScan.Token) -> NameMatch? {
        if isOrdinaryWord(token) { return nil }
        for stem in NameInflection.stems(token.folded, language) where stem.count >= 2 {
            for tail in [""] + (language == .english ? [] : Self.tails) {
                guard let parts = index.exact[stem + tail] else { continue }
                let isShort = stem.count < 3 && NameScript(stem) == .latin
                if isShort || isAlsoWord(stem + tail) && !token.isCapitalised { continue }
                let certainty: NameMatch.Certainty =
                    token.isCapitalised || NameScript(stem) != .latin || stem.count >= 5
                    ? .certain : .weak
                return NameMatch(
                    parts: parts, certainty: certainty, listed: parts.first?.written)
            }
        }
        return nil
    }

    /// A letter wrong, missing, too many, or two in each other's place.
    private func misspelt(_ token: TextScan.Token) -> NameMatch? {
        let script = NameScript(token.plain)
        guard token.folded.count >= (script == .latin ? 4 : 5), !isOrdinaryWord(token) else {
            return nil
        }
        if language != .english, !token.isCapitalised, token.folded.count < 6 { return nil }
        guard
            let best = index.near(token.folded).first(where: { near in
                token.isCapitalised || near.word.first == token.folded.first
            }), let all = index.exact[best.word]
        else { return nil }
        // Only of English is it known what is a word; elsewhere a teacher's name is near many.
        let parts = all.filter { language == .english || index.names[$0.name].role != .staff }
        guard !parts.isEmpty else { return nil }
        return NameMatch(
            parts: parts, certainty: token.isCapitalised ? .near : .weak, listed: nil)
    }

    func isOrdinaryWord(_ token: TextScan.Token) -> Bool {
        if OrdinaryCapitals.contains(token.folded) { return true }
        return language.language == "en" && EnglishWords.contains(token.folded)
    }

    func isStopWord(_ written: String) -> Bool {
        FrequentWords.contains(written.lowercased())
    }
}
