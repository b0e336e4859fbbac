import Foundation

/// A plain socket to a listener, for what no proper client would do.
///
/// Its calls block, so each runs on a thread of its own and not on the test's.
final class RawClient: Sendable {
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

    func close() { Foundation.close(socket) }

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: body()) }
        }
    }

    /// Sends all of it. - Returns: How many bytes left, fewer when the other side stops taking them.
    @discardableResult
    func send(_ text: String) async -> Int { await send(Array(text.utf8)) }

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

    /// Reads until so many replies have come, or the end; a reply's last line has a space as its
    /// fourth character.
    func replies(_ count: Int) async -> [String] {
        await blocking { [socket] in
            var text = ""
            var buffer = [UInt8](repeating: 0, count: 4096)
            func ended() -> [String] {
                text.components(separatedBy: "\r\n").dropLast().filter {
                    $0.dropFirst(3).first == " "
                }
            }
            while ended().count < count {
                let got = recv(socket, &buffer, buffer.count, 0)
                guard got > 0 else { break }
                text += String(decoding: buffer[..<got], as: UTF8.self)
            }
            return ended()
        }
    }

    /// True when the other side has closed, after whatever it still had to say.
    func isClosed() async -> Bool {
        await blocking { [socket] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let got = recv(socket, &buffer, buffer.count, 0)
                if got <= 0 { return got == 0 || errno == ECONNRESET }
            }
        }
    }
}
