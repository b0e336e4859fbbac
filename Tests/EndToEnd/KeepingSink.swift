import Foundation
import Synchronization
import Wire

/// `Tests/Servers/keeping_sink.py`, an SMTP server that has each mail on disk before it says so.
final class KeepingSink: Sendable {
    /// One mail that it took.
    struct Kept: Sendable {
        let recipient: String
        let messageID: String
        let bytes: [UInt8]

        func mail() throws -> ParsedMail { try readMail(bytes).value }
    }

    let port: Int
    private let program: RunningProgram
    private let folder: Folder

    /// `options`: Beside `--dir` and `--port`.
    /// `earlier`: One that has ended, to go on at its port and in its folder.
    /// `port`: 0 takes a free one.
    init(
        _ options: [String] = [], port: Int = 0, after earlier: KeepingSink? = nil
    ) async throws {
        folder = try earlier?.folder ?? Folder()
        let script = ParleyProgram.repository.appending(path: "Tests/Servers/keeping_sink.py").path
        program = try RunningProgram(
            URL(filePath: "/usr/bin/python3"),
            [script, "--dir", folder.path("kept"), "--port", String(earlier?.port ?? port)]
                + options,
            environment: ["PYTHONUNBUFFERED": "1"], in: folder)
        let line = try await program.firstLine()
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw Silent(line: line)
        }
        self.port = port
    }

    private struct Silent: Error { let line: String }

    /// One that is down, at a port that nobody takes meanwhile: below those that the system gives
    /// out, beside those of the other servers.
    static func down() async throws -> KeepingSink {
        let number = downs.add(1, ordering: .relaxed).oldValue
        let sink = try await KeepingSink(port: TestServers.named().smtp + 200 + number)
        try await sink.stop()
        return sink
    }

    private static let downs = Atomic(0)

    /// Closes the port; what was kept stays.
    func stop() async throws {
        // Not SIGTERM: a child of Foundation's Process may inherit it blocked.
        program.kill()
        try await program.ended()
    }

    /// How many it has kept.
    var count: Int { names.count }

    /// What it has kept, in order.
    func kept() throws -> [Kept] {
        try names.sorted().map { name in
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: folder.path("kept/\(name)"))))
            // Only the header: thousands of mails are read so.
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").prefix(60)
            return Kept(
                recipient: Self.value(of: "X-Envelope-To", in: lines),
                messageID: Self.value(of: "Message-ID", in: lines)
                    .trimmingCharacters(in: CharacterSet(charactersIn: "<>")),
                bytes: bytes)
        }
    }

    private var names: [String] {
        let all = try? FileManager.default.contentsOfDirectory(atPath: folder.path("kept"))
        return (all ?? []).filter { $0.hasSuffix(".eml") }
    }

    private static func value(of field: String, in lines: ArraySlice<Substring>) -> String {
        let prefix = "\(field.lowercased()): "
        let line = lines.first { $0.lowercased().hasPrefix(prefix) }
        return line.map { String($0.dropFirst(prefix.count)) } ?? ""
    }
}
