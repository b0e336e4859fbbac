/// Names of others in another script than the roster's.
extension NameFinder {
    /// In a text in Latin letters every word in others stands out, and one that sounds like somebody's
    /// name is taken. In a text of such letters only a capital, a whole name, or a name behind a word
    /// for a person tells it from other words.
    mutating func otherByLetters(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        if matcher.index.others.contains(token.folded) { return span(index, 1) }
        guard !matcher.index.others.isStrict else { return nil }
        let script = NameScript(token.plain)
        if isLatinText {
            let isLike = spellings(token).contains { sounds($0, like: script, strictly: false) }
            if !isLike { remarks.append(Remark(kind: .unlisted, token: index)) }
            return isLike ? span(index, 1).guessed : nil
        }
        if let pair = pair(index) { return pair }
        if script == .syllables, token.plain.count > 2,
            spellings(token).flatMap({ matcher.sounds($0, script) })
                .contains(where: { matcher.index.others.wholeSounds.contains($0.letters) })
        {
            return span(index, 1).guessed
        }
        guard isInner(index) || NameCues.isKin(scan, index) else { return nil }
        let isLike = spellings(token).contains { sounds($0, like: script, strictly: true) }
        return isLike ? span(index, 1).guessed : nil
    }

    /// A name of the text's own people that is short of vowels, behind a word for a person or before the
    /// same person's other name.
    mutating func besidePerson(_ index: Int) -> NameMatch? {
        guard let match = matcher.byConsonants(scan.tokens[index]) else { return nil }
        if NameCues.isKin(scan, index) { return match }
        return isBesideName(index, match) ? match : nil
    }

    private func span(_ index: Int, _ count: Int) -> Span {
        Span(tokens: index..<index + count, names: [], isOther: true)
    }

    /// In Latin letters, with and without the endings of its language.
    private func spellings(_ token: TextScan.Token) -> [String] {
        ([token.plain] + NameInflection.stems(token.plain, matcher.language))
            .compactMap { matcher.latin[$0]?.filter(\.isLetter) }
    }

    private func sounds(_ latin: String, like script: NameScript, strictly: Bool) -> Bool {
        matcher.sounds(latin, script).contains { sound in
            guard sound.key.count > (strictly ? 2 : 1) else { return false }
            return matcher.index.others.alike(sound).contains {
                matcher.fits(sound, $0, script, strictly && script != .abjad)
            }
        }
    }

    /// A given name and a family name of one person, side by side.
    private func pair(_ index: Int) -> Span? {
        guard scan[index + 1]?.kind == .blank, let next = scan[index + 2], next.kind == .word,
            !matcher.isStopWord(next.plain)
        else { return nil }
        let script = NameScript(next.plain)
        for left in spellings(scan.tokens[index]) {
            for right in spellings(next) {
                let (one, two) = (NameSound(latin: left), NameSound(latin: right))
                guard one.key.count + two.key.count > 4, matcher.index.others.isPair(one, two),
                    sounds(left, like: script, strictly: false),
                    sounds(right, like: script, strictly: false)
                else { continue }
                return span(index, 3).guessed
            }
        }
        return nil
    }

    // MARK: Chinese

    /// A name in Chinese characters, as the roster has it or by its pinyin.
    func signs(_ index: Int) -> Span? {
        guard let head = scan[index], head.kind == .ideograph else { return nil }
        for known in matcher.index.ideographs[head.text] ?? [] {
            let end = index + known.text.count
            guard end <= scan.tokens.count,
                scan.tokens[index..<end].map(\.text) == known.text
            else { continue }
            return Span(tokens: index..<end, names: [known.name])
        }
        for count in [4, 3, 2, 1] {
            guard let spelled = spelled(index, count) else { continue }
            if let parts = matcher.index.exact[spelled.pinyin], let part = parts.first,
                count > 1 || NameCues.isTitled(scan, index + 1)
            {
                return Span(
                    tokens: index..<index + count, names: Set(parts.map(\.name)),
                    listed: part.written, isGuessed: count == 2)
            }
            if let other = otherSigns(index, count, spelled) { return other }
        }
        return nil
    }

    private func spelled(_ index: Int, _ count: Int) -> (signs: String, pinyin: String)? {
        guard index + count <= scan.tokens.count else { return nil }
        let tokens = scan.tokens[index..<index + count]
        guard tokens.allSatisfy({ $0.kind == .ideograph }) else { return nil }
        return (tokens.map(\.text).joined(), tokens.map { matcher.pinyin($0.text) }.joined())
    }

    /// Two characters are a name by their pinyin only where a title follows or the text is in another
    /// script: there are too few syllables.
    private func otherSigns(
        _ index: Int, _ count: Int, _ spelled: (signs: String, pinyin: String)
    ) -> Span? {
        guard count > 1 else { return nil }
        let others = matcher.index.others
        if others.words.contains(spelled.signs) { return span(index, count) }
        guard !others.isStrict, others.wholes.contains(spelled.pinyin) else { return nil }
        let isSure = count > 2 || isLatinText || NameCues.isTitled(scan, index + count)
        return isSure ? span(index, count).guessed : nil
    }
}
