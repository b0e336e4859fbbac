import Engines
import Foundation

/// One conversation by LMTP (RFC 2033) over a plain socket, as a school's mail server has it with
/// `parley serve`.
final class LMTPTalk: Sendable {
    private let socket: RawSocket

    /// The listener went away, or never was there.
    struct Broken: Error { let step: String }

    /// Connects, and gets over with the greetings.
    init(port: Int) async throws {
        socket = try RawSocket(port: port, wait: 60)
        guard try await reply().hasPrefix("220"), try await say("LHLO mx.test").hasPrefix("250")
        else { throw Broken(step: "greeting") }
    }

    /// Says one line.
    /// - Returns: The last line of the reply.
    @discardableResult
    func say(_ line: String) async throws -> String {
        try await send(Array("\(line)\r\n".utf8))
        return try await reply()
    }

    /// Hands a mail over.
    /// - Returns: The first reply that is no consent, or the answer to the mail.
    func deliver(_ mail: String, from sender: String, to recipient: String) async throws -> String {
        for command in ["MAIL FROM:<\(sender)>", "RCPT TO:<\(recipient)>", "DATA"] {
            let reply = try await say(command)
            guard let first = reply.first, "23".contains(first) else { return reply }
        }
        return try await content(mail)
    }

    /// The mail itself, after DATA.
    /// - Returns: The answer to it.
    func content(_ mail: String) async throws -> String {
        try await content([UInt8](mail.crlf.replacing("\r\n.", with: "\r\n..").utf8))
    }

    /// The mail itself as bytes, in which no line begins with a dot.
    /// - Returns: The answer to it.
    func content(_ bytes: [UInt8]) async throws -> String {
        try await send(bytes)
        try await send(Array("\r\n.\r\n".utf8))
        return try await reply()
    }

    private func send(_ bytes: [UInt8]) async throws {
        guard await socket.send(bytes) == bytes.count else { throw Broken(step: "sending") }
    }

    /// The last line of a reply: the one without a hyphen after its code.
    private func reply() async throws -> String {
        let line = await socket.blocking { socket in
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while recv(socket, &byte, 1, 0) == 1 {
                guard byte == 10 else {
                    line.append(byte)
                    continue
                }
                if line.dropFirst(3).first != UInt8(ascii: "-") {
                    return String(decoding: line.filter { $0 != 13 }, as: UTF8.self)
                }
                line = []
            }
            return ""
        }
        guard !line.isEmpty else { throw Broken(step: "listening") }
        return line
    }
}
