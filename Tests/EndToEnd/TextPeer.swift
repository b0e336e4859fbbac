import Foundation
import Testing

/// `Tests/Servers/webhook_peer.py`: a text provider that checks what it is given by code of its own,
/// misbehaves as told, and sends signed webhooks.
final class TextPeer: Sendable {
    /// Which provider it plays.
    enum Kind: String, Sendable, CaseIterable, CustomTestStringConvertible {
        case standard = "standard-webhooks"
        case twilio

        var testDescription: String { rawValue }
    }

    /// One request that it read.
    struct Taken: Decodable, Sendable {
        let valid: Bool
        let reason: String?
        let reference: String?
        let repeated: Bool?
        let to: String?, from: String?, text: String?
        let receipt: String?
        let id: String?

        enum CodingKeys: String, CodingKey {
            case valid, reason, reference, repeated, to, from, text, id
            case receipt = "receipt_url"
        }
    }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let number = "+12025550100"
    private static let account = "AC0123456789abcdef0123456789abcdef"
    private static let token = "5ca1ab1e5ca1ab1e"

    let kind: Kind
    let port: Int
    private let program: RunningProgram
    private let folder: Folder
    private static let script = ParleyProgram.repository
        .appending(path: "Tests/Servers/webhook_peer.py").path
    private static let python = URL(filePath: "/usr/bin/python3")

    /// `receipts`: The states that it reports of each text, in this order.
    init(_ kind: Kind, receipts: [String] = []) async throws {
        self.kind = kind
        folder = try Folder()
        // It ends when its standard input does, so that is a pipe which nobody closes.
        program = try RunningProgram(
            URL(filePath: "/bin/sh"),
            [
                "-c", "sleep 3600 | exec python3 \"$@\"", "peer", Self.script, "serve", "--port",
                "0", "--secret", Self.secret, "--account", Self.account, "--token", Self.token,
                "--record", folder.path("taken.jsonl"), "--receipts",
                receipts.joined(separator: ","),
            ], environment: ["PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"], in: folder)
        let line = try await program.firstLine()
        guard let port = Int(line) else { throw Silent(line: line) }
        self.port = port
    }

    private struct Silent: Error { let line: String }

    /// What an operator sets to send through it.
    /// `web`: The port of Parley's own, that the peer reaches it by.
    func settings(web: Int) -> [String: String] {
        var settings = [
            "sms.provider": kind.rawValue, "sms.from": Self.number, "sms.welcome": "never",
            "web.listen": "127.0.0.1:\(web)", "web.public_url": "http://127.0.0.1:\(web)",
        ]
        switch kind {
        case .standard:
            settings["sms.url"] = "http://127.0.0.1:\(port)/send"
            settings["sms.secret"] = Self.secret
        case .twilio:
            settings["sms.url"] = "http://127.0.0.1:\(port)"
            settings["sms.account"] = Self.account
            settings["sms.token"] = Self.token
        }
        return settings
    }

    /// What it has taken, in order.
    func taken() throws -> [Taken] {
        let text = FileManager.default.contents(atPath: folder.path("taken.jsonl")) ?? Data()
        return try String(decoding: text, as: UTF8.self).split(separator: "\n").map {
            try JSONDecoder().decode(Taken.self, from: Data($0.utf8))
        }
    }

    /// How it answers the next requests: JSON of a list.
    func behave(_ next: String) async throws {
        var request = "POST /control HTTP/1.1\r\nHost: peer\r\n"
        let body = "{\"next\": \(next)}"
        request += "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        try await HTTPTalk.say(request, port: port)
    }

    /// Sends a parent's text, signed.
    /// - Returns: The status of the answer.
    @discardableResult
    func text(
        _ words: String, from number: String, id: String, to web: Int, more: [String] = []
    ) async throws -> Int {
        try await post(
            [
                "--kind", "text", "--url", hook("inbound", web), "--id", id, "--from", number,
                "--to", Self.number, "--text", words,
            ] + more)
    }

    /// Sends a receipt about a text that it took.
    @discardableResult
    func receipt(_ status: String, of text: Taken, more: [String] = []) async throws -> Int {
        guard let url = text.receipt else { return 0 }
        return try await post(
            [
                "--kind", "receipt", "--url", url, "--id", text.id ?? "", "--from", Self.number,
                "--to", text.to ?? "", "--status", status,
            ] + (text.reference.map { ["--reference", $0] } ?? []) + more)
    }

    func hook(_ name: String, _ web: Int) -> String {
        "http://127.0.0.1:\(web)/hooks/sms/\(kind.rawValue)/\(name)"
    }

    private func post(_ arguments: [String]) async throws -> Int {
        let run = try RunningProgram(
            Self.python,
            [
                Self.script, "post", "--scheme", kind.rawValue, "--secret",
                kind == .standard ? Self.secret : Self.token, "--account", Self.account,
            ] + arguments, environment: ["PYTHONUNBUFFERED": "1"], in: folder)
        try await run.ended()
        guard
            let status = run.output.split(whereSeparator: \.isWhitespace).first.flatMap({ Int($0) })
        else { throw Silent(line: run.output + run.complaints) }
        return status
    }
}

/// One plain HTTP exchange, for what needs no client.
enum HTTPTalk {
    static func say(_ request: String, port: Int) async throws {
        let run = try RunningProgram(
            URL(filePath: "/usr/bin/python3"),
            [
                "-c",
                """
                import socket, sys
                s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                s.sendall(sys.argv[2].encode())
                s.settimeout(20)
                print(s.recv(65536).decode("latin-1"))
                """, String(port), request,
            ], environment: [:], in: try Folder())
        try await run.ended()
    }

    /// A port that nobody listens on now.
    static func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(handle, raw, size) == 0 ? getsockname(handle, raw, &size) : -1
            }
        }
        guard status == 0 else { throw NoPort() }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private struct NoPort: Error {}
}
