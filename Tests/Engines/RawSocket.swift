import Foundation
import Synchronization

/// A plain socket to a port of loopback, for what no proper client would do.
///
/// Its calls block, so each runs on a thread of its own and not on the test's.
public final class RawSocket: Sendable {
    private let socket: Int32
    private let isOver = Mutex(false)

    /// What could not be done.
    public struct Failure: Error {
        /// In a word.
        public let step: String
    }

    /// Connects. `wait`: Seconds that a call may block.
    public init(port: Int, wait seconds: Int = 30) throws {
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

    /// Connects to a socket in the file system.
    public init(path: String, wait seconds: Int = 30) throws {
        socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else {
            Foundation.close(socket)
            throw Failure(step: "connect")
        }
    }

    deinit { close() }

    /// Closes it, once.
    public func close() {
        let wasOver = isOver.withLock { isOver in
            defer { isOver = true }
            return isOver
        }
        if !wasOver { Foundation.close(socket) }
    }

    /// Says that nothing more will be sent.
    public func finish() { shutdown(socket, Int32(SHUT_WR)) }

    /// Works with the descriptor on a thread that may block.
    public func blocking<Value: Sendable>(
        _ body: @escaping @Sendable (Int32) -> Value
    ) async -> Value {
        await withCheckedContinuation { done in
            Thread.detachNewThread { [self] in done.resume(returning: body(socket)) }
        }
    }

    /// Sends all of it. - Returns: How many bytes left, fewer when the other side stops taking them.
    @discardableResult
    public func send(_ bytes: [UInt8]) async -> Int {
        await blocking { socket in
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

    /// Sends a text as UTF-8.
    @discardableResult
    public func send(_ text: String) async -> Int { await send(Array(text.utf8)) }

    /// True when the other side has closed, after whatever it still had to say.
    public func isClosed() async -> Bool {
        await blocking { socket in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let got = recv(socket, &buffer, buffer.count, 0)
                if got <= 0 { return got == 0 || errno == ECONNRESET }
            }
        }
    }
}
