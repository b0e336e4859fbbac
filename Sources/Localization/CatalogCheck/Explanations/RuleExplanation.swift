/// A rule explained at length, for the translator who broke it: `parley catalog explain`.
public struct RuleExplanation: Sendable, Hashable {
    /// A line, or a few, as they stand in a file.
    public struct Example: Sendable, Hashable {
        /// The file, from the templates or locales folder on.
        public let file: String
        /// As it breaks the rule. What cannot be seen is spelled out: `‹U+202E›`.
        public let wrong: String
        /// As it keeps it.
        public let right: String
    }

    /// What the rule looks for.
    public let finds: String
    /// What would happen to a family, or to the school, without it.
    public let harm: String
    /// One line wrong and right.
    public let example: Example
    /// What to do.
    public let remedy: String

    init(
        finds: String, harm: String, file: String, wrong: String, right: String, remedy: String
    ) {
        self.finds = finds
        self.harm = harm
        example = Example(file: file, wrong: wrong, right: right)
        self.remedy = remedy
    }
}

extension CatalogRule.ID {
    /// Each rule's explanation. They are written by theme, one file each, beside this one.
    public var explanation: RuleExplanation {
        switch self {
        case .unreadableFile: .unreadableFile
        case .syntax: .syntax
        case .badTemplate: .badTemplate
        case .unknownVariable: .unknownVariable
        case .unguardedVariable: .unguardedVariable
        case .wrongType: .wrongType
        case .unknownFunction: .unknownFunction
        case .unknownChoice: .unknownChoice
        case .unknownMarkup: .unknownMarkup
        case .doesNotFormat: .doesNotFormat
        case .missingEnglish: .missingEnglish
        case .wrongLocale: .wrongLocale
        case .badWords: .badWords
        case .badOverlay: .badOverlay
        case .missingKey: .missingKey
        case .extraKey: .extraKey
        case .missingPlaceholder: .missingPlaceholder
        case .extraPlaceholder: .extraPlaceholder
        case .missingPlural: .missingPlural
        case .missingChoice: .missingChoice
        case .differentMarkup: .differentMarkup
        case .badStatus: .badStatus
        case .changedAfterReview: .changedAfterReview
        case .stale: .stale
        case .unreviewed: .unreviewed
        case .untranslated: .untranslated
        case .wrongScript: .wrongScript
        case .bidiControl: .bidiControl
        case .invisibleCharacter: .invisibleCharacter
        case .missingWords: .missingWords
        case .smsLength: .smsLength
        case .lowConfidence: .lowConfidence
        case .smsLetters: .smsLetters
        }
    }

    /// The rules whose names are near a misspelled one: two keystrokes away, or sharing a part.
    public static func near(_ name: String) -> [CatalogRule.ID] {
        let name = name.lowercased()
        let close = allCases.filter { isNear($0.rawValue, name) }
        guard close.isEmpty, name.count > 2 else { return close }
        return allCases.filter { rule in
            rule.rawValue.contains(name)
                || rule.rawValue.split(separator: "-").contains { isNear(String($0), name) }
        }
    }
}

extension CatalogRule {
    /// The rule as a page of text: head, what it finds, why it matters, wrong, right, the remedy.
    public var page: String {
        let example = id.explanation.example
        return """
            \(id.rawValue) (\(severity.rawValue): \(severity.consequence))
            \(summary)

            What it finds
            \(indented(id.explanation.finds))

            Why it matters
            \(indented(id.explanation.harm))

            Wrong, in \(example.file)
            \(set(example.wrong))

            Right
            \(set(example.right))

            How to mend it
            \(indented(id.explanation.remedy))

            """
    }

    /// An example keeps its lines.
    private func set(_ example: String) -> String {
        example.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    }

    private func indented(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 76 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("  \(word)")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension CatalogRule.Severity {
    /// What follows from a breach, in a few words.
    public var consequence: String {
        switch self {
        case .error: "nothing is sent in that language"
        case .warning: "parley catalog check fails"
        case .note: "nothing fails"
        }
    }
}
