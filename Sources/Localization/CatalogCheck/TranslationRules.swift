import MessageFormat

/// The rules that hold a translation against its English message.
struct TranslationRules {
    let entry: CatalogEntry
    let english: CatalogEntry
    let requireReviewed: Bool

    func findings() -> [CatalogFinding] {
        placeholders() + choices() + markup() + status() + untranslated()
    }

    private func placeholders() -> [CatalogFinding] {
        let wanted = Set(english.message.uses.map(\.name))
        let given = entry.message.uses
        let missing = wanted.subtracting(given.map(\.name)).sorted().map { name in
            entry.finding(
                .missingPlaceholder,
                "$\(name) is missing: the English message has it. Put it where this language needs it."
            )
        }
        var seen: Set<String> = []
        let extra = given.filter { !wanted.contains($0.name) && seen.insert($0.name).inserted }
            .map { use in
                entry.finding(
                    .extraPlaceholder, offset: use.offset,
                    "The English message has no $\(use.name). Take it out, or add it to the English."
                )
            }
        return missing + extra
    }

    /// What English tells apart by choice, a translation tells apart too: `*` would hide it.
    private func choices() -> [CatalogFinding] {
        english.message.columns.flatMap { column -> [CatalogFinding] in
            guard column.function.name == "string" else { return [] }
            let own = entry.message.columns.first { $0.variable == column.variable }
            let given = Set(own?.keys.map(\.value) ?? [])
            var seen: Set<String> = []
            return column.keys.map(\.value).filter {
                !given.contains($0) && seen.insert($0).inserted
            }
            .map { value in
                let sentence =
                    "The English message says something of its own when $\(column.variable) is \"\(value)\". Add that variant."
                return own.map { entry.finding(.missingChoice, offset: $0.offset, sentence) }
                    ?? entry.finding(.missingChoice, sentence)
            }
        }
    }

    private func markup() -> [CatalogFinding] {
        let wanted = Set(english.message.markup.map(\.name))
        let given = Set(entry.message.markup.map(\.name))
        guard wanted != given else { return [] }
        let names =
            wanted.isEmpty ? "none" : wanted.sorted().map { "{#\($0)}" }.joined(separator: ", ")
        let offset = entry.message.markup.first { !wanted.contains($0.name) }?.offset
        let sentence = "The English message has this markup: \(names). Use the same."
        return [
            offset.map { entry.finding(.differentMarkup, offset: $0, sentence) }
                ?? entry.finding(.differentMarkup, sentence)
        ]
    }

    private func status() -> [CatalogFinding] {
        var found: [CatalogFinding] = []
        if entry.status == nil {
            found.append(
                entry.finding(
                    .badStatus, property: "status",
                    "Write @status draft, machine or reviewed above this entry."))
        }
        if entry.status == .reviewed && !entry.isSigned {
            found.append(
                entry.finding(
                    .badStatus, property: "status",
                    "A reviewed entry says who and when: add @reviewed-by and @reviewed-on."))
        }
        if entry.entry.property("source") != english.digest {
            found.append(
                entry.finding(
                    .stale, property: "source",
                    "The English has changed since: look at the translation, then write @source \(english.digest)."
                ))
        }
        if entry.isLowConfidence {
            found.append(
                entry.finding(
                    .lowConfidence, property: "confidence",
                    "Its author was not sure: this entry is never sent, and the whole notice goes out in English."
                ))
        }
        if requireReviewed && entry.standing(against: english) < .reviewed {
            found.append(
                entry.finding(
                    .unreviewed, property: "status", "No person has reviewed this entry yet."))
        }
        return found
    }

    private func untranslated() -> [CatalogFinding] {
        let own = entry.message.literalTexts.joined(separator: " ")
        let letters = own.unicodeScalars.count { $0.properties.isAlphabetic }
        guard letters > 3, own == english.message.literalTexts.joined(separator: " ") else {
            return []
        }
        return [entry.finding(.untranslated, "This is the English text. Translate it.")]
    }
}

/// Every markup is opened before it is closed, within one variant.
func unbalancedMarkup(_ message: Message) -> Int? {
    for pattern in message.model.patterns {
        var open: [MessageModel.Markup] = []
        for case .markup(let markup) in pattern.elements {
            switch markup.kind {
            case .open: open.append(markup)
            case .close:
                guard open.last?.name == markup.name else { return markup.offset }
                open.removeLast()
            case .standalone: break
            }
        }
        if let left = open.last { return left.offset }
    }
    return nil
}
