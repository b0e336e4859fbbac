import Engines
import Foundation

/// Runs `Tests/Servers/media_server.py`.
final class MediaServer: Sendable {
    private let program: ServerProgram
    var port: Int { program.port }

    init() throws {
        program = try ServerProgram("media_server.py", output: ServerProgram.place("media"))
    }

    deinit {
        program.stop()
        try? FileManager.default.removeItem(at: program.output)
    }

    /// `path authorization` of each request.
    func asked() throws -> [String] {
        try String(contentsOf: program.output, encoding: .utf8).split(separator: "\n").dropFirst()
            .map(String.init)
    }

    func url(_ path: String, host: String = "127.0.0.1") -> String {
        "http://\(host):\(port)/\(path)"
    }
}
