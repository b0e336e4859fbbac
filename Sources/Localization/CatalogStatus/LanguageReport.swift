import MessageFormat

/// The status of one language as text: a line for each notice, with its messages counted.
public struct LanguageReport: Sendable {
    private let status: CatalogStatus
    private let language: LanguageTag

    /// A report on a language of that status.
    public init(_ status: CatalogStatus, _ language: LanguageTag) {
        self.status = status
        self.language = language
    }

    /// Its lines, the totals last.
    public var lines: [String] {
        let width = status.notices.map(\.id.count).max() ?? 0
        let rows = status.notices.compactMap { notice -> String? in
            guard let cell = status.cell(notice.id, language) else { return nil }
            let name = padded(notice.id, to: width)
            return
                "\(name)  \(padded(cell.state.name, to: 14))  \(counts(cell.messages, "message"))"
        }
        let totals = "\(language.text): \(counts(status.totals(language), "notice"))"
        return rows + ["", totals]
    }

    /// `23 messages: 20 draft, 3 stale`
    private func counts(_ counts: [TranslationState: Int], _ noun: String) -> String {
        let sum = counts.values.reduce(0, +)
        let parts = TranslationState.allCases.reversed().compactMap { state in
            counts[state].map { "\($0) \(state.name)" }
        }
        return "\(sum) \(noun)\(sum == 1 ? "" : "s"): \(parts.joined(separator: ", "))"
    }
}
