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
