import MessageFormat
import Wire

/// What a translator is told about a message: what it is for, what its blanks hold, how long it
/// may be, and what is to be done.
struct ExchangeNotes {
    let desk: CatalogDesk
    let earlier: EarlierEnglish

    /// About a whole notice.
    func notice(_ id: String) -> [String] {
        let blanks =
            "Words in braces are blanks: keep every one, once, and move it to where your language needs it. Names decide nothing: no letter of the sentence may depend on who is named."
        guard let template = desk.workspace.templates.first(where: { $0.id == id }) else {
            return ["Words that all notices share.", blanks]
        }
        return ["\(template.title). \(template.purpose)", blanks]
    }

    /// About a message: the author's remarks, its state, its blanks.
    func message(_ units: MessageUnits) -> [String] {
        let remarks = units.english.entry.comments.joined(separator: " ")
        return [task(units)] + (remarks.isEmpty ? [] : [remarks]) + variables(units)
    }

    private func task(_ units: MessageUnits) -> String {
        switch units.state {
        case .missing: return "To do: translate."
        case .draft: return "To do: check this draft, which nobody has reviewed."
        case .machine: return "To do: check this machine translation, which nobody has reviewed."
        case .reviewed: return "Reviewed already; here for your reference."
        case .stale:
            let old = units.translation?.entry.property("source").flatMap { earlier[$0] }
            let was = old.map { " It was: \(oneLine($0).trimmingCharacters(in: .whitespaces))" }
            return "To do: the English has changed since this was translated.\(was ?? "")"
        }
    }

    private func variables(_ units: MessageUnits) -> [String] {
        var seen: Set<String> = []
        let used = units.english.message.uses.map(\.name).filter { seen.insert($0).inserted }
        let shown = units.rows.flatMap(\.source.codes)
        return used.compactMap { name in
            if let meaning = Self.service[name] { return "{$\(name)}: \(meaning)" }
            guard let variable = desk.variable(name, of: units.english.notice) else { return nil }
            let example = shown.first { $0.variable == name }?.example
            let choices = variable.choices.joined(separator: ", ")
            let rest =
                example.map { " For example: \($0)" }
                ?? (choices.isEmpty ? "" : " One of: \(choices).")
            return "{$\(name)}: \(variable.about)\(rest)"
        }
    }

    private static let service = [
        "stop": "the word that ends news, as words.yaml of your language has it.",
        "start": "the word that begins news again, as words.yaml of your language has it.",
        "help": "the word that asks for help, as words.yaml of your language has it.",
    ]

    /// How many characters a text message may have, with its examples; nil where nothing says
    /// which letters the language is written in.
    func room(_ units: MessageUnits, _ target: ExchangeText?) -> Int? {
        guard isTextMessage(units.english.key) else { return nil }
        let label = label
        guard !label.isEmpty || target != nil else { return nil }
        let sample = label + (target?.parts.map(\.sample).joined() ?? "")
        let encoding: SMSEncoding = forcingUCS2(sample).isEmpty ? .gsm7 : .ucs2
        let most = LengthRules.mostParts(encoding) * (encoding == .gsm7 ? 153 : 67)
        return most - label.unicodeScalars.count - 1
    }

    func isTextMessage(_ key: String) -> Bool {
        desk.workspace.templates.contains { $0.isText(key) }
    }

    /// What stands behind a text message until somebody has reviewed it.
    private var label: String {
        guard let entry = desk.catalog.entries[FrameKey.textDraft] else { return "" }
        return entry.message.literalTexts.joined()
    }
}

extension ExchangeText.Part {
    /// With the example in a blank.
    fileprivate var sample: String {
        switch self {
        case .words(let words): words
        case .code(let code): code.example ?? ""
        }
    }
}

extension CatalogDesk {
    /// A variable of a notice, or of what all of them share.
    func variable(_ name: String, of notice: String) -> NoticeVariable? {
        let template = workspace.templates.first { $0.id == notice }
        return (template?.variables ?? workspace.common).first { $0.name == name }
    }
}
