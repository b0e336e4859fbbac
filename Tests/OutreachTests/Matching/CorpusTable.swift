import Foundation

struct CorpusResult: Sendable {
    let conversation: CorpusConversation
    let end: CorpusEnd
}

/// How each stratum fared.
struct CorpusTable {
    private let results: [CorpusResult]

    init(_ results: [CorpusResult]) {
        self.results = results
    }

    var text: String {
        let head = "stratum                          all  matched  triage  top three  wrong"
        let rows = Stratum.allCases.map { stratum in
            row(stratum.rawValue, results.filter { $0.conversation.strata.contains(stratum) })
        }
        return ([head] + rows + [row("all", results)]).joined(separator: "\n")
    }

    private func row(_ name: String, _ some: [CorpusResult]) -> String {
        var matched = 0, triage = 0, near = 0, wrong = 0
        for result in some {
            switch result.end {
            case .right: matched += 1
            case .triage(_, let rank):
                triage += 1
                if let rank, rank <= 3 { near += 1 }
            case .wrong: wrong += 1
            }
        }
        let cells = [(some.count, 5), (matched, 9), (triage, 8), (near, 11), (wrong, 7)]
        return name.padding(toLength: 31, withPad: " ", startingAt: 0)
            + cells.map { number, width in
                String(repeating: " ", count: max(0, width - String(number).count)) + String(number)
            }.joined()
    }
}
