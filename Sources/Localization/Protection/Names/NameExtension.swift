/// Widens a name over what belongs to it: initials, `de la`, the other half of a hyphen.
struct NameExtension {
    let scan: TextScan
    let index: NameIndex
    let isFree: (Int) -> Bool

    func extended(_ span: NameFinder.Span) -> NameFinder.Span {
        var span = span
        var start = span.tokens.lowerBound
        var end = span.tokens.upperBound
        start = beforeHyphen(withParticles(start, span), start)
        end = behindHyphen(end)
        start = withInitial(start, span)
        end = withLastInitial(end, span)
        span.tokens = start..<end
        return span
    }

    /// `de la Cruz`, `Al-Hassan`, `O'Brien`.
    private func withParticles(_ start: Int, _ span: NameFinder.Span) -> Int {
        guard let word = scan[start], let known = index.before[word.folded] else { return start }
        for particles in known.sorted(by: { $0.count > $1.count }) {
            var place = start
            for particle in particles.reversed() {
                guard scan[place - 1].map({ $0.kind == .blank || $0.isMark("-'’‐") }) ?? false,
                    scan[place - 2]?.folded == particle, isFree(place - 2)
                else {
                    place = -1
                    break
                }
                place -= 2
            }
            if place >= 0 { return place }
        }
        return start
    }

    private func beforeHyphen(_ start: Int, _ former: Int) -> Int {
        guard scan[start - 1]?.isMark("-‐") == true, let word = scan[start - 2], word.kind == .word,
            word.isCapitalised, scan[start]?.isCapitalised == true, isFree(start - 2)
        else { return start }
        return start - 2
    }

    private func behindHyphen(_ end: Int) -> Int {
        guard scan[end]?.isMark("-‐") == true, let word = scan[end + 1], word.isCapitalised,
            word.range.count > 1, isFree(end + 1)
        else { return end }
        return end + 2
    }

    /// `Y. Yusuf`, `Y Yusuf`.
    private func withInitial(_ start: Int, _ span: NameFinder.Span) -> Int {
        var place = start
        while start - place < 9 {
            var letter = place - 1
            if scan[letter]?.kind == .blank { letter -= 1 }
            let hasStop = scan[letter]?.text == "."
            if hasStop { letter -= 1 }
            guard letter < place - 1, let token = scan[letter], token.kind == .word,
                token.range.count == 1, token.isCapitalised, isFree(letter),
                scan[letter - 1].map({ !$0.isMark("'’") }) ?? true,
                hasStop || isInitial(token, span) && token.folded != "i" && token.folded != "a"
            else { break }
            place = letter
        }
        return place
    }

    /// `Yasmin Y.`, `Yasmin Y`.
    private func withLastInitial(_ end: Int, _ span: NameFinder.Span) -> Int {
        guard scan[end]?.kind == .blank, let token = scan[end + 1], token.kind == .word,
            token.range.count == 1, token.isCapitalised, isFree(end + 1),
            isInitial(token, span), token.folded != "i" || scan[end + 2]?.text == "."
        else { return end }
        guard scan[end + 2]?.text == ".", let next = scan[end + 3], next.kind != .lineBreak,
            !(next.kind == .blank && (scan[end + 4].map { $0.isCapitalised } ?? true))
        else { return end + 2 }
        return end + 3
    }

    private func isInitial(_ token: TextScan.Token, _ span: NameFinder.Span) -> Bool {
        span.names.contains { index.first[$0]?.contains(token.folded) == true }
    }
}
