/// Names that are cut up or written with figures: `Ho-dan`, `H o d a n`, `H0dan`.
extension NameFinder {
    /// A name of several tokens that is one word when they are put together.
    func pieces(_ index: Int) -> Span? {
        guard let token = scan[index] else { return nil }
        switch token.kind {
        case .word: return marked(index) ?? letters(index) ?? torn(index) ?? figured(index)
        case .digits, .mark: return figured(index)
        case .ideograph, .blank, .lineBreak: return nil
        }
    }

    /// `Ho-dan`, `H.o.d.a.n`: pieces with the same mark between them.
    private func marked(_ index: Int) -> Span? {
        guard let mark = scan[index + 1], mark.isMark("-‐‑–—._*·•|+~=/,:;") else { return nil }
        return longest(index, atLeast: 2) { scan[$0]?.text == mark.text }
    }

    /// `H o d a n`: single letters.
    private func letters(_ index: Int) -> Span? {
        guard scan[index]?.folded.count == 1, scan[index + 1]?.kind == .blank else { return nil }
        return longest(index, atLeast: 4) {
            scan[$0]?.kind == .blank && scan[$0 + 1]?.folded.count == 1
        }
    }

    /// The longest name of words that have such tokens between them; at most 20 words.
    private func longest(
        _ start: Int, atLeast least: Int, isGap: (Int) -> Bool
    ) -> Span? {
        var (whole, place, count) = ("", start, 0)
        var found: Span?
        while count < 20, whole.utf8.count <= 40, let token = scan[place], token.kind == .word {
            whole += token.folded
            count += 1
            if count >= least, whole.count > 3, let span = named(whole, start..<place + 1),
                !scan.tokens[span.tokens].filter({ $0.kind == .word }).allSatisfy(isSomething)
            {
                found = span
            }
            guard isGap(place + 1) else { break }
            place += 2
        }
        return found
    }

    /// `Yas min`: two words that are none in English. Of the text's own people only.
    private func torn(_ index: Int) -> Span? {
        guard scan[index + 1]?.kind == .blank, let first = scan[index], let last = scan[index + 2],
            last.kind == .word, first.folded.count > 1, last.folded.count > 1,
            matcher.language.language == "en",
            !(matcher.isOrdinaryWord(first) && matcher.isOrdinaryWord(last)),
            matcher.index.exact[first.folded] == nil, matcher.index.exact[last.folded] == nil
        else { return nil }
        let whole = first.folded + last.folded
        guard whole.count > 4, matcher.index.exact[whole] != nil else { return nil }
        return named(whole, index..<index + 3)?.guessed
    }

    /// `H0dan`, `Y@smin`: figures and signs in place of letters, with letters beside them.
    private func figured(_ index: Int) -> Span? {
        guard scan[index - 1].map({ !$0.isWord && $0.kind != .digits }) ?? true else { return nil }
        var (end, hasFigure, hasWord) = (index, false, false)
        while end - index < 9, let token = scan[end] {
            if token.kind == .word {
                hasWord = true
            } else if Self.reads(token, "i") != nil {
                hasFigure = true
            } else {
                break
            }
            end += 1
        }
        guard hasFigure, hasWord else { return nil }
        for one in ["i", "l"] {
            let whole = scan.tokens[index..<end].map {
                $0.kind == .word ? $0.folded : Self.reads($0, one) ?? ""
            }.joined()
            if whole.count > 3, let span = named(whole, index..<end) { return span }
        }
        return nil
    }

    /// What figures and signs are read as.
    private static func reads(_ token: TextScan.Token, _ one: String) -> String? {
        guard token.kind == .digits || token.kind == .mark, token.folded.count < 3 else {
            return nil
        }
        let letters = token.folded.compactMap { $0 == "1" || $0 == "!" ? one : figures[$0] }
        return letters.count == token.folded.count ? letters.joined() : nil
    }

    private static let figures: [Character: String] = [
        "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e",
    ]

    /// Whether a piece says something by itself, an ordinary word or a name: "drop-off" is no name of
    /// its letters, and "Ana-Maria" is found by its words.
    private func isSomething(_ token: TextScan.Token) -> Bool {
        token.folded.count > 1 && matcher.isOrdinaryWord(token)
            || matcher.index.exact[token.folded] != nil
            || token.folded.count > 2 && matcher.index.others.contains(token.folded)
    }

    private func named(_ whole: String, _ tokens: Range<Int>) -> Span? {
        guard !matcher.ordinary.contains(whole), !EnglishWords.contains(whole) else { return nil }
        if let parts = matcher.index.exact[whole] {
            return Span(tokens: tokens, names: Set(parts.map(\.name)))
        }
        let others = matcher.index.others
        guard whole.count > 4, others.contains(whole) || others.wholes.contains(whole) else {
            return nil
        }
        return Span(tokens: tokens, names: [], isOther: true)
    }
}
