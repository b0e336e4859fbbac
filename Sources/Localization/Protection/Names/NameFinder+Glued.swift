/// Names within a word: `#HodanAli`, `hodansmom`.
extension NameFinder {
    /// `HodanAli`, `hodansmom`: a name in a word that is on no list.
    mutating func glued(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        guard token.folded.count > 5, token.folded.count <= 60,
            NameScript(token.plain) == .latin, !matcher.isOrdinaryWord(token),
            !matcher.ordinary.contains(token.folded)
        else { return nil }
        if let names = humps(token) {
            return Span(tokens: index..<index + 1, names: names, isOther: names.isEmpty)
        }
        guard !matcher.index.others.isStrict, let names = edges(token.folded) else { return nil }
        return Span(tokens: index..<index + 1, names: names, isGuessed: true)
    }

    /// The words of `HodanAli`: one that is somebody's name and no word. Empty when it is another's.
    private func humps(_ token: TextScan.Token) -> Set<Int>? {
        var words: [String] = [""]
        var wasSmall = false
        for letter in token.plain {
            if letter.isUppercase, wasSmall { words.append("") }
            wasSmall = letter.isLowercase
            words[words.count - 1].append(letter)
        }
        guard words.count > 1 else { return nil }
        let folded = words.map(FoldedWord.of).filter {
            $0.count > 2 && !matcher.isAlsoWord($0) && !matcher.ordinary.contains($0)
        }
        let own = folded.flatMap { matcher.index.exact[$0] ?? [] }.map(\.name)
        if !own.isEmpty { return Set(own) }
        return folded.contains { $0.count > 3 && matcher.index.others.contains($0) } ? [] : nil
    }

    /// A name of five letters or more of the text's own people, at either end of a word.
    private func edges(_ folded: String) -> Set<Int>? {
        let letters = Array(folded)
        for count in stride(from: letters.count - 1, through: 5, by: -1) {
            for part in [String(letters.prefix(count)), String(letters.suffix(count))] {
                guard let parts = matcher.index.exact[part], !EnglishWords.contains(part),
                    parts.contains(where: { !$0.isVariant })
                else { continue }
                return Set(parts.map(\.name))
            }
        }
        return nil
    }
}
