import Foundation

/// `Tests/Servers/media_server.py`: where a provider keeps parents' pictures.
final class PictureServer: Sendable {
    let port: Int
    private let program: RunningProgram
    private let folder: Folder

    init() async throws {
        folder = try Folder()
        let script = ParleyProgram.repository.appending(path: "Tests/Servers/media_server.py").path
        // It ends when its standard input does, so that is a pipe which nobody closes.
        program = try RunningProgram(
            URL(filePath: "/bin/sh"),
            ["-c", "sleep 3600 | exec python3 \"$1\"", "pictures", script],
            environment: ["PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"], in: folder)
        let line = try await program.firstLine()
        guard let port = Int(line) else { throw CocoaError(.fileReadUnknown) }
        self.port = port
    }

    /// How often something was asked for.
    func asked(_ path: String) -> Int {
        program.output.split(separator: "\n").filter { $0.hasPrefix("/\(path) ") }.count
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }
}
