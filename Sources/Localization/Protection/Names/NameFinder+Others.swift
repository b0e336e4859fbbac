/// Names of the school's other people. A text may be about anybody's child; yet among a district's
/// names there is one for nearly every word, so each way to find them is as narrow as its letters are
/// doubtful.
extension NameFinder {
    private var others: OtherNames { matcher.index.others }

    /// A name that begins at a token.
    mutating func other(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        guard !others.isEmpty, token.folded.count > 1, !matcher.ordinary.contains(token.folded),
            !matcher.isStopWord(token.plain)
        else { return nil }
        if let whole = wholeName(index) { return whole }
        guard token.folded.count > 2, !OrdinaryCapitals.contains(token.folded) else { return nil }
        guard NameScript(token.plain) == .latin else { return otherByLetters(index) }
        let span = Span(tokens: index..<index + 1, names: [], isOther: true)
        if isListed(token) {
            let isFree = !matcher.isAlsoWord(token.folded)
            return isFree || isInner(index) || isPerson(index) ? span : nil
        }
        return nearly(index) ? span.guessed : nil
    }

    /// A capital within a sentence.
    func isInner(_ index: Int) -> Bool {
        scan.tokens[index].isCapitalised && !context.isStart(index) && !context.isShouted(index)
    }

    private func isPerson(_ index: Int) -> Bool {
        NameCues.isTitledPerson(scan, index) || NameCues.hasRelative(scan, index)
    }

    /// As it is written; with the ending of a plural or a genitive ("Tylers"), or one of its language
    /// behind a capital ("Maxamedkii").
    private func isListed(_ token: TextScan.Token) -> Bool {
        let folded = token.folded
        if others.contains(folded) { return true }
        if folded.count > 4, folded.hasSuffix("s"), others.contains(String(folded.dropLast())) {
            return !matcher.isOrdinaryWord(token)
        }
        if folded.count > 6, folded.hasSuffix("es"), others.contains(String(folded.dropLast(2))) {
            return !matcher.isOrdinaryWord(token)
        }
        guard token.isCapitalised, matcher.language.language != "en", folded.count > 4 else {
            return false
        }
        return NameInflection.stems(folded, matcher.language).contains {
            $0.count > 3 && others.contains($0)
        }
    }

    // MARK: Whole names

    /// Two to four words side by side that are one person's whole name, in any case; or one word.
    private func wholeName(_ index: Int) -> Span? {
        var words: [TextScan.Token] = []
        var place = index
        while words.count < 4, let token = scan[place], token.kind == .word {
            words.append(token)
            guard let gap = scan[place + 1], gap.kind == .blank || gap.isMark("-‐") else { break }
            place += 2
        }
        for count in stride(from: words.count, through: 1, by: -1) {
            let some = words[..<count]
            let whole = some.map(\.folded).joined()
            guard whole.count > 4, others.wholes.contains(whole), isWholeName(some, index) else {
                continue
            }
            return Span(tokens: index..<index + count * 2 - 1, names: [], isOther: true)
        }
        return nil
    }

    /// "will read" is nobody as long as neither has a capital.
    private func isWholeName(_ words: ArraySlice<TextScan.Token>, _ index: Int) -> Bool {
        if let word = words.first, words.count == 1 {
            return word.folded.count > 6 && !matcher.isAlsoWord(word.folded)
        }
        if words.dropFirst().contains(where: \.isCapitalised) { return true }
        let areWords = words.allSatisfy { matcher.isAlsoWord($0.folded) }
        return !areWords
            || !NameCues.isDetermined(scan, index)
                && !words.contains { NameCues.isCommon($0.folded) }
    }

    // MARK: Nearly

    /// A letter wrong, or the same sound. In small letters it is told, and stays: too many rare words
    /// are one letter from somebody's name.
    private mutating func nearly(_ index: Int) -> Bool {
        let token = scan.tokens[index]
        guard !others.isStrict, token.folded.count > 4, !matcher.isOrdinaryWord(token),
            !(scan[index - 1]?.isMark("@#_") ?? false)
        else { return false }
        let isEnglish = matcher.language.language == "en"
        if token.isCapitalised, !context.isShouted(index) {
            guard isEnglish || !context.isStart(index) else { return false }
            return isNear(token.folded)
        }
        if isEnglish, token.folded.count > 5, soundsAlike(token.folded, within: 0) {
            remarks.append(Remark(kind: .unlisted, token: index))
        }
        return false
    }

    private mutating func isNear(_ folded: String) -> Bool {
        if let known = nearness[folded] { return known }
        let isNear = soundsAlike(folded, within: 1) || others.isNear(folded)
        nearness[folded] = isNear
        return isNear
    }

    private func soundsAlike(_ folded: String, within distance: Int) -> Bool {
        let isSomali = matcher.language.language == "so"
        let sound = NameSound(latin: folded, withX: isSomali ? "h" : "ks")
        guard sound.key.count > 2 else { return false }
        let letters = Array(sound.letters)
        return others.alike(sound).contains {
            NameDistance.between(letters, Array($0)) <= distance
        }
    }
}

extension NameFinder.Span {
    /// The same, without certainty.
    var guessed: NameFinder.Span {
        var span = self
        span.isGuessed = true
        return span
    }
}
