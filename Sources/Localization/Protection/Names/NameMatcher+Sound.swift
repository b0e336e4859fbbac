import Wire

/// Names by their sound: in another script, or in another spelling.
extension NameMatcher {
    /// In another script, or in another spelling of the same sound.
    func sounding(_ token: TextScan.Token) -> NameMatch? {
        let script = NameScript(token.plain)
        if script == .latin { return sameSound(token) }
        for word in [token.plain] + NameInflection.stems(token.plain, language) {
            guard let latin = latin[word] else { continue }
            let isCased = token.plain.unicodeScalars.first?.properties.isCased == true
            for sound in sounds(latin.filter(\.isLetter), script) {
                for candidate in index.alike(sound)
                where fits(sound, candidate.letters, script, isCased && !token.isCapitalised) {
                    guard let parts = index.exact[candidate.word] else { continue }
                    let isWeak = sound.key.count < 3 || isCased && !token.isCapitalised
                    return NameMatch(
                        parts: parts, certainty: isWeak ? .weak : .certain,
                        listed: parts.first?.written)
                }
            }
        }
        return nil
    }

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
        let isShort = sound.key.count < 3
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
        guard token.folded.count >= 4, token.isCapitalised || language.language == "so",
            !isOrdinaryWord(token)
        else { return nil }
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
}
