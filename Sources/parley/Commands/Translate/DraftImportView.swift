import Localization
import Outreach

/// What an agency's file would change in the queue, for people.
struct DraftImportView {
    let file: String
    let decision: ExchangeDrafts.Decision

    /// Each sentence that changes or is refused, then how many there are of each.
    var lines: [String] {
        var lines: [String] = []
        for change in decision.changes {
            lines += [
                "draft \(change.reference), sentence \(change.number)",
                "  \(isolated(change.source.source))", "  \(isolated(change.target.source))",
            ]
            lines += change.doubts.map { "  ! \($0.sentence)" }
        }
        for refusal in decision.refused {
            let place = refusal.problem.place(in: file)
            let draft = refusal.reference.map { " (draft \($0))" } ?? ""
            lines.append("\(place): refused\(draft): \(refusal.problem.sentence)")
        }
        let refused = decision.refused.count
        return lines + [
            "\(counted(decision.changes.count, "sentence changes", "sentences change"))"
                + (refused == 0 ? "." : ", \(refused) refused.")
        ]
    }
}

extension ExchangeProblem {
    /// The file and, where one is known, the line.
    func place(in file: String) -> String { line > 0 ? "\(file):\(line)" : file }
}
