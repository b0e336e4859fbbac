import Engines
import Foundation

/// A program that a test has started, and that ends with it.
///
/// What it says goes into files: a pipe could be inherited by whatever is started at the same
/// moment, and would then never end.
final class RunningProgram: Sendable {
    private let process: Process
    private let said: URL
    private let complained: URL

    init(
        _ program: URL, _ arguments: [String], environment: [String: String],
        input: String? = nil, in folder: Folder
    ) throws {
        let name = UUID().uuidString
        (said, complained) = (
            folder.url.appending(path: "\(name).out"), folder.url.appending(path: "\(name).err")
        )
        try Data().write(to: said)
        try Data().write(to: complained)
        process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = try FileHandle(forWritingTo: said)
        process.standardError = try FileHandle(forWritingTo: complained)
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) }
            ?? FileHandle.nullDevice
        try process.runAlone()
    }

    deinit { kill() }

    /// What it has printed until now.
    var output: String { Self.text(said) }

    /// The same, byte for byte.
    func outputBytes() throws -> Data { try Data(contentsOf: said) }

    /// What it has printed on standard error until now.
    var complaints: String { Self.text(complained) }

    var isRunning: Bool { process.isRunning }

    /// Ends it as a power cut would.
    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Asks it to finish.
    func terminate() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGTERM) }
    }

    /// Waits for its end.
    /// - Returns: Its exit status; 128 and the signal's number when a signal ended it.
    @discardableResult
    func ended(within limit: Duration = .seconds(180)) async throws -> Int32 {
        try await eventually("the program ends", within: limit, every: .milliseconds(5)) {
            !process.isRunning
        }
        let status = process.terminationStatus
        return process.terminationReason == .exit ? status : 128 + status
    }

    /// Waits for its first whole line of output.
    func firstLine() async throws -> String {
        try await eventually("the program says a first line", within: .seconds(180)) {
            if output.contains("\n") { return true }
            try mustRun()
            return false
        }
        return String(output.prefix { $0 != "\n" })
    }

    /// Throws what it complained of when it has ended by itself.
    func mustRun() throws {
        guard process.isRunning else { throw Ended(complaints: complaints) }
    }

    private struct Ended: Error, CustomStringConvertible {
        let complaints: String
        var description: String { "The program has ended by itself. \(complaints)" }
    }

    private static func text(_ file: URL) -> String {
        String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }
}
