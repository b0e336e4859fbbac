/// One rule that templates and catalogs are held to.
public struct CatalogRule: Sendable, Hashable {
    /// How bad it is to break a rule.
    public enum Severity: String, Sendable, Hashable {
        /// The notices cannot be used: loading refuses.
        case error
        /// It would hurt a family: `parley catalog check` fails.
        case warning
        /// Good to know: nothing fails.
        case note
    }

    /// The rules by name, as a finding shows them.
    public enum ID: String, Sendable, Hashable, Codable, CaseIterable {
        case unreadableFile = "unreadable-file"
        case syntax
        case badTemplate = "bad-template"
        case unknownVariable = "unknown-variable"
        case unguardedVariable = "unguarded-variable"
        case wrongType = "wrong-type"
        case unknownFunction = "unknown-function"
        case unknownChoice = "unknown-choice"
        case unknownMarkup = "unknown-markup"
        case doesNotFormat = "does-not-format"
        case missingEnglish = "missing-english"
        case wrongLocale = "wrong-locale"
        case badWords = "bad-words"
        case badOverlay = "bad-overlay"
        case missingKey = "missing-key"
        case extraKey = "extra-key"
        case missingPlaceholder = "missing-placeholder"
        case extraPlaceholder = "extra-placeholder"
        case missingPlural = "missing-plural"
        case missingChoice = "missing-choice"
        case differentMarkup = "different-markup"
        case badStatus = "bad-status"
        case changedAfterReview = "changed-after-review"
        case stale
        case unreviewed
        case untranslated
        case wrongScript = "wrong-script"
        case bidiControl = "bidi-control"
        case invisibleCharacter = "invisible-character"
        case missingWords = "missing-words"
        case smsLength = "sms-length"
        case lowConfidence = "low-confidence"
        case smsLetters = "sms-letters"

        /// The rule of this name.
        public var rule: CatalogRule {
            CatalogRule(id: self, severity: severity, summary: summary)
        }
    }

    /// Its name.
    public let id: ID
    /// How bad it is to break it.
    public let severity: Severity
    /// One line for the person who broke it.
    public let summary: String
}

extension CatalogRule.ID {
    private var severity: CatalogRule.Severity {
        switch self {
        case .unreadableFile, .syntax, .badTemplate, .unknownVariable, .unguardedVariable,
            .wrongType, .unknownFunction, .unknownChoice, .unknownMarkup, .doesNotFormat,
            .missingEnglish, .wrongLocale, .badWords, .badOverlay:
            .error
        case .missingKey, .extraKey, .missingPlaceholder, .extraPlaceholder, .missingPlural,
            .missingChoice, .differentMarkup, .badStatus, .changedAfterReview, .stale, .unreviewed,
            .untranslated, .wrongScript, .bidiControl, .invisibleCharacter, .missingWords,
            .smsLength:
            .warning
        case .lowConfidence, .smsLetters: .note
        }
    }

    private var summary: String {
        switch self {
        case .unreadableFile: "Files are UTF-8, at most 1 MB, and can be read."
        case .syntax: "A file follows its format: message resource, MessageFormat 2, YAML."
        case .badTemplate: "A template has the fields that templates have, with values that fit."
        case .unknownVariable: "A message names only variables that its template declares."
        case .unguardedVariable:
            "An optional variable is used only where the template asks for it first."
        case .wrongType: "A date is formatted as a date, a count as a number, a name as it stands."
        case .unknownFunction: "A message calls only functions that exist."
        case .unknownChoice: "A variant asks only for values that the variable can have."
        case .unknownMarkup: "Markup is one of strong, em and br."
        case .doesNotFormat: "Every message can be formatted with the example values."
        case .missingEnglish: "English has every message that a template names."
        case .wrongLocale: "A catalog's @locale is the name of its folder."
        case .badWords: "words.yaml has its lists, and no word stands in two of them."
        case .badOverlay: "overlay.yaml has names and patterns in the right number."
        case .missingKey: "A language has every message, or its notice goes out in English."
        case .extraKey: "A catalog has no message that no template uses."
        case .missingPlaceholder: "A translation has every placeholder of the English message."
        case .extraPlaceholder: "A translation has no placeholder that the English message lacks."
        case .missingPlural:
            "A message that counts has a variant for each plural form of the language."
        case .missingChoice: "A translation tells apart what the English message tells apart."
        case .differentMarkup:
            "A translation has the markup of the English message, each opened and closed."
        case .badStatus:
            "An entry says @status draft, machine or reviewed; reviewed names who, when and of which text."
        case .changedAfterReview: "A reviewed text is the one that its reviewer saw."
        case .stale: "A translation was made from the English message as it is now."
        case .unreviewed: "A person has reviewed the entry (asked for by the school)."
        case .untranslated: "A translation is not just the English text."
        case .wrongScript: "A text is written in the letters of its language."
        case .bidiControl: "A text has no hidden marks that turn the reading direction around."
        case .invisibleCharacter: "A text message has no hidden character that makes it cost more."
        case .missingWords:
            "A language has words.yaml: how its families say stop, start, help, yes, no."
        case .smsLength:
            "A text message fits 2 parts of GSM letters, or 3 of others, with the examples and its label."
        case .lowConfidence:
            "An entry whose author was not sure is never sent; English goes out instead."
        case .smsLetters: "A text message of GSM letters has room for 160 of them, others for 70."
        }
    }
}
