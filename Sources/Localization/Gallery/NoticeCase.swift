import MessageFormat

/// A notice with one value other than in its example, so that every wording is seen once.
struct NoticeCase {
    /// In what it differs, for people: `reason: behaviour`. Empty for the example itself.
    let label: String
    let values: [String: NoticeValue]
}

extension NoticeTemplate {
    /// The example, then each other choice, each plural form of the language's counts, an end on
    /// another day, and the notice with nothing that may be left out.
    func cases(in language: LanguageTag) -> [NoticeCase] {
        let example = NoticeCase(label: "", values: exampleValues)
        return [example] + choiceCases + countCases(language) + dayCases
            + [shortest].compactMap(\.self)
    }

    private var choiceCases: [NoticeCase] {
        variables.flatMap { variable in
            variable.choices.map(NoticeValue.text).filter { $0 != variable.example }.map { value in
                changed(variable, to: value)
            }
        }
    }

    private func countCases(_ language: LanguageTag) -> [NoticeCase] {
        variables.filter { $0.type == .count }.flatMap { variable in
            PluralRules.firstCounts(in: language).map(NoticeValue.count)
                .filter { $0 != variable.example }.map { changed(variable, to: $0) }
        }
    }

    /// Where the template tells one day from two, its example has but one of them.
    private var dayCases: [NoticeCase] {
        var seen: Set<String> = []
        return dayPairs.filter { seen.insert($0.1).inserted }.compactMap { first, second in
            guard case .value(.instant(let start))? = exampleValues[first] else { return nil }
            let values = exampleValues.merging([
                second: .instant(milliseconds: start + 26 * 3_600_000)
            ]) { $1 }
            return NoticeCase(label: "\(second): on another day", values: values)
        }
    }

    private var dayPairs: [(String, String)] {
        let conditions = body.flatMap { part -> [PartCondition] in
            guard case .facts(let facts) = part.content else { return part.conditions }
            return part.conditions + facts.flatMap(\.conditions)
        }
        return conditions.compactMap { condition in
            if case .otherDay(let first, let second) = condition { (first, second) } else { nil }
        }
    }

    private var shortest: NoticeCase? {
        let optional = variables.filter(\.isOptional).map(\.name)
        guard !optional.isEmpty else { return nil }
        return NoticeCase(
            label: "without \(optional.joined(separator: ", "))",
            values: exampleValues.filter { !optional.contains($0.key) })
    }

    private func changed(_ variable: NoticeVariable, to value: NoticeValue) -> NoticeCase {
        let shown =
            switch value {
            case .value(.string(let text)): text
            case .value(.integer(let count)): "\(count)"
            default: ""
            }
        return NoticeCase(
            label: "\(variable.name): \(shown)",
            values: exampleValues.merging([variable.name: value]) { $1 })
    }
}

extension PluralRules {
    /// A whole number of each of a language's plural forms: the first from 1 to 200, or 0.
    static func firstCounts(in language: LanguageTag) -> [Int] {
        var forms: Set<PluralCategory> = []
        return (Array(1...200) + [0]).filter { count in
            category(of: "\(count)", kind: .cardinal, locale: language)
                .map { forms.insert($0).inserted } ?? false
        }
    }
}
