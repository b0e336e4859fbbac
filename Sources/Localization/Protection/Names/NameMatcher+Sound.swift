import Wire

/// Names by their sound: in another script, or in another spelling.
extension NameMatcher {
    /// In another script, or in another spelling of the same sound.
    func sounding(_ token: TextScan.Token) -> NameMatch? {
        let script = NameScript(token.plain)
        if script == .latin { return sameSound(token) }
        let isCased = token.plain.unicodeScalars.first?.properties.isCased == true
        let isSmall = isCased && !token.isCapitalised
        var best: NameMatch?
        for word in [token.plain] + NameInflection.stems(token.plain, language) {
            guard let latin = latin[word] else { continue }
            for sound in sounds(latin.filter(\.isLetter), script) {
                // Two consonants are too few to tell a name from a word in small letters.
                if isSmall, sound.key.count < 3 { continue }
                for candidate in index.alike(sound)
                where fits(sound, candidate.letters, script, isSmall || isCased && sound.isShort) {
                    let isSame = isWhole(word, sound, candidate.letters, script)
                    let found = heard(candidate.word, sound, isSame: isSame, isSmall: isSmall)
                    guard let found else { continue }
                    if found.listed != nil { return found }
                    best = best ?? found
                }
            }
        }
        return best
    }

    /// Whose name a word sounds like. As the roster has it only where the whole name was heard: what
    /// is a guess comes back as it was written. A school has many teachers, so that one of them has
    /// a name like nearly every word: of theirs only the whole sound counts.
    private func heard(
        _ word: String, _ sound: NameSound, isSame: Bool, isSmall: Bool
    ) -> NameMatch? {
        let parts = (index.exact[word] ?? []).filter { part in
            index.names[part.name].role != .staff
                || isSame && !part.isVariant && !isSmall && !sound.isShort
        }
        guard !parts.isEmpty else { return nil }
        return NameMatch(
            parts: parts, certainty: sound.isShort || isSmall ? .weak : .certain,
            listed: isSame ? parts.first { !$0.isVariant }?.written : nil)
    }

    /// Whether nothing of a name is missing or other than it sounds. Arabic writes a vowel at the end,
    /// so that `أمين` is no Amina.
    private func isWhole(
        _ word: String, _ sound: NameSound, _ letters: String, _ script: NameScript
    ) -> Bool {
        guard script == .abjad else { return sound.letters == letters }
        guard let last = word.unicodeScalars.last, let heard = letters.last else { return false }
        return Self.abjadVowels.contains(last) == ["a", "i", "u"].contains(heard)
    }

    /// Letters that stand for a vowel at the end of a word; Arabic's and Hebrew's.
    private static let abjadVowels: Set<Unicode.Scalar> = [
        "ا", "آ", "ى", "ي", "ی", "و", "ة", "ۃ", "ه", "ہ", "ء", "א", "ה", "ו", "י",
    ]

    /// Korean has no f, Japanese no l: both are tried.
    func sounds(_ latin: String, _ script: NameScript) -> [NameSound] {
        var spellings = [latin]
        if script == .syllables {
            spellings += [
                latin.replacing("p", with: "f"), latin.replacing("r", with: "l"),
                latin.replacing("l", with: "r"), latin.replacing("peu", with: "f"),
                latin.replacing("seu", with: "s"), latin.replacing("b", with: "v"),
            ]
        }
        return spellings.map { NameSound(latin: $0) }
    }

    func fits(
        _ sound: NameSound, _ letters: String, _ script: NameScript, _ isStrict: Bool
    ) -> Bool {
        guard sound.letters.count >= 2 else { return false }
        if script == .abjad {
            guard sound.key.count >= 2 else { return false }
            return isSubsequence(sound.letters, of: letters)
        }
        let distance = NameDistance.between(Array(sound.letters), Array(letters))
        let isShort = sound.isShort
        let allowed =
            isStrict || isShort && letters.count < 4 ? 0 : isShort ? 1 : max(1, letters.count / 3)
        return distance <= allowed
    }

    /// Arabic leaves short vowels out; what it writes stands in the name in that order.
    private func isSubsequence(_ written: String, of letters: String) -> Bool {
        var rest = letters[...]
        for letter in written {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }

    private func sameSound(_ token: TextScan.Token) -> NameMatch? {
        guard token.folded.count >= 4, !isOrdinaryWord(token) else { return nil }
        guard token.isCapitalised || language.language == "so" else { return unvowelled(token) }
        let latin = token.folded
        let withX = language.language == "so" ? "h" : "ks"
        for word in [latin] + NameInflection.stems(latin, language) where word.count >= 4 {
            let sound = NameSound(latin: word, withX: withX)
            guard sound.key.count >= 3 else { continue }
            for candidate in index.alike(sound)
            where NameDistance.between(Array(sound.letters), Array(candidate.letters)) <= 1 {
                guard let parts = index.exact[candidate.word] else { continue }
                return NameMatch(
                    parts: parts, certainty: token.isCapitalised ? .near : .weak,
                    listed: word == latin ? nil : parts.first?.written)
            }
        }
        return nil
    }

    /// A name of the family's that the roster has in Arabic or Hebrew, in small letters of an English
    /// text: آدم as `adam`.
    private func unvowelled(_ token: TextScan.Token) -> NameMatch? {
        guard language.language == "en" else { return nil }
        let sound = NameSound(latin: token.folded)
        guard !sound.isShort else { return nil }
        for candidate in index.alike(sound)
        where NameScript(candidate.word) == .abjad
            && isSubsequence(candidate.letters, of: sound.letters)
        {
            let parts = (index.exact[candidate.word] ?? []).filter {
                index.names[$0.name].role != .staff
            }
            if !parts.isEmpty { return NameMatch(parts: parts, certainty: .weak, listed: nil) }
        }
        return nil
    }

    /// A name of the family's by its consonants alone, where a word beside it says that it is one:
    /// `ابني عمر` of Omar, for `أمر` is a word.
    func byConsonants(_ token: TextScan.Token) -> NameMatch? {
        guard token.kind == .word, NameScript(token.plain) == .abjad, !isStopWord(token.plain),
            !ordinary.contains(token.folded)
        else { return nil }
        for word in [token.plain] + NameInflection.stems(token.plain, language) {
            guard let latin = latin[word] else { continue }
            let sound = NameSound(latin: latin.filter(\.isLetter))
            guard !sound.isShort else { continue }
            for candidate in index.alike(sound)
            where isWhole(word, sound, candidate.letters, .abjad) {
                let parts = (index.exact[candidate.word] ?? []).filter {
                    index.names[$0.name].role != .staff
                }
                guard !parts.isEmpty else { continue }
                return NameMatch(
                    parts: parts, certainty: .weak,
                    listed: parts.first { !$0.isVariant }?.written)
            }
        }
        return nil
    }
}
