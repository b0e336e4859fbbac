import Foundation

/// One conversation by LMTP (RFC 2033) over a plain socket, as a school's mail server has it with
/// `parley serve`.
///
/// Its calls block, so each runs on a thread of its own.
final class LMTPTalk: Sendable {
    private let socket: Int32

    /// The listener went away, or never was there.
    struct Broken: Error { let step: String }

    /// Connects, and gets over with the greetings.
    init(port: Int) async throws {
        socket = try Self.connected(to: port)
        guard try await reply().hasPrefix("220"), try await say("LHLO mx.test").hasPrefix("250")
        else { throw Broken(step: "greeting") }
    }

    deinit { close(socket) }

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
        let sent = await blocking { [socket] in
            bytes.withUnsafeBytes { all -> Int in
                var offset = 0
                while offset < all.count {
                    let rest = UnsafeRawBufferPointer(rebasing: all[offset...])
                    let count = Foundation.send(
                        socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    guard count > 0 else { break }
                    offset += count
                }
                return offset
            }
        }
        guard sent == bytes.count else { throw Broken(step: "sending") }
    }

    /// The last line of a reply: the one without a hyphen after its code.
    private func reply() async throws -> String {
        let line = await blocking { [socket] in
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

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: body()) }
        }
    }

    private static func connected(to port: Int) throws -> Int32 {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var wait = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(socket)
            throw Broken(step: "connecting")
        }
        return socket
    }
}
