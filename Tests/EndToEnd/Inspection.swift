import Foundation

/// `parley inspect` with these lines on its standard input.
func inspect(_ command: String, _ lines: [[UInt8]]) async throws -> ParleyProgram.Outcome {
    let folder = try Folder()
    let input = folder.path("input")
    try Data(lines.joined(separator: [10]) + [10]).write(to: URL(filePath: input))
    return try await ParleyProgram.run(["inspect", command], input: input, in: folder)
}

/// The answers of `parley inspect` to these lines.
func inspect<Answer: Decodable>(
    _ command: String, _ lines: [String], as type: Answer.Type
) async throws -> [Answer] {
    let outcome = try await inspect(command, lines.map { Array($0.utf8) })
    guard outcome.status == 0 else { throw InspectionFailed(outcome: outcome) }
    return try outcome.output.split(separator: "\n").map {
        try JSONDecoder().decode(type, from: Data($0.utf8))
    }
}

struct InspectionFailed: Error {
    let outcome: ParleyProgram.Outcome
}
