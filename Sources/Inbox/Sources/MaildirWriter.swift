import Foundation
import Synchronization

/// Puts mails into a Maildir, each durable before ``deliver(_:at:)`` returns.
///
/// A mail is written to `tmp`, synced, and moved to `new`, whose entry is synced too; a reader never
/// sees half of one. Source: https://cr.yp.to/proto/maildir.html.
public struct MaildirWriter: Sendable {
    private let folder: String
    private let host: String
    private let count: Counter

    /// Names within one process differ by it.
    private final class Counter: Sendable {
        private let next = Atomic<Int>(0)
        func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).newValue }
    }

    /// A writer for a Maildir, which is made when it is not there.
    /// - Parameters:
    ///   - folder: Its path.
    ///   - host: This machine's name, for the names of files.
    /// - Throws: ``MaildirError`` when the folders cannot be made.
    public init(folder: String, host: String) throws(MaildirError) {
        self.folder = folder
        self.host = String(host.map { $0 == "/" || $0 == ":" || $0 == "\0" ? "_" : $0 })
        count = Counter()
        for name in ["", "/tmp", "/new", "/cur"] {
            let path = folder + name
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw MaildirError(step: "make the folder", path: path, code: errno)
            }
        }
    }

    /// Writes one mail. Blocks for the disk: call it on a queue of its own.
    /// - Parameters:
    ///   - pieces: The mail's bytes, in pieces that are written one after the other.
    ///   - time: Now, in milliseconds since 1970 UTC, for the file's name.
    /// - Returns: The file's name in `new`.
    /// - Throws: ``StorageFull`` when there is no room, else ``MaildirError``.
    public func deliver(_ pieces: [[UInt8]], at time: Int64) throws -> String {
        let name = "\(time / 1000).M\(time % 1000 * 1000)P\(getpid())Q\(count.take()).\(host)"
        let temporary = "\(folder)/tmp/\(name)"
        let final = "\(folder)/new/\(name)"
        let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem("make", temporary) }
        do {
            defer { close(file) }
            for piece in pieces { try write(piece, to: file, temporary) }
            guard fsync(file) == 0 else { throw problem("sync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, final) == 0 else {
            defer { unlink(temporary) }
            throw problem("move to new", temporary)
        }
        try syncFolder("\(folder)/new")
        return name
    }

    private func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws {
        try bytes.withUnsafeBytes { all in
            var offset = 0
            while offset < all.count {
                let rest = UnsafeRawBufferPointer(rebasing: all[offset...])
                let written = Foundation.write(file, rest.baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw problem("write", path) }
                offset += written
            }
        }
    }

    private func syncFolder(_ path: String) throws {
        let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw problem("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw problem("sync", path) }
    }

    private func problem(_ step: String, _ path: String) -> any Error {
        let code = errno
        return code == ENOSPC || code == EDQUOT
            ? StorageFull() : MaildirError(step: step, path: path, code: code)
    }
}

/// A Maildir that cannot be written.
public struct MaildirError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried.
    public let step: String
    /// The file or folder.
    public let path: String
    /// The system's error number.
    public let code: Int32

    /// What, where and why.
    public var description: String {
        "Cannot \(step) \(path): \(String(cString: strerror(code))). "
            + "Check that the folder exists and may be written."
    }
}
