import Engines
import Foundation
import Wire

/// Runs `Tests/Servers/scripted_imap.py`, which misbehaves as told and tells what it heard.
final class ScriptedMailbox: Sendable {
    /// What it is told; see the program's first lines.
    struct Script: Encodable, Sendable {
        var mails: [String: String] = [:]
        var capabilities: String?
        var uidvalidity: Int?
        var readonly: Bool?
        var cut: [Int]?
        var mute: [Int]?
        var sizes: [String: Int]?
        var gone: [Int]?
        var bearer: [String]?
        var nonsense: Bool?
        var replies: [String: [String]]?
    }

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let heard: URL

    init(_ script: Script) throws {
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Servers/scripted_imap.py")
        heard = FileManager.default.temporaryDirectory
            .appending(path: "parley-imap-\(UUID().uuidString)")
        try Data().write(to: heard)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", program.path,
            String(decoding: try JSONEncoder().encode(script), as: UTF8.self),
        ]
        process.standardOutput = try FileHandle(forWritingTo: heard)
        process.standardInput = input
        try process.runAlone()
        var number: Int?
        for _ in 0..<3_000 where number == nil {
            Thread.sleep(forTimeInterval: 0.01)
            let text = try String(contentsOf: heard, encoding: .utf8)
            guard let end = text.firstIndex(of: "\n") else { continue }
            number = Int(text[..<end].dropFirst(5))
        }
        guard let number else { throw CocoaError(.fileReadUnknown) }
        port = number
    }

    deinit {
        try? input.fileHandleForWriting.close()
        try? FileManager.default.removeItem(at: heard)
    }

    /// The commands that it heard so far, without tags.
    var commands: [String] {
        let text = String(
            decoding: FileManager.default.contents(atPath: heard.path) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map(String.init)
    }

    /// How many commands began so.
    func count(_ beginning: String) -> Int { commands.count { $0.hasPrefix(beginning) } }

    /// Stops it; nobody answers on its port any more.
    func stop() async {
        try? input.fileHandleForWriting.close()
        while process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// An endpoint for it with time-outs that a test can wait for.
    var endpoint: IMAPEndpoint {
        var endpoint = IMAPEndpoint(
            host: "127.0.0.1", port: port, tls: .never, user: "liaison", password: "secret")
        endpoint.timeouts.connect = .seconds(20)
        endpoint.timeouts.silence = .seconds(5)
        return endpoint
    }
}
