import Foundation

/// A plain socket to a web server, for what no proper client would do.
///
/// Its calls block, so each runs on a thread of its own and not on the test's.
final class RawHTTP: Sendable {
    private let socket: Int32
    struct Failure: Error { let step: String }

    init(port: Int, wait seconds: Int = 30) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            Foundation.close(socket)
            throw Failure(step: "connect")
        }
    }

    deinit { Foundation.close(socket) }

    /// Says that nothing more will be sent.
    func finish() { shutdown(socket, Int32(SHUT_WR)) }

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: body()) }
        }
    }

    /// Sends all of it. - Returns: How many bytes left, fewer when the other side stops taking them.
    @discardableResult
    func send(_ bytes: [UInt8]) async -> Int {
        await blocking { [socket] in
            bytes.withUnsafeBytes { all in
                var offset = 0
                while offset < all.count {
                    let rest = UnsafeRawBufferPointer(rebasing: all[offset...])
                    let count = Foundation.send(
                        socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    if count <= 0 { break }
                    offset += count
                }
                return offset
            }
        }
    }

    @discardableResult
    func send(_ text: String) async -> Int { await send(Array(text.utf8)) }

    /// Reads until so many answers have come, or the end; each of ours has a `Content-Length`.
    func answers(_ count: Int = 1) async -> [RawAnswer] {
        await blocking { [socket] in
            var bytes: [UInt8] = []
            var answers: [RawAnswer] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                while let (answer, length) = RawAnswer.first(in: bytes) {
                    answers.append(answer)
                    bytes.removeFirst(length)
                }
                if answers.count >= count { return answers }
                let got = recv(socket, &buffer, buffer.count, 0)
                guard got > 0 else { return answers }
                bytes += buffer[..<got]
            }
        }
    }

    func answer() async -> RawAnswer? { await answers(1).first }

    /// True when the other side has closed, after whatever it still had to say.
    func isClosed() async -> Bool {
        await blocking { [socket] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let got = recv(socket, &buffer, buffer.count, 0)
                if got <= 0 { return got == 0 || errno == ECONNRESET }
            }
        }
    }
}

/// One answer as it came over the socket.
struct RawAnswer: Sendable {
    let status: Int
    /// Status line and fields.
    let head: String
    let body: String

    /// The first whole one with its length in bytes.
    static func first(in bytes: [UInt8]) -> (RawAnswer, Int)? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.firstRange(of: end) else { return nil }
        let head = String(decoding: bytes[..<start.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let status = Int(lines.first?.split(separator: " ").dropFirst().first ?? "") ?? 0
        let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
        let announced = field.flatMap { $0.split(separator: ":").last }
        let length = announced.flatMap { Int($0.drop { $0 == " " }) } ?? 0
        guard bytes.count >= start.upperBound + length else { return nil }
        let body = bytes[start.upperBound..<start.upperBound + length]
        return (
            RawAnswer(status: status, head: head, body: String(decoding: body, as: UTF8.self)),
            start.upperBound + length
        )
    }
}
