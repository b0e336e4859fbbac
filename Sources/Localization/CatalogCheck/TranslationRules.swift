import MessageFormat

/// The rules that hold a translation against its English message.
struct TranslationRules {
    let entry: CatalogEntry
    let english: CatalogEntry
    let requireReviewed: Bool

    func findings() -> [CatalogFinding] {
        placeholders() + choices() + counts() + markup() + status() + untranslated()
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

    /// What English counts a translation counts too, unless its language has one form for all.
    private func counts() -> [CatalogFinding] {
        let own = Set(entry.message.columns.map(\.variable))
        return english.message.columns.compactMap { column in
            guard let kind = column.plural, !own.contains(column.variable) else { return nil }
            let missing = missingCategories(kind, keys: [], in: entry.language)
            guard !missing.isEmpty else { return nil }
            let names = missing.map(\.rawValue).joined(separator: ", ")
            return entry.finding(
                .missingPlural,
                "The English message has a form for each number and this has one for all: select with .match $\(column.variable), with variants for \(names) and *."
            )
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
        if entry.status == .reviewed { found += signature() }
        if entry.entry.property("source") != english.digest {
            found.append(
                entry.finding(
                    .stale, property: "source",
                    "The English has changed since: parley catalog diff \(entry.language.text) shows how. Change the translation if it needs it; then parley catalog confirm \(entry.language.text) \(entry.key)."
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

    private func signature() -> [CatalogFinding] {
        if entry.isSigned { return [] }
        guard entry.hasSignature else {
            return [
                entry.finding(
                    .badStatus, property: "status",
                    "A review says who, when and of which text (@reviewed-by, @reviewed-on, @reviewed-text); until then this is a draft. \(remedy)"
                )
            ]
        }
        return [
            entry.finding(
                .changedAfterReview, property: "reviewed-text",
                "The text was changed after its review, so it counts as a draft. Have it looked at again: \(remedy)"
            )
        ]
    }

    private var remedy: String {
        "parley catalog review \(entry.language.text) --key \(entry.key) --by \"NAME\"."
    }

    private func untranslated() -> [CatalogFinding] {
        guard !entry.isUnfinished(english) else {
            return [
                entry.finding(
                    .untranslated,
                    "Nothing is written here, or in one of its variants: until then the notice goes out in English."
                )
            ]
        }
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
