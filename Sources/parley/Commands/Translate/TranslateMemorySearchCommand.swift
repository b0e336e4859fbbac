import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

/// `parley translate memory search`: similar sentences and what became of them.
struct TranslateMemorySearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find how similar sentences were translated.",
        discussion: """
            With --json and without words it reads JSON Lines {"id", "source", "from", "to"} from
            standard input and answers each with its matches and the microseconds that it took.
            Blanks are written {$name1}, {$date1}.

            parley translate memory search "School is closed on {$date1}." --to so --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "A sentence.")
    var words: String?
    @Option(help: "The language it is written in.")
    var from = "en"
    @Option(help: "The language to translate into.")
    var to: String?
    @Option(help: "The lowest score, 0.75 to 1.")
    var atLeast = 0.75
    @Option(help: "How many matches at most.")
    var limit = 5

    /// A match, for scripts and people.
    private struct Line: Encodable {
        let id: String, score: Double, source: String, target: String, standing: Standing
        let origin: String, reviewer: String?, missing: [String]

        init(_ match: MemoryMatch) {
            id = match.entry.id.text
            score = (match.score * 1_000).rounded() / 1_000
            source = match.entry.source.source
            target = match.target.source
            standing = match.entry.standing
            origin = match.entry.origin.description
            reviewer = match.entry.reviewer
            missing = match.missing.map(\.name)
        }

        var json: JSON {
            .object([
                "id": .string(id), "score": .number(score), "source": .string(source),
                "target": .string(target), "standing": .string(standing.rawValue),
                "origin": .string(origin), "reviewer": .optional(reviewer),
                "missing": .array(missing.map { .string($0) }),
            ])
        }
    }

    func run() async throws {
        guard words != nil || common.json else {
            throw Refusal("Give a sentence, or --json and lines on standard input.")
        }
        try await common.work { place in
            let memory = try await KeepMemory(place.desk).search(by: acting.handle)
            guard let words else { return try await answerLines(memory) }
            let lines = try await search(words, from, to, memory).map(Line.init)
            try common.print(lines) {
                lines.isEmpty
                    ? ["Nothing similar."]
                    : columns(
                        lines.map {
                            ["\(Int($0.score * 100)) %", $0.standing.rawValue, $0.id, $0.target]
                        })
            }
        }
    }

    private func search(
        _ words: String, _ from: String, _ to: String?, _ memory: MemorySearch
    ) async throws -> [MemoryMatch] {
        guard let to else { throw Refusal("Give the language to translate into: --to so.") }
        let pair = LanguagePair(try CatalogCommand.tag(from), try CatalogCommand.tag(to))
        let segment = try TextSegment(source: words)
        return try await memory.similar(to: segment, pair, atLeast: atLeast, limit: limit)
    }

    private func answerLines(_ memory: MemorySearch) async throws {
        for line in LineReader(.standardInput) {
            var reader = JSONReader([UInt8](line))
            var answer: [String: JSON] = [:]
            do {
                let object = try reader.value().object ?? [:]
                if let fault = reader.fault { throw fault }
                answer["id"] = object["id"] ?? .null
                let clock = ContinuousClock()
                let start = clock.now
                let matches = try await search(
                    try object.text("source"), try object.text("from"), try object.text("to"),
                    memory)
                answer["microseconds"] = .integer(
                    Int64((clock.now - start) / .microseconds(1)))
                answer["matches"] = .array(matches.map { Line($0).json })
            } catch {
                answer["error"] = .string("\(error)")
            }
            print(JSON.object(answer).text)
            guard fflush(nil) == 0 else { throw ExitCode(74) }
        }
    }
}
