import MessageFormat

/// Letters of a script that the language is not written in.
enum ScriptCheck {
    /// The first word that is mostly of another script and does not stand in the source; nil when
    /// there is none. Two letters at least: abbreviations such as `PE` stay.
    static func stranger(
        in target: CheckedText, besides source: CheckedText, _ language: LanguageTag
    ) -> String? {
        guard let script = language.likelyScript else { return nil }
        if script == "Latn", !target.may(.beyondASCII) { return nil }
        let text = target.text
        let expected = scriptsOf(script)
        let isLatin = expected.contains("Latn")
        let isStrange = { (scalar: Unicode.Scalar) in
            if scalar.value < 128 { return !isLatin && scalar.isASCIILetter }
            let script = letterScript(scalar)
            return script != "Zyyy" && !expected.contains(script)
        }
        // Few texts have any.
        guard text.unicodeScalars.contains(where: isStrange) else { return nil }
        let known = Set(source.text.split { !$0.isLetter })
        return text.split { !$0.isLetter }.first { word in
            guard !known.contains(word) else { return false }
            let strange = word.unicodeScalars.count(where: isStrange)
            return strange >= 2 && strange * 2 > word.unicodeScalars.count || isMixed(word)
        }.map { String($0.prefix(40)) }
    }

    /// Letters of two scripts in one word, of which one looks like the other's: `pаypal`.
    private static func isMixed(_ word: Substring) -> Bool {
        // Greek begins with the byte CD, Cyrillic ends with D4: other words are not looked up.
        guard word.utf8.contains(where: { (0xCD...0xD4).contains($0) }) else { return false }
        let scripts = Set(word.unicodeScalars.map(letterScript))
        return scripts.contains("Latn") && (scripts.contains("Cyrl") || scripts.contains("Grek"))
    }
}

/// How long a translation usually becomes.
enum LengthCheck {
    /// Letters and marks of a target for one of English, from experience with school notices: least
    /// and most that raises no doubt.
    private static func usual(_ script: String) -> ClosedRange<Double> {
        switch script {
        case "Hani", "Hans", "Hant", "Jpan": 0.12...0.9
        case "Kore", "Hang": 0.2...1.1
        case "Arab", "Hebr", "Ethi", "Thaa": 0.4...1.7
        default: 0.5...2.2
        }
    }

    static func doubt(_ from: PlainWords, _ to: PlainWords, _ pair: LanguagePair) -> Doubt? {
        let (was, now) = (from.letters, to.letters)
        // A short sentence may become anything: "Hi" and "Добрый день".
        guard was >= 12 else { return nil }
        let target = usual(pair.target.likelyScript ?? "Latn")
        let source = usual(pair.source.likelyScript ?? "Latn")
        let middle = { (range: ClosedRange<Double>) in
            (range.lowerBound * range.upperBound).squareRoot()
        }
        let ratio = Double(now) / Double(was) * middle(source)
        if ratio > target.upperBound * 1.05 { return Doubt(.tooLong, percent(now, was)) }
        if ratio < target.lowerBound { return Doubt(.tooShort, percent(now, was)) }
        return nil
    }

    private static func percent(_ now: Int, _ was: Int) -> String { "\(now * 100 / was) %" }
}
