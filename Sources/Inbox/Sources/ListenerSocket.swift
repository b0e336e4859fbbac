import Foundation
import NIOCore
import NIOPosix

/// A place in the file system where a mail server of this machine brings mail, as Postfix does by
/// `lmtp:unix:/run/parley/lmtp.sock`.
///
/// Its owner and its group may write there and nobody else: whoever may is believed about nothing
/// more than at the port, but needs no network to be kept out of.
public struct ListenerSocket: Sendable, Hashable {
    /// The socket's path, whole.
    public let path: String
    private static let mode: mode_t = 0o660
    /// What a socket's address holds, its last zero left out, and our own ending while it is made.
    private static let longest = 107 - 12

    /// Who has the place.
    public enum State: Sendable, Hashable {
        /// Nothing is there.
        case free
        /// A socket is there and nobody answers: its program is gone.
        case left
        /// A program answers.
        case answered
        /// It can't be had: why, and what to do.
        case unusable(String)
    }

    /// Names a place.
    public init(_ path: String) {
        self.path = path
    }

    /// Why no socket can have the path, wherever it is; nil when one can.
    public var objection: String? {
        guard path.hasPrefix("/"), path.utf8.count <= Self.longest, !path.utf8.contains(0) else {
            return "A socket's path begins with / and has at most \(Self.longest) bytes."
        }
        return nil
    }

    /// Looks who has the place, by knocking.
    public func state() -> State {
        if let objection { return .unusable(objection) }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            return errno == ENOENT ? .free : .unusable(Self.sentence(errno))
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            return .unusable("Something else than a socket is there; move it away.")
        }
        switch knock() {
        case 0, EAGAIN: return .answered
        case ECONNREFUSED: return .left
        case ENOENT: return .free
        case let error: return .unusable(Self.sentence(error))
        }
    }

    /// Opens the place: a socket that somebody left is replaced, one that is answered is not.
    ///
    /// It gets its rights under another name, so that nobody ever meets it without them.
    func bind(_ bootstrap: ServerBootstrap) async throws -> any Channel {
        switch state() {
        case .free, .left: break
        case .answered:
            throw SourceProblem("A program answers at the socket \(path).")
        case .unusable(let why): throw SourceProblem("The socket \(path) can't be had. \(why)")
        }
        let making = "\(path).\(getpid())"
        unlink(making)
        let channel: any Channel
        do {
            channel = try await bootstrap.bind(unixDomainSocketPath: making).get()
        } catch let error as IOError {
            throw SourceProblem(
                "The socket \(path) can't be made. \(Self.sentence(error.errnoCode))")
        }
        guard chmod(making, Self.mode) == 0, rename(making, path) == 0 else {
            let why = Self.sentence(errno)
            unlink(making)
            try? await channel.close()
            throw SourceProblem("The socket \(path) can't be made. \(why)")
        }
        return channel
    }

    /// Takes the socket away, unless another program has made its own there since.
    func remove(_ own: UInt64?) {
        guard let own, inode() == own else { return }
        unlink(path)
    }

    /// What tells this socket from a later one; nil when it has gone.
    func inode() -> UInt64? {
        var status = stat()
        return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// - Returns: 0 when somebody answers, else what the system says.
    private func knock() -> Int32 {
        let socket = Foundation.socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { return errno }
        defer { Foundation.close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: path.utf8.prefix(place.count - 1))
        }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? 0 : errno
    }

    private static func sentence(_ error: Int32) -> String {
        let what = String(cString: strerror(error))
        return switch error {
        case EACCES, EPERM: "\(what): let Parley's account write in its folder."
        case ENOENT: "\(what): make its folder."
        default: "\(what)."
        }
    }
}
