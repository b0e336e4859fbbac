import MessageFormat

/// The status of many languages as text: notices as rows, languages as columns, a letter a cell.
public struct StatusTable: Sendable {
    private let status: CatalogStatus
    private let languages: [LanguageTag]
    private let width: Int

    /// A table.
    ///
    /// - Parameters:
    ///   - status: What is shown.
    ///   - languages: The columns.
    ///   - width: How many characters a line may have; languages that do not fit stand in a
    ///     further table below.
    public init(_ status: CatalogStatus, languages: [LanguageTag], width: Int) {
        self.status = status
        self.languages = languages
        self.width = width
    }

    /// Its lines: one table or more, and the legend.
    public var lines: [String] {
        let tables = blocks.map(table)
        return Array(tables.joined(separator: [""])) + (tables.isEmpty ? [] : [""]) + legend
    }

    private var headWidth: Int {
        let names = status.notices.map(\.id) + TranslationState.allCases.map(total)
        return names.map(\.count).max() ?? 0
    }

    /// The languages in as few groups as fit the width, about as many in each: no single column
    /// is left over at the end.
    private var blocks: [[LanguageTag]] {
        let costs = languages.map { $0.text.count + 1 }
        let count = max(1, blocks(upTo: width).count)
        let even = headWidth + costs.reduce(0, +) / count + (costs.max() ?? 0)
        return blocks(upTo: min(width, even))
    }

    /// One language at least in each group.
    private func blocks(upTo width: Int) -> [[LanguageTag]] {
        var blocks: [[LanguageTag]] = []
        var used = width
        for language in languages {
            let cost = language.text.count + 1
            if used + cost > width {
                blocks.append([])
                used = headWidth
            }
            blocks[blocks.count - 1].append(language)
            used += cost
        }
        return blocks
    }

    private func table(_ languages: [LanguageTag]) -> [String] {
        let head = line("", languages.map { ($0, $0.text) })
        let rows = status.notices.map { notice in
            line(notice.id, languages.map { ($0, status.cell(notice.id, $0)?.state.letter ?? "") })
        }
        let totals = TranslationState.allCases.reversed().compactMap { state -> String? in
            let numbers = languages.map { ($0, status.totals($0)[state] ?? 0) }
            guard numbers.contains(where: { $0.1 > 0 }) else { return nil }
            return line(total(state), numbers.map { ($0.0, $0.1 == 0 ? "" : "\($0.1)") })
        }
        return [head] + rows + [""] + totals
    }

    private func total(_ state: TranslationState) -> String { "= \(state.name)" }

    /// A cell is as wide as its language's tag, and stands under its end.
    private func line(_ head: String, _ cells: [(LanguageTag, String)]) -> String {
        withoutTrail(
            cells.reduce(padded(head, to: headWidth)) { line, cell in
                let gap = max(0, cell.0.text.count - cell.1.count) + 1
                return line + String(repeating: " ", count: gap) + cell.1
            })
    }

    private var legend: [String] {
        TranslationState.allCases.reversed().map { state in
            "\(state.letter)  \(padded(state.name, to: 14))  \(state.meaning)"
        }
    }
}
