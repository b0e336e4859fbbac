import Foundation
import Localization
import Wire

/// An import as a person sees it before it is written.
struct ImportView {
    let file: String
    let decision: ExchangeDecision

    /// Each message that changes or is refused, then how many there are of each.
    func show() {
        for item in decision.items where ![.same, .untranslated].contains(item.verdict) {
            show(item)
        }
        let counts = ExchangeDecision.Verdict.allCases.compactMap { verdict -> String? in
            let count = decision.count(verdict)
            return count == 0 ? nil : "\(count) \(Self.name(verdict))"
        }
        print(
            "\(decision.language.text): \(counts.isEmpty ? "nothing" : counts.joined(separator: ", "))."
        )
    }

    /// What was written.
    var done: String {
        let reviewed = decision.items.count { $0.standing == .reviewed }
        let drafts = decision.items.count { $0.standing == .draft }
        let parts = [
            reviewed == 0 ? nil : "\(reviewed) reviewed", drafts == 0 ? nil : "\(drafts) as drafts",
        ]
        let next =
            drafts == 0
            ? ""
            : " Somebody who reads the language signs them: parley catalog review \(decision.language.text)."
        return "Written: \(parts.compactMap(\.self).joined(separator: ", ")).\(next)"
    }

    private func show(_ item: ExchangeDecision.Item) {
        let standing = item.standing.map { " → \($0.rawValue)" } ?? ""
        print(
            harmless(
                "\(file):\(item.line)  \(item.key)  \(Self.name(item.verdict))\(standing)"))
        var rows: [(label: String, text: String)] = []
        if !item.english.isEmpty { rows.append(("English", harmlessLines(item.english))) }
        if let after = item.after { rows.append((decision.language.text, text(item, after))) }
        rows += item.remarks.map { (label: "note", text: harmless($0)) }
        rows += item.reasons.map { (label: "why", text: harmless($0.description)) }
        for line in labelled(rows) { print(line) }
        print("")
    }

    private func text(_ item: ExchangeDecision.Item, _ after: String) -> String {
        guard let before = item.before, before != after else { return harmlessLines(after) }
        return DifferenceText.forTerminal.text(WordDifference(from: before, to: after))
    }

    private static func name(_ verdict: ExchangeDecision.Verdict) -> String {
        switch verdict {
        case .untranslated: "not translated"
        default: verdict.rawValue
        }
    }
}
