import MessageFormat

/// What becomes of a person's own words for a family of another language.
public enum FreeTextRule: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    /// A machine's translation goes out at once, labelled as such, with the original.
    case label
    /// They wait until a colleague has reviewed the translation; but not for ever: then they go in
    /// English.
    case review
    /// They wait until a colleague has reviewed the translation, however long.
    case block
    /// They go in English, as they were written.
    case english

    /// The lower one asks for less.
    public static func < (left: FreeTextRule, right: FreeTextRule) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .label: 0
        case .review: 1
        case .block: 2
        case .english: 3
        }
    }
}

/// What becomes of free words, by language and purpose: the setting `translation.free_text`.
public struct FreeTextPolicy: Sendable, Hashable {
    private let table: PolicyTable<FreeTextRule>

    /// The same for everything.
    public init(_ rule: FreeTextRule = .english) {
        table = PolicyTable(rule)
    }

    /// The setting as a file holds it: `["default": "review", "es": "label", "so/concern": "block"]`.
    ///
    /// - Parameters:
    ///   - setting: Rules by name.
    ///   - standard: The rule where no default is written.
    /// - Throws: The first name or value that cannot be read, with what to write instead.
    public init(
        setting: [String: String], standard: FreeTextRule
    ) throws(PolicyProblem) {
        do throws(PolicyTable<FreeTextRule>.UnreadableRule) {
            table = try PolicyTable(setting, standard: standard, FreeTextRule.allCases)
        } catch {
            throw PolicyProblem(
                setting: "translation.free_text", name: error.name, found: error.found,
                rules: "label, review, block or english")
        }
    }

    /// The names of notices and kinds that the setting speaks of and a library does not have.
    public func unknownPurposes(in library: NoticeLibrary) -> [String] {
        library.unknown(among: table.purposes)
    }

    /// What becomes of free words in this notice for a reader of this language.
    public func rule(for language: LanguageTag, notice: NoticeTemplate) -> FreeTextRule {
        table.rule(for: language, notice.id, notice.kind.rawValue)
    }
}
