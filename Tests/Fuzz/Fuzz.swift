import Foundation

/// Feeds mutated input to whatever reads what comes from outside, for as long as it is told.
///
/// `fuzz NAME` runs one target; `fuzz NAME FILE…` tries these files on it instead, such as one that a
/// run has left behind. Settings: `FUZZ_SECONDS`, `FUZZ_SEED`, `FUZZ_ROUND` (where to begin), and
/// `FUZZ_KEEP`, the folder for the input at hand, which is what is left of a run that ends badly.
@main
struct Fuzz {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first, let target = FuzzTargets.all[name] else {
            complain("usage: fuzz NAME [FILE…]; NAME is one of: \(FuzzTargets.names)")
            exit(64)
        }
        do {
            let settings = try FuzzSettings(ProcessInfo.processInfo.environment)
            var run = try await FuzzRun(name, target(Corpus.ofTheRepository()), settings)
            if words.count > 1 {
                try await run.files(Array(words.dropFirst()))
            } else {
                try await run.rounds()
            }
        } catch {
            complain("fuzz \(name): \(error)")
            exit(1)
        }
    }
}

/// A sentence for standard error.
func complain(_ sentence: String) {
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
}

/// What a run is told by its environment.
struct FuzzSettings {
    let seconds: Double
    let seed: UInt64
    let firstRound: Int
    let folder: URL

    init(_ environment: [String: String]) throws {
        seconds = try Self.number("FUZZ_SECONDS", environment) ?? 20
        seed = UInt64(try Self.number("FUZZ_SEED", environment) ?? 20_261_126)
        firstRound = Int(try Self.number("FUZZ_ROUND", environment) ?? 1)
        folder = URL(filePath: environment["FUZZ_KEEP"] ?? ".build/fuzz")
    }

    private static func number(_ name: String, _ environment: [String: String]) throws -> Double? {
        guard let text = environment[name] else { return nil }
        guard let number = Double(text), number >= 0, number < 1e15 else {
            throw FuzzFinding("\(name) is \"\(text)\"; it must be a number from 0 on.")
        }
        return number
    }
}

/// Something that must not be.
struct FuzzFinding: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
