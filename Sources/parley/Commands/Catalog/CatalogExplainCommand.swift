import ArgumentParser
import Localization
import Outreach

extension CatalogCommand {
    /// Explains a rule.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explain a rule of the check, with an example and the remedy.",
            discussion: """
                parley catalog explain          all rules, one line each
                parley catalog explain stale    one rule at length
                """)

        @Argument(help: "The rule's name, as a finding shows it in brackets.")
        var rule: String?

        func run() async throws {
            guard let rule else {
                let rows = CatalogCheck.rules.map {
                    [$0.id.rawValue, $0.severity.rawValue, $0.summary]
                }
                for line in columns(rows) { print(line) }
                return
            }
            // As a finding shows it: [stale].
            let name = rule.trimmingPrefix("[").prefix { $0 != "]" }.lowercased()
            guard let id = CatalogRule.ID(rawValue: name) else { throw unknown(rule) }
            print(id.rule.page, terminator: "")
        }

        private func unknown(_ rule: String) -> Refusal {
            let near = CatalogRule.ID.near(rule).map(\.rawValue)
            let next =
                near.isEmpty
                ? "`parley catalog explain` lists all rules."
                : "Did you mean \(near.joined(separator: " or "))?"
            return Refusal("There is no rule \"\(rule)\". \(next)")
        }
    }
}
