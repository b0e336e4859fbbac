import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Store

/// `parley translate providers test`: really asks.
struct TranslateProvidersTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a sentence to the services, and show what left and what came back.",
        discussion: """
            What you give leaves as it stands, and its characters count in the month's budget. \
            Names and dates are slots, as in real messages; write them so in a text of your own. \
            One that names somebody of the school, or holds a figure or an address, is refused.

            parley translate providers test home --pair en>so --text '{$name1} was late.' --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The service's name; all of them unless given.")
    var name: String?
    @Option(help: "From which language into which.")
    var pair = "en>es"
    @Option(help: "The sentence, blanks written as {$name1} or {$date1}.")
    var text = "{$name1} was late on {$date1}. Please call us."
    @Option(help: "A file with a sentence a line, instead of one: tells how long all take.")
    var lines: String?

    func run() async throws {
        let pair = try languages()
        let segments = try segments()
        let isGood = try await common.work { place in
            let use = TryService(place.desk)
            try await use.permit(acting.handle)
            let chosen = try chosen(place.settings.translators.services)
            try await use.check(
                segments, pair, place.settings.translators, by: acting.handle)
            let services = place.settings.translators.opened(place.desk.source)
            let budget = MonthlyBudget(place.database, place.desk.source)
            var trials: [Trial] = []
            for service in chosen {
                let name = service.name
                try await use.note(segments, to: service, pair, by: acting.handle)
                let began = ContinuousClock.now
                let run = await services.trial(of: name, segments, pair, budget: budget)
                let trial = Trial(
                    name, segments, run, services, ContinuousClock.now - began,
                    showsAll: lines == nil)
                if trial.failed == 0 { try await budget.resume(name) }
                trials.append(trial)
            }
            await services.close()
            try common.print(["trials": trials]) { trials.flatMap(\.words) }
            return trials.allSatisfy { $0.failed == 0 }
        }
        if !isGood { throw ExitCode.failure }
    }

    private func chosen(
        _ all: [TranslatorSettings.Service]
    ) throws(Refusal) -> [TranslatorSettings.Service] {
        guard !all.isEmpty else {
            throw Refusal("No service is set; name one below translation.providers.")
        }
        guard let name else { return all }
        guard let service = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name).joined(separator: ", ")
            throw Refusal("There is no service \"\(name)\"; there are: \(names).")
        }
        return [service]
    }

    private func languages() throws -> LanguagePair {
        let tags = pair.split(separator: ">", omittingEmptySubsequences: false)
            .map { LanguageTag(String($0)) }
        guard tags.count == 2, let source = tags[0], let target = tags[1] else {
            throw Refusal("\"\(pair)\" is no pair of languages; write it as 'en>es', in quotes.")
        }
        return LanguagePair(source, target)
    }

    private func segments() throws -> [TextSegment] {
        guard let lines else { return [try Self.segment(text, "--text")] }
        guard let data = FileManager.default.contents(atPath: lines), data.count <= 64 << 20,
            let text = String(validating: data, as: UTF8.self)
        else { throw Refusal("\(lines) can't be read, or is no UTF-8 text below 64 MiB.") }
        return try text.split(separator: "\n").enumerated().map { index, line in
            try Self.segment(String(line), "line \(index + 1)")
        }
    }

    private static func segment(_ text: String, _ place: String) throws -> TextSegment {
        do throws(TextSegment.SourceProblem) {
            return try TextSegment(source: text)
        } catch {
            throw Refusal("\(place): \(error.description)")
        }
    }
}

/// What became of a trial of one service.
private struct Trial: Encodable {
    /// One sentence.
    struct Sentence: Encodable {
        let source: String, sent: String?, target: String?, doubts: [String], failures: [String]
    }

    let service: String
    let sentences: Int
    let failed: Int
    let requests: Int
    let characters: Int
    let seconds: Double
    /// The first, or all that were asked for.
    let shown: [Sentence]

    init(
        _ name: String, _ segments: [TextSegment], _ run: TranslationRun,
        _ services: TranslationServices, _ took: Duration, showsAll: Bool
    ) {
        service = name
        sentences = segments.count
        failed = run.drafts.count { if case .failed = $0 { true } else { false } }
        requests = run.calls.count
        characters = run.calls.reduce(0) { $0 + $1.characters }
        seconds = took.inSeconds
        let pairs = zip(segments, run.drafts)
        let some = showsAll ? Array(pairs) : pairs.filter { $1.isFailed }.prefix(5).map(\.self)
        shown = some.map { segment, draft in
            let sent = services.carried(segment, to: name)
            switch draft {
            case .drafted(let target, _, let doubts):
                return Sentence(
                    source: segment.source, sent: sent, target: target.source,
                    doubts: doubts.map { "\($0.kind.rawValue) \($0.detail)" }, failures: [])
            case .failed(let failures):
                return Sentence(
                    source: segment.source, sent: sent, target: nil, doubts: [],
                    failures: failures.map(\.sentence))
            }
        }
    }

    var words: [String] {
        let time = String(format: "%.3f", seconds)
        let head =
            "\(service): \(sentences - failed) of \(counted(sentences, "sentence", "sentences")) "
            + "with every slot kept, \(counted(requests, "request", "requests")), \(time) s"
        var lines = [head]
        for sentence in shown {
            lines.append("  sent       \(sentence.sent ?? "nothing")")
            if let target = sentence.target { lines.append("  came back  \(target)") }
            lines += sentence.doubts.map { "  doubt      \($0)" }
            lines += sentence.failures.map { "  failed     \($0)" }
        }
        return lines
    }
}

extension DraftOutcome {
    /// Whether no service gave anything that can be used.
    fileprivate var isFailed: Bool { if case .failed = self { true } else { false } }
}
