import Engines
import Foundation
import Wire

/// Runs `Tests/Servers/scripted_smtp.py`, which answers as the script says and tells what it heard.
final class ScriptedServer: Sendable {
    private let program: ServerProgram
    var port: Int { program.port }

    init(_ script: [String: [String]] = [:]) throws {
        let json = try JSONEncoder().encode(script)
        program = try ServerProgram(
            "scripted_smtp.py", [String(decoding: json, as: UTF8.self)],
            output: ServerProgram.place("scripted"))
    }

    deinit { try? FileManager.default.removeItem(at: program.output) }

    /// What it has told since its first line, which names the port.
    private var lines: [String] {
        let text = String(
            decoding: FileManager.default.contents(atPath: program.output.path) ?? Data(),
            as: UTF8.self)
        // A line that is still being written is not told yet.
        let whole = text.lastIndex(of: "\n").map { text[..<$0] } ?? ""
        return whole.split(separator: "\n").dropFirst().map(String.init)
    }

    func stop() { program.stop() }

    /// Stops it and returns when its port is free.
    func stopped() async { await program.stopped() }

    /// What it heard so far, line by line; waits a moment until `enough` is satisfied.
    func events(until enough: ([String]) -> Bool = { _ in true }) async throws -> [String] {
        for _ in 0..<12_000 {
            let lines = lines
            if enough(lines) { return lines }
            try await Task.sleep(for: .milliseconds(10))
        }
        return lines
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
        endpoint.timeouts.connect = .seconds(20)
        endpoint.timeouts.command = .seconds(8)
        endpoint.timeouts.finalDot = .seconds(20)
        endpoint.timeouts.quit = .seconds(1)
        endpoint.timeouts.cancelGrace = .seconds(2)
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
