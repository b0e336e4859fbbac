import Foundation
import Testing

/// `parley inspect` reads whatever comes: one answer a line, in order, under the line's own id.
@Suite struct InspectRandomTests {
    @Test(.timeLimit(.minutes(30)), arguments: InspectQuestions.all.keys.sorted())
    func `every inspect command survives 10,000 random lines`(_ command: String) async throws {
        var random = RandomLines(try #require(InspectQuestions.all[command]), seed: 2_026)
        let lines = random.lines(10_000)
        let outcome = try await inspect(command, lines.map(\.bytes))
        #expect(outcome.status == 0)
        #expect(outcome.complaints.isEmpty, "\(outcome.complaints.prefix(500))")

        let answers = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(answers.count == lines.count + 1)
        #expect(answers.last == "")
        var wrong: [String] = []
        for (number, (line, answer)) in zip(lines, answers).enumerated() {
            if let fault = fault(of: answer, to: line) { wrong.append("line \(number): \(fault)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of them, such as \(wrong.prefix(3))")
    }

    /// What is wrong with an answer; nil when nothing is.
    private func fault(of answer: Substring, to line: RandomLines.Line) -> String? {
        guard let object = object(answer.utf8), let id = object["id"] else {
            return "no JSON object with an id: \(answer.prefix(200))"
        }
        let error = object["error"] as? String
        if line.isGood, let error { return "an error to a good question: \(error)" }
        if line.isBlank, error == nil { return "no error to a blank line" }
        if let written = line.id {
            // To the byte: a number of any length, an escape as it was escaped.
            return answer.contains("\"id\":\(written)") ? nil : "another id than \(written)"
        }
        // What Foundation can read in a line that was broken at random has its id as well.
        guard let asked = self.object(line.bytes)?["id"] else { return nil }
        return written(asked) == written(id) ? nil : "another id than \(asked)"
    }

    private func written(_ value: Any) -> Data? {
        try? JSONSerialization.data(withJSONObject: [value], options: .sortedKeys)
    }

    private func object(_ bytes: some Sequence<UInt8>) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    }
}
