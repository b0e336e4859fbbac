import MessageFormat

extension UsageRules {
    /// Formats a message with the examples, and with every choice and some counts, so that a bad
    /// option is found when the file is read and not when a family waits.
    func trial(
        _ entry: CatalogEntry, _ variables: [NoticeVariable], _ catalog: Catalog
    ) -> [CatalogFinding] {
        let context = FormatContext(locale: entry.language, dates: catalog.dates)
        for values in trialValues(variables, used: Set(entry.message.uses.map(\.name))) {
            let formatted = entry.message.format(values, context)
            guard let problem = formatted.problems.first else { continue }
            return [entry.finding(.doesNotFormat, offset: problem.offset, problem.sentence)]
        }
        return []
    }

    private func trialValues(
        _ variables: [NoticeVariable], used: Set<String>
    ) -> [[String: MessageValue]] {
        var base: [String: MessageValue] = [:]
        for name in serviceVariables { base[name] = .string(name.uppercased()) }
        for variable in variables { base[variable.name] = variable.example.plain }
        var all = [base]
        for variable in variables where used.contains(variable.name) {
            let counts: [MessageValue] =
                variable.type == .count ? [0, 1, 2, 3, 11, 100].map { .integer($0) } : []
            for value in counts + variable.choices.map({ .string($0) }) {
                var values = base
                values[variable.name] = value
                all.append(values)
            }
        }
        return all
    }
}

extension NoticeValue {
    /// The value in English.
    var plain: MessageValue {
        switch self {
        case .value(let value): value
        case .words(let words): .string(words.english)
        }
    }
}
