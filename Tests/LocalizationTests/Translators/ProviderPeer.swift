import Engines
import Foundation
import Localization
import MessageFormat
import Store

/// A provider's server at work, `translation_server.py`, and what it was sent.
final class ProviderPeer: Sendable {
    private let program: ServerProgram

    init() throws {
        program = try ServerProgram(
            "translation_server.py", output: ServerProgram.place("translation"))
    }

    deinit { program.stop() }

    /// A service of a kind that behaves by a mode.
    func service(_ kind: ServiceKind, _ mode: String, name: String = "home")
        -> TranslatorSettings.Service
    {
        var service = TranslatorSettings.Service(
            name, kind, url: "http://127.0.0.1:\(program.port)/\(mode)")
        service.key = kind == .apertium ? nil : "key-1"
        service.model = kind == .openai ? "small" : nil
        service.timeout = .seconds(10)
        return service
    }

    /// The requests for a translation so far.
    func requests() throws -> [String] {
        try all().filter { $0.contains("/translate\"") || $0.contains("/chat/completions\"") }
    }

    /// The questions for languages so far.
    func questions() throws -> [String] { try all().filter { $0.contains("/languages\"") } }

    private func all() throws -> [String] {
        try String(contentsOf: program.output, encoding: .utf8).split(separator: "\n").map(
            String.init)
    }
}

/// A clock that goes on only when something waits, and a count of the characters.
actor CountingBudget: TranslationBudget {
    private(set) var used: [String: Int] = [:]
    private(set) var pauses: [String: Instant] = [:]
    var limit: Int?

    init(limit: Int? = nil) {
        self.limit = limit
    }

    func take(_ characters: Int, from service: String, limit: Int?) -> Bool {
        let after = used[service, default: 0] + characters
        guard after <= limit ?? self.limit ?? .max else { return false }
        used[service] = after
        return true
    }

    func giveBack(_ characters: Int, to service: String) {
        used[service, default: 0] -= characters
    }

    func pause(_ service: String, until: Instant, because reason: String) {
        pauses[service] = until
    }

    func pausedUntil(_ service: String) -> Instant? { pauses[service] }
}

/// Services over a peer, whose waits only move a clock.
struct DraftDesk {
    let services: TranslationServices
    let clock: FixedClock
    let budget: CountingBudget
    static let spanish = LanguagePair(.english, LanguageTag("es") ?? .undetermined)

    init(_ all: [TranslatorSettings.Service], budget: CountingBudget = CountingBudget()) {
        let clock = FixedClock()
        self.clock = clock
        self.budget = budget
        services = TranslationServices(
            settings: TranslatorSettings(services: all), source: clock.source,
            wait: { clock.advance($0) })
    }

    func draft(_ segments: [TextSegment], _ pair: LanguagePair = spanish) async -> TranslationRun {
        await services.draft(segments, pair, purpose: "notice", budget: budget)
    }

    func draft(_ source: String) async throws -> TranslationRun {
        await draft([try TextSegment(source: source)])
    }
}

extension DraftOutcome {
    /// As MessageFormat; nil when it failed.
    var target: String? {
        if case .drafted(let target, _, _) = self { target.source } else { nil }
    }

    var kinds: [TranslatorFailure.Kind] {
        if case .failed(let failures) = self { failures.map(\.kind) } else { [] }
    }

    var by: String? { if case .drafted(_, let by, _) = self { by } else { nil } }

    var doubts: [Doubt] { if case .drafted(_, _, let doubts) = self { doubts } else { [] } }
}
