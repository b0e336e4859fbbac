import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Store

/// `parley translate providers`: the translation services, and a trial of them.
struct TranslateProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "List the translation services, or try one.",
        discussion: "Services stand below translation.providers in the settings. Without one, "
            + "nothing ever leaves: memory and people translate.",
        subcommands: [List.self, TranslateProvidersTestCommand.self],
        defaultSubcommand: List.self)

    /// Lists.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the services: kind, host, languages, characters of this month.",
            discussion: "Each is asked for its languages; no words leave.")

        @OptionGroup var common: CommonOptions

        private struct Line: Encodable {
            let name: String, kind: String, host: String
            let languages: [String]?, failure: String?, pausedUntil: String?
            let charactersThisMonth: Int, charactersPerMonth: Int?
        }

        func run() async throws {
            try await common.work { place in
                let budget = MonthlyBudget(place.database, place.desk.source)
                let used = try await budget.used()
                let services = place.settings.translators.opened(place.desk.source)
                let states = try await services.states(budget)
                await services.close()
                let lines = states.map { state in
                    Line(
                        name: state.service.name, kind: state.service.kind.rawValue,
                        host: state.service.host, languages: state.languages,
                        failure: state.failure?.sentence,
                        pausedUntil: state.pausedUntil?.iso8601,
                        charactersThisMonth: used[state.service.name] ?? 0,
                        charactersPerMonth: state.service.charactersPerMonth)
                }
                try common.print(lines) {
                    lines.isEmpty
                        ? ["No translation service is set: nothing leaves."]
                        : lines.flatMap(Self.words)
                }
            }
        }

        private static func words(_ line: Line) -> [String] {
            let limit = line.charactersPerMonth.map { " of \($0)" } ?? ""
            var lines = [
                "\(line.name): \(line.kind) at \(line.host), \(line.charactersThisMonth)\(limit) "
                    + "characters this month"
            ]
            if let until = line.pausedUntil { lines.append("  left alone until \(until)") }
            if let failure = line.failure { lines.append("  \(failure)") }
            return lines + (line.languages ?? []).map { "  \($0)" }
        }
    }
}
