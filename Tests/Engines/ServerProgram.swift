import Foundation

/// A program of `Tests/Servers` at work, which tells its port first and ends when its input does.
///
/// It tells into a file. A pipe would have to be read by a handler of Foundation's, which can crash
/// the process when the pipe ends while an event is under way.
public final class ServerProgram: Sendable {
    /// Where it listens: the last word of its first line.
    public let port: Int
    /// All that it has told.
    public let output: URL
    private let process: Process
    private let input = Pipe()

    /// Starts it and waits until it listens. `output`: A file that is made.
    public init(_ name: String, _ arguments: [String] = [], output: URL) throws {
        self.output = output
        try Data().write(to: output)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.path(name)] + arguments
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardInput = input
        try process.runAlone()
        var first = ""
        for _ in 0..<6_000 {
            first = try String(contentsOf: output, encoding: .utf8)
            if first.contains("\n") { break }
            Thread.sleep(forTimeInterval: 0.01)
        }
        let line = first.prefix { $0 != "\n" }
        guard let number = line.split(whereSeparator: \.isWhitespace).last.flatMap({ Int($0) })
        else { throw CocoaError(.fileReadUnknown) }
        port = number
    }

    /// Where a program of `Tests/Servers` lies.
    public static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Servers/\(name)")
            .path
    }

    /// Ends it.
    public func stop() { try? input.fileHandleForWriting.close() }

    /// Ends it and returns when its port is free.
    public func stopped() async {
        stop()
        while process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// A file or folder of its own among the temporary ones.
    public static func place(_ name: String) -> URL {
        FileManager.default.temporaryDirectory
            .appending(path: "parley-\(name)-\(UUID().uuidString)")
    }
}
