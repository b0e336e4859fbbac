import MessageFormat

/// The rules that hold a message against its language, English included.
struct TextRules {
    let entry: CatalogEntry
    let isSMS: Bool

    func findings() -> [CatalogFinding] {
        plurals() + balance() + script() + hidden() + smsLetters()
    }

    private func plurals() -> [CatalogFinding] {
        entry.message.columns.flatMap { column -> [CatalogFinding] in
            guard let kind = column.plural else { return [] }
            let missing = missingCategories(
                kind, keys: Set(column.keys.map(\.value)), in: entry.language)
            guard !missing.isEmpty else { return [] }
            let names = missing.map(\.rawValue).joined(separator: ", ")
            return [
                entry.finding(
                    .missingPlural, offset: column.offset,
                    "\(entry.language.text) counts in more forms: add a variant for \(names).")
            ]
        }
    }

    private func balance() -> [CatalogFinding] {
        guard let offset = unbalancedMarkup(entry.message) else { return [] }
        return [
            entry.finding(
                .differentMarkup, offset: offset,
                "Markup is opened and closed in pairs: {#strong}…{/strong}.")
        ]
    }

    private func script() -> [CatalogFinding] {
        guard let expected = entry.language.likelyScript, let place = wrongLetter(expected) else {
            return []
        }
        return [
            entry.finding(
                .wrongScript, offset: place.offset,
                "\(entry.language.text) is written in \(expected) letters, and this is \(place.script). Is it the right text?"
            )
        ]
    }

    private func wrongLetter(_ expected: String) -> (offset: Int, script: String)? {
        var own = 0
        var latin = 0
        for text in entry.message.literalTexts {
            for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
                let script = letterScript(scalar)
                if scriptsOf(expected).contains(script) {
                    own += 1
                } else if script == "Latn" {
                    latin += 1
                } else if script != "Zyyy" {
                    return (offset(of: scalar), script)
                }
            }
        }
        // Latin words (a number's unit, a web address) may stand in any text, but not be all of it.
        return expected != "Latn" && latin > own && latin > 3 ? (0, "Latn") : nil
    }

    private func hidden() -> [CatalogFinding] {
        let isLatin = entry.language.likelyScript == "Latn"
        for scalar in entry.entry.source.unicodeScalars {
            if ("\u{202A}"..."\u{202E}").contains(scalar) {
                return [
                    entry.finding(
                        .bidiControl, offset: offset(of: scalar),
                        "A hidden mark (\(name(scalar))) turns the reading direction around here. Delete it."
                    )
                ]
            }
            if isSMS && isLatin && InvisibleCharacter.contains(scalar),
                !forcingUCS2(String(Character(scalar))).isEmpty
            {
                return [
                    entry.finding(
                        .invisibleCharacter, offset: offset(of: scalar),
                        "A hidden character (\(name(scalar))) makes this text message cost up to twice as much. Type a plain space, or delete it."
                    )
                ]
            }
        }
        return []
    }

    private func smsLetters() -> [CatalogFinding] {
        guard isSMS, entry.language.likelyScript == "Latn" else { return [] }
        let others = forcingUCS2(entry.message.literalTexts.joined()).filter {
            !InvisibleCharacter.contains($0)
        }
        guard let first = others.first else { return [] }
        let letters = others.map { String(Character($0)) }.sorted().joined(separator: " ")
        return [
            entry.finding(
                .smsLetters, offset: offset(of: first),
                "\(letters): with these a text message holds 70 characters, without them 160. Keep them where the language needs them."
            )
        ]
    }

    private func offset(of scalar: Unicode.Scalar) -> Int {
        var offset = 0
        for candidate in entry.entry.source.unicodeScalars {
            if candidate == scalar { return offset }
            offset += UTF8.width(candidate)
        }
        return 0
    }

    private func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
