import Foundation
import Synchronization
import Wire

/// Runs `Tests/Servers/scripted_smtp.py`, which answers as the script says and tells what it heard.
final class ScriptedServer: Sendable {
    let port: Int
    private let process: Process
    private let input = Pipe()
    private let heard: Mutex<String>

    init(_ script: [String: [String]] = [:]) throws {
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Servers/scripted_smtp.py")
        let json = try JSONEncoder().encode(script)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", program.path, String(decoding: json, as: UTF8.self)]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        var first = Data()
        while first.last != 0x0A {
            guard let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty
            else {
                throw CocoaError(.fileReadUnknown)
            }
            first += more
        }
        let words = String(decoding: first, as: UTF8.self).split { $0.isWhitespace }
        port = words.last.flatMap { Int($0) } ?? 0
        heard = Mutex("")
        output.fileHandleForReading.readabilityHandler = { [self] handle in
            let data = handle.availableData
            if data.isEmpty { return handle.readabilityHandler = nil }
            heard.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
    }

    func stop() { try? input.fileHandleForWriting.close() }

    /// Stops it and returns when its port is free.
    func stopped() async {
        stop()
        while process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// What it heard so far, line by line; waits a moment until `enough` is satisfied.
    func events(until enough: ([String]) -> Bool = { _ in true }) async throws -> [String] {
        for _ in 0..<1500 {
            let lines = heard.withLock { $0.split(separator: "\n").map(String.init) }
            if enough(lines) { return lines }
            try await Task.sleep(for: .milliseconds(10))
        }
        return heard.withLock { $0.split(separator: "\n").map(String.init) }
    }

    /// The contents that came, dots and all, as text.
    func messages() async throws -> [String] {
        try await events { $0.contains { $0.hasPrefix("MESSAGE ") } }
            .filter { $0.hasPrefix("MESSAGE ") }
            .compactMap { Data(base64Encoded: String($0.dropFirst(8))) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// An endpoint for it with time-outs that a test can wait for.
    var endpoint: SMTPEndpoint {
        var endpoint = SMTPEndpoint(
            host: "127.0.0.1", port: port, ehloName: "client.test", tls: .never)
        endpoint.timeouts.connect = .seconds(10)
        endpoint.timeouts.command = .seconds(3)
        endpoint.timeouts.finalDot = .seconds(8)
        endpoint.timeouts.quit = .seconds(1)
        endpoint.timeouts.cancelGrace = .milliseconds(300)
        return endpoint
    }
}

/// Runs a body with a server and a client for it, and ends both.
func withServer<Value>(
    _ script: [String: [String]] = [:], _ change: (inout SMTPEndpoint) -> Void = { _ in },
    _ body: (ScriptedServer, SMTPClient) async throws -> Value
) async throws -> Value {
    let server = try ScriptedServer(script)
    defer { server.stop() }
    var endpoint = server.endpoint
    change(&endpoint)
    let client = SMTPClient(endpoint)
    do {
        let value = try await body(server, client)
        await client.close()
        return value
    } catch {
        await client.close()
        throw error
    }
}

let someEnvelope = MailEnvelope(reversePath: "bounce+1@school.test", recipient: "ana@home.test")
let someMail = Array("Subject: Trip\r\n\r\nHello\r\n".utf8)
