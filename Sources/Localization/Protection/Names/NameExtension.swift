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

/// Makes one name of its words: `Yasmin` and `Yusuf`, side by side, of one person.
struct NameJoin {
    let scan: TextScan

    func joined(_ spans: [NameFinder.Span]) -> [NameFinder.Span] {
        var joined: [NameFinder.Span] = []
        for span in spans {
            guard var last = joined.last else {
                joined.append(span)
                continue
            }
            if span.tokens.lowerBound < last.tokens.upperBound {
                // A hyphen has joined them already.
                last.tokens =
                    min(
                        last.tokens.lowerBound, span.tokens.lowerBound)..<max(
                        last.tokens.upperBound, span.tokens.upperBound)
                joined[joined.count - 1] = merged(last, span, tokens: last.tokens)
            } else if belong(last, span) {
                let tokens = last.tokens.lowerBound..<span.tokens.upperBound
                joined[joined.count - 1] = merged(last, span, tokens: tokens)
            } else {
                joined.append(span)
            }
        }
        return joined
    }

    private func belong(_ left: NameFinder.Span, _ right: NameFinder.Span) -> Bool {
        let gap = left.tokens.upperBound..<right.tokens.lowerBound
        let between = scan.tokens[gap]
        let isHyphen = between.count == 1 && between.first?.isMark("-‐") == true
        let isBlank = between.count == 1 && between.first?.kind == .blank
        // "Yusuf, Yasmin": the family name first, as on a list.
        let isComma =
            between.count == 2 && between.first?.text == "," && between.last?.kind == .blank
        let isParticle =
            between.count <= 7
            && between.allSatisfy {
                $0.kind == .blank || NameIndex.particles.contains($0.folded) && $0.folded.count > 1
            }
        let share = !left.names.isDisjoint(with: right.names)
        if isHyphen { return true }
        if isComma { return share && isReversed(left, right) }
        return isBlank && (share || left.isOther && right.isOther)
            || isParticle && !gap.isEmpty && share
            || gap.isEmpty && share
    }

    /// Of a list of children with one family name each word may be its own: only two different
    /// words of one person's are one name.
    private func isReversed(_ left: NameFinder.Span, _ right: NameFinder.Span) -> Bool {
        left.names.intersection(right.names).count == 1 && left.tokens.count == 1
            && scan[left.tokens.lowerBound]?.folded != scan[right.tokens.lowerBound]?.folded
    }

    private func merged(
        _ left: NameFinder.Span, _ right: NameFinder.Span, tokens: Range<Int>
    ) -> NameFinder.Span {
        let shared = left.names.intersection(right.names)
        var span = left
        span.tokens = tokens
        span.names = shared.isEmpty ? left.names.union(right.names) : shared
        let isKnownWhole = !left.isOther && !right.isOther && !shared.isEmpty
        span.listed = listed(left, right)
        // Two words of one person's name prove each other.
        span.isGuessed = (left.isGuessed && right.isGuessed) && !isKnownWhole
        span.isOther = left.isOther && right.isOther
        return span
    }

    private func listed(_ left: NameFinder.Span, _ right: NameFinder.Span) -> String? {
        guard left.listed != nil || right.listed != nil else { return nil }
        return (left.listed ?? scan.tokens[left.tokens].map(\.text).joined()) + " "
            + (right.listed ?? scan.tokens[right.tokens].map(\.text).joined())
    }
}
