/// Names that are words as well: Grace, Will.
extension NameFinder {
    enum Evidence { case none, some, strong }

    mutating func evidence(_ index: Int, _ match: NameMatch) -> Evidence {
        let token = scan.tokens[index]
        let isCapital = token.isCapitalised && !context.isShouted(index)
        if isBesideName(index, match) { return isCapital ? .strong : .some }
        if NameCues.isMonth(scan, index) { return .none }
        if NameCues.isIntroduced(scan, index) || NameCues.isOwner(scan, index) {
            return isCapital ? .strong : .some
        }
        guard isCapital else { return .none }
        if !context.isStart(index) { return .strong }
        // Only in English is it known what a sentence goes on with behind a name.
        if matcher.language.language != "en" { return .some }
        return NameCues.isSubject(scan, index) ? .some : .none
    }

    /// A family's name, or a given name before a verb, in small letters that is a word as well: who the
    /// text is for may be meant. Told once, and not of words that stand in every second sentence.
    mutating func tellOfFamilyName(_ index: Int, _ match: NameMatch) {
        let word = scan.tokens[index]
        guard !word.isCapitalised, matcher.language.language == "en", word.folded.count > 2,
            !NameCues.isCommon(word.folded),
            match.parts.contains(where: { isFamilyName(word.folded, $0) || isActing(index, $0) }),
            told.insert(word.folded).inserted
        else { return }
        remarks.append(Remark(kind: .ordinaryWord, token: index))
    }

    /// A given name before a verb: `grace has fever`, and not `the grace has`.
    private func isActing(_ index: Int, _ part: NameIndex.Part) -> Bool {
        !part.isVariant && NameCues.isSubject(scan, index) && !NameCues.isDetermined(scan, index)
    }

    private func isFamilyName(_ folded: String, _ part: NameIndex.Part) -> Bool {
        guard !part.isVariant else { return false }
        let name = matcher.index.names[part.name]
        let words = TextScan(name.family ?? name.full).tokens.filter(\.isWord).map(\.folded)
        return name.family == nil ? words.last == folded : words.contains(folded)
    }

    /// Whether the word before or behind is of the same person's name.
    mutating func isBesideName(_ index: Int, _ match: NameMatch) -> Bool {
        let names = Set(match.parts.map(\.name))
        for step in [-2, 2] {
            var neighbour = index + step
            // Over `de la`.
            for _ in 0..<2
            where scan[neighbour].map({ NameIndex.particles.contains($0.folded) }) == true {
                neighbour += step
            }
            let between = scan[neighbour - step / 2]
            guard between?.kind == .blank || between?.isMark("-‐") == true,
                let word = scan[neighbour], let other = matcher.match(word)
            else { continue }
            // "will" of "Rosa will come" is no second name of hers, unless it is hers.
            if word.folded != scan.tokens[index].folded,
                other.parts.contains(where: { names.contains($0.name) }),
                scan.tokens[index].isCapitalised || areBothWritten(match, other)
            {
                return true
            }
        }
        return false
    }

    /// Neither is a short form: in small letters only whole names count.
    private func areBothWritten(_ left: NameMatch, _ right: NameMatch) -> Bool {
        left.parts.contains { !$0.isVariant } && right.parts.contains { !$0.isVariant }
    }
}
