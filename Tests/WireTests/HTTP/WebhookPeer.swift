import Engines
import Foundation
import Wire

/// Runs `Tests/Servers/webhook_peer.py`, a provider that checks what it is given and misbehaves as
/// told.
final class WebhookPeer: Sendable {
    let folder: URL
    private let program: ServerProgram
    var port: Int { program.port }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    init(tls: Bool = false, _ more: [String] = []) throws {
        folder = ServerProgram.place("peer")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        program = try ServerProgram(
            "webhook_peer.py",
            [
                "--secret", Self.secret, "--account", "AC1", "--token", "tok", "--record",
                folder.appending(path: "record").path,
            ] + (tls ? ["--tls", folder.path] : []) + more,
            output: folder.appending(path: "output"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func stop() { program.stop() }

    /// Ends it and returns when its port is free.
    func stopped() async { await program.stopped() }

    func url(_ path: String = "/other", scheme: String = "http", host: String = "127.0.0.1")
        -> String
    { "\(scheme)://\(host):\(port)\(path)" }

    /// The certificate that it made for itself, of localhost and 127.0.0.1.
    var caFile: String { folder.appending(path: "cert.pem").path }

    /// Tells it how to answer the next requests, as JSON: `["huge": 10000000]` or a word.
    func next(_ acts: String...) async throws {
        let body = "{\"next\":[\(acts.joined(separator: ","))]}"
        var request = HTTPRequest("POST", url("/control"))
        request.body = Array(body.utf8)
        let client = HTTPClient(HTTPOptions())
        let outcome = await client.send(request)
        await client.close()
        guard case .answered(let response) = outcome, response.status == 200 else {
            throw CocoaError(.featureUnsupported)
        }
    }

    /// The requests that it has read, oldest first.
    func requests() throws -> [Heard] {
        let path = folder.appending(path: "record").path
        let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 10)
        return try lines.map { try JSONDecoder().decode(Heard.self, from: Data($0)) }
    }

    /// Waits until a request has come; false where none comes.
    func isAsked() async throws -> Bool {
        for _ in 0..<3_000 {
            if try !requests().isEmpty { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// What it wrote down of a request.
    struct Heard: Decodable {
        let method: String
        let path: String
        let headers: [String: String]
        /// In base64.
        let body: String
        let kind: String
        let valid: Bool
        let reason: String?
        let reference: String?
        let repeated: Bool?
        let to: String?
        let from: String?
        let text: String?
        let receipt_url: String?
        let connection: Int

        var bytes: [UInt8] { Array(Data(base64Encoded: body) ?? Data()) }
    }
}

/// Runs a body with a peer and a client for it, and ends both.
func withPeer<Value>(
    tls: Bool = false, _ change: (inout HTTPOptions) -> Void = { _ in },
    _ body: (WebhookPeer, HTTPClient) async throws -> Value
) async throws -> Value {
    let peer = try WebhookPeer(tls: tls)
    defer { peer.stop() }
    var options = HTTPOptions()
    options.connect = .seconds(5)
    // A busy machine must not look like an idle connection.
    options.kept = .seconds(600)
    options.idle = .seconds(600)
    options.whole = .seconds(10)
    change(&options)
    let client = HTTPClient(options)
    do {
        let value = try await body(peer, client)
        await client.close()
        return value
    } catch {
        await client.close()
        throw error
    }
}
