import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct FuzzedAnswersTests {
    private static let rounds = 10_000

    private static let sources = [
        "{$name1} was late on {$date1}.", "Please call {$name1} at {$phone1} before {$time1}.",
        "{$name1} and {$name2} saw {$name1} in {$place1}.", "Lunch is free for all.",
        "Write to {$email1} or see {$link1} & more.", "{$number1} < {$number2}, is it?",
        "{$name1}", "Thank you, {$name1}!", "The school in {$place1} has {$number1} students.",
    ]

    @Test func `of ten thousand broken answers no damaged slot is released`() async throws {
        var chance = SeededGenerator(state: 20_261_126)
        var (taken, refused, failed) = (0, 0, 0)
        var complaints: [String] = []
        let segments = try Self.sources.map { try TextSegment(source: $0) }
        for round in 0..<Self.rounds {
            // Others want to work as well.
            if round % 50 == 0 { await Task.yield() }
            let kind = ServiceKind.allCases[round % 4]
            let size = kind == .apertium ? 1 : Int.random(in: 1...4, using: &chance)
            let some = (0..<size).compactMap { _ in segments.randomElement(using: &chance) }
            let body = Self.body(kind, some, &chance)
            let answers = Self.read(kind, some, body)
            if answers == nil { failed += 1 }
            for (index, answer) in (answers ?? []).enumerated() {
                guard case .taken(let target, _) = answer else {
                    refused += 1
                    continue
                }
                taken += 1
                let complaint = AnswerOracle(kind: kind).complaint(
                    source: some[index], target: target, index: index, body: body)
                if let complaint { complaints.append("round \(round), \(kind): \(complaint)") }
            }
        }
        print(
            "\(Self.rounds) answers: \(failed) failed whole; of the others' segments \(taken) taken, "
                + "\(refused) refused, \(complaints.count) damaged ones released")
        #expect(complaints == [])
        // A reader that took everything, or nothing, would prove nothing.
        #expect(taken > 2_000 && refused > 2_000 && failed > 2_000)
    }

    private static func service(_ kind: ServiceKind) -> any ProviderDialect {
        TranslatorSettings.Service("x", kind, url: "http://localhost").dialect
    }

    private static func body(
        _ kind: ServiceKind, _ segments: [TextSegment], _ chance: inout SeededGenerator
    ) -> [UInt8] {
        let batch = TranslationBatch(segments, DraftDesk.spanish)
        let texts = BatchReading(batch, service(kind)).texts ?? []
        let oracle = AnswerOracle(kind: kind)
        var mutation = AnswerMutation(chance: chance)
        let body = oracle.body(mutation.texts(texts))
        defer { chance = mutation.chance }
        return mutation.bytes(body, other: oracle.body(texts.reversed()))
    }

    private static func read(
        _ kind: ServiceKind, _ segments: [TextSegment], _ body: [UInt8]
    ) -> [SegmentAnswer]? {
        let batch = TranslationBatch(segments, DraftDesk.spanish)
        return try? BatchReading(batch, service(kind)).answers(in: body)
    }
}
