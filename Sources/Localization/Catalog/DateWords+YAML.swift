import MessageFormat
import Yams

extension DateWords {
    static let fileName = "overlay.yaml"

    /// `overlay.yaml`: the names of months and weekdays that CLDR lacks for a language.
    static func read(_ file: SourceFile, _ findings: inout [CatalogFinding]) -> DateWords? {
        guard !file.isOnlyRemarks, let node = GuardedYAML.read(file, &findings),
            var fields = YAMLFields(node, "overlay.yaml", in: file, &findings)
        else { return nil }
        let months = fields.words("months")
        let shortMonths = fields.words("short-months")
        let weekdays = fields.words("weekdays")
        let shortWeekdays = fields.words("short-weekdays")
        let dayPeriods = fields.words("day-periods")
        let patterns = texts("patterns", &fields)
        let timePatterns = texts("time-patterns", &fields)
        let joiner = fields.optional("joiner")?.string ?? "{date} {time}"
        findings += fields.finish()
        let words = DateWords(
            months: months, shortMonths: shortMonths, weekdays: weekdays,
            shortWeekdays: shortWeekdays,
            dayPeriods: dayPeriods.isEmpty ? ["AM", "PM"] : dayPeriods,
            patterns: patterns, timePatterns: timePatterns, joiner: joiner)
        for sentence in words.problems {
            findings.append(file.finding(.badOverlay, line: 1, sentence))
        }
        return words.problems.isEmpty ? words : nil
    }

    private static func texts(_ name: String, _ fields: inout YAMLFields) -> [String: String] {
        guard let mapping = fields.optional(name)?.mapping else { return [:] }
        return Dictionary(
            mapping.compactMap { key, value in
                key.string.flatMap { name in value.string.map { (name, $0) } }
            },
            uniquingKeysWith: { first, _ in first })
    }
}
