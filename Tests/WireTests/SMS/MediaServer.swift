import Foundation

/// Runs `Tests/Servers/media_server.py`.
final class MediaServer: Sendable {
    let port: Int
    private let process: Process
    private let input = Pipe()
    private let output: URL

    init() throws {
        output = FileManager.default.temporaryDirectory
            .appending(path: "parley-media-\(UUID().uuidString)")
        try Data().write(to: output)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3",
            URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Servers/media_server.py").path,
        ]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardInput = input
        try process.run()
        var first = ""
        for _ in 0..<6_000 {
            first = try String(contentsOf: output, encoding: .utf8)
            if first.contains("\n") { break }
            Thread.sleep(forTimeInterval: 0.01)
        }
        guard let number = Int(first.prefix { $0 != "\n" }) else {
            throw CocoaError(.fileReadUnknown)
        }
        port = number
    }

    deinit {
        try? input.fileHandleForWriting.close()
        try? FileManager.default.removeItem(at: output)
    }

    /// `path authorization` of each request.
    func asked() throws -> [String] {
        try String(contentsOf: output, encoding: .utf8).split(separator: "\n").dropFirst()
            .map(String.init)
    }

    func url(_ path: String, host: String = "127.0.0.1") -> String {
        "http://\(host):\(port)/\(path)"
    }
}
