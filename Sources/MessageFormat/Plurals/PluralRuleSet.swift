/// The rules of one group of languages, read once from the generated table.
struct PluralRuleSet: Sendable {
    /// One rule: its category and when it holds; the first that holds decides.
    struct Rule: Sendable {
        let category: PluralCategory
        let condition: PluralCondition
    }

    let rules: [Rule]

    /// Reads `one: n = 1; few: n % 10 = 2..4`.
    init(_ text: String) {
        rules = text.split(separator: ";").compactMap { item in
            let halves = item.split(separator: ":", maxSplits: 1)
            guard halves.count == 2,
                let category = PluralCategory(rawValue: halves[0].filter { $0 != " " }),
                let condition = PluralCondition(halves[1])
            else { return nil }
            return Rule(category: category, condition: condition)
        }
    }

    /// The category of the first rule that holds.
    func category(of operands: PluralOperands) -> PluralCategory {
        for rule in rules where rule.condition.holds(for: operands) { return rule.category }
        return .other
    }

    /// The rules for a language, by its tag with region or script first, then alone.
    static func named(_ kind: PluralKind, _ locale: LanguageTag) -> PluralRuleSet? {
        let table = kind == .cardinal ? cardinal : ordinal
        if let region = locale.region, let set = table["\(locale.language)-\(region)"] {
            return set
        }
        if let script = locale.script, let set = table["\(locale.language)-\(script)"] {
            return set
        }
        return table[locale.language]
    }

    private static let cardinal = table(cardinalRuleSets)
    private static let ordinal = table(ordinalRuleSets)

    private static func table(
        _ sets: [(languages: String, rules: String)]
    ) -> [String: PluralRuleSet] {
        var result: [String: PluralRuleSet] = [:]
        for item in sets {
            let set = PluralRuleSet(item.rules)
            for language in item.languages.split(separator: " ") { result[String(language)] = set }
        }
        return result
    }
}
