import Foundation
import Outreach

/// Where the demo plays: its folder, this program as its own commands, and what runs beside it.
final class DemoStage {
    let folder: URL
    let examples: URL
    private let program: URL
    private var companions: [Process] = []
    private let began = Date()

    init(folder name: String) throws {
        guard let program = Bundle.main.executableURL else {
            throw Refusal("The demo can't find its own program.")
        }
        let examples = SharedFiles.folders("Examples").first {
            FileManager.default.fileExists(atPath: $0.appending(path: "roster.csv").path)
        }
        guard let examples else {
            throw Refusal("The folder Examples was not found; run the demo where Parley was built.")
        }
        self.program = program
        self.examples = examples
        folder = URL(filePath: name)
        try Self.clear(folder)
    }

    var maildir: URL { folder.appending(path: "caught") }
    var texts: URL { folder.appending(path: "texts") }
    var settings: String { folder.appending(path: "parley.yaml").path }
    var seconds: Int { Int(Date().timeIntervalSince(began)) }

    /// Only a folder that a demo made is emptied.
    private static func clear(_ folder: URL) throws {
        let mark = folder.appending(path: "this-is-a-parley-demo")
        let files = FileManager.default
        if files.fileExists(atPath: folder.path) {
            let content = try files.contentsOfDirectory(atPath: folder.path)
            guard content.isEmpty || files.fileExists(atPath: mark.path) else {
                throw Refusal(
                    "\(folder.path) holds something else than a demo; name another with --folder.")
            }
            try files.removeItem(at: folder)
        }
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: mark)
    }

    /// Says what comes next.
    func heading(_ text: String) {
        print("\n\u{2014}\u{2014} \(text)")
        FileHandle.standardOutput.flush()
    }

    /// Runs a command as a person would, shown with what it prints.
    @discardableResult
    func run(_ arguments: [String], quietly: Bool = false) throws -> String {
        let result = try execute(arguments + configuration(for: arguments))
        if !quietly {
            print("$ parley \(arguments.map(quoted).joined(separator: " "))")
            for line in result.output.split(separator: "\n", omittingEmptySubsequences: false)
            where !line.isEmpty || !result.output.isEmpty {
                print("  \(line)")
            }
            FileHandle.standardOutput.flush()
        }
        guard result.status == 0 else {
            throw Refusal(
                "parley \(arguments.first ?? "") failed:\n\(result.output)\(result.errors)")
        }
        return result.output
    }

    /// Runs a command with --json.
    func ask<Value: Decodable>(_ arguments: [String], as type: Value.Type) throws -> Value {
        let output = try run(arguments + ["--json"], quietly: true)
        return try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    /// Starts a command that goes on beside the demo.
    /// - Returns: The first line that it prints.
    func companion(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments + configuration(for: arguments)
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        companions.append(process)
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty,
            byte != Data([10])
        {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        print("$ parley \(arguments.map(quoted).joined(separator: " ")) &\n  \(text)")
        guard process.isRunning else {
            throw Refusal("parley \(arguments.first ?? "") ended as it started: \(text)")
        }
        return text
    }

    /// Ends what runs beside the demo.
    func end() {
        for process in companions.reversed() where process.isRunning { process.terminate() }
        for process in companions { process.waitUntilExit() }
        companions = []
    }

    /// The demo may be run at night, when families would get no texts.
    private var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(
            ["PARLEY__SENDING__TEXTS_BETWEEN": "always"], uniquingKeysWith: { $1 })
    }

    private func configuration(for arguments: [String]) -> [String] {
        ["init", "demo"].contains(arguments.first) ? [] : ["--config", settings]
    }

    private func execute(
        _ arguments: [String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines),
            String(decoding: complained, as: UTF8.self)
        )
    }

    func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:@,".contains($0) }
        if plain && !word.isEmpty { return word }
        // A shell puts something in place of $name between double quotes.
        return word.contains("$") ? "'\(word)'" : "\"\(word)\""
    }
}
