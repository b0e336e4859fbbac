import ArgumentParser
import Foundation
import Localization
import Outreach
import Wire

/// Shows a decision, asks a person whether it is meant, and writes it.
struct CatalogQuestion {
    let decision: CatalogDecision
    /// Without asking: for scripts.
    let isSure: Bool

    /// - Returns: Whether it was written.
    func settle(_ question: String) throws -> Bool {
        for item in decision.items { show(item) }
        guard try isAgreed(question, isSure: isSure) else {
            print("Nothing was written.")
            return false
        }
        try decision.apply()
        return true
    }

    private func show(_ item: CatalogDecision.Item) {
        let english =
            item.difference.map { DifferenceText.forTerminal.text($0) }
            ?? harmlessLines(item.english)
        var rows = [
            ("English", english), (decision.language.text, harmlessLines(item.translation)),
        ]
        if let example = item.example, example != item.translation {
            rows.append(("as sent", harmlessLines(example)))
        }
        print(harmless("\(item.place)  \(item.key) → \(item.standing.rawValue)"))
        for line in labelled(rows) { print(line) }
        print("")
    }
}

/// Texts, harmless already, with their labels before them and further lines below the first.
func labelled(_ rows: [(label: String, text: String)]) -> [String] {
    let width = (rows.map(\.label.count).max() ?? 0) + 2
    return rows.flatMap { row in
        row.text.split(separator: "\n", omittingEmptySubsequences: true).enumerated().map {
            index, line in
            let label = index == 0 ? row.label : ""
            let blanks = String(repeating: " ", count: max(0, width - label.count))
            return "  \(label)\(blanks)\(line)"
        }
    }
}

/// The same as `harmless` for a text of several lines.
func harmlessLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }
        .joined(separator: "\n")
}
