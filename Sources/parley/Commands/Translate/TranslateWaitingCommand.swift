import ArgumentParser
import Delivery
import Localization
import Outreach

/// `parley translate waiting`: which notices wait for their words.
struct TranslateWaitingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waiting",
        abstract: "List the notices that wait, by language, until their words are translated.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    /// One notice that waits.
    struct Line: Encodable {
        let notice: String, language: String, addresses: Int, draft: String, state: String
        let rule: String, englishAt: String?, send: String?

        init(_ line: WaitingLine) {
            let waiting = line.waiting
            (notice, language) = (waiting.notice, waiting.language)
            (addresses, rule) = (waiting.addresses, waiting.rule)
            (draft, state) = (line.draft.reference, line.draft.state.rawValue)
            (englishAt, send) = (waiting.englishAt?.iso8601, waiting.send?.text)
        }

        var row: [String] {
            [
                notice, language, counted(addresses, "address", "addresses"),
                "draft \(draft) (\(state))", rule,
                englishAt.map { "in English from \($0)" } ?? "until it is reviewed",
            ]
        }
    }

    func run() async throws {
        try await common.work { place in
            let lines = try await ListWaiting(place.desk).list(by: acting.handle).map(Line.init)
            try common.print(lines) {
                lines.isEmpty ? ["Nothing waits for a translation."] : columns(lines.map(\.row))
            }
        }
    }
}
