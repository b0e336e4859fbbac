import Dispatch
import Foundation

/// A file of a Maildir's `new`.
public struct MaildirFile: Sendable, Hashable {
    /// As bytes: a file's name need not be UTF-8.
    let name: [UInt8]
    let inode: UInt64

    /// The name in `cur`, marked as seen. Source: https://cr.yp.to/proto/maildir.html.
    var seenName: [UInt8] {
        let mark = Array(":2,".utf8)
        guard let place = name.firstRange(of: mark) else { return name + mark + [seen] }
        let flags = Set(name[place.upperBound...]).union([seen])
        return name[..<place.upperBound] + flags.sorted()
    }

    private var seen: UInt8 { UInt8(ascii: "S") }
}

/// The mails that a mail server puts into a Maildir.
///
/// A file is left in `new` until its bytes are kept; then it is moved to `cur`, marked as seen, where
/// a mail program still finds it. Only plain files are taken: links and pipes are not followed.
/// The digest is the key of what is kept, so that a file which is handed out again after a crash is
/// seen to be the same.
public struct MaildirSource: Source {
    private let folder: String
    private let largest: Int
    /// Disks block, and some are at the far end of a network.
    private let queue = DispatchQueue(label: "maildir")

    /// Files at one look, at most; the others are seen at the next.
    private static let filesAtOnce = 50_000

    /// A Maildir that a mail server delivers to.
    /// - Parameters:
    ///   - folder: The folder that holds `new` and `cur`.
    ///   - largest: Bytes of one mail, at most.
    public init(folder: String, largest: Int) {
        self.folder = folder
        self.largest = largest
    }

    /// The plain names in `new`, the oldest first: a name begins with its second.
    public func waiting() async throws(SourceProblem) -> [MaildirFile] {
        try await onQueue { () throws(SourceProblem) in
            for box in ["new", "cur"] where access("\(folder)/\(box)", R_OK | W_OK | X_OK) != 0 {
                throw unusable(box, errno)
            }
            return try listed().sorted { $0.name.lexicographicallyPrecedes($1.name) }
        }
    }

    /// A file's bytes, with the envelope as far as the mail server noted it.
    public func take(_ file: MaildirFile) async throws(SourceProblem) -> Arrival? {
        let bytes = try await onQueue { () throws(SourceProblem) in try read(file) }
        guard let bytes else { return nil }
        let envelope = DeliveryFields(bytes)
        return Arrival(
            source: "maildir", deliveryID: nil, reversePath: envelope.reversePath,
            recipients: envelope.recipients, bytes: bytes)
    }

    /// Moves a file to `cur`.
    public func acknowledge(_ file: MaildirFile) async throws(SourceProblem) {
        try await onQueue { () throws(SourceProblem) in
            guard rename(path("new", file.name), path("cur", file.seenName)) == 0 else {
                if errno == ENOENT { return }
                throw problem(file, "was kept and can't be moved to cur", errno)
            }
            // The new entry first: a crash between the two may show the file twice, never not at all.
            for box in ["cur", "new"] { try sync(box) }
        }
    }

    private func onQueue<Value: Sendable>(
        _ work: @escaping @Sendable () throws(SourceProblem) -> Value
    ) async throws(SourceProblem) -> Value {
        let result = await withCheckedContinuation { done in
            queue.async {
                done.resume(returning: Result { () throws(SourceProblem) in try work() })
            }
        }
        return try result.get()
    }
}

// MARK: The disk

extension MaildirSource {
    private func listed() throws(SourceProblem) -> [MaildirFile] {
        guard let list = opendir("\(folder)/new") else { throw unusable("new", errno) }
        defer { closedir(list) }
        var found: [MaildirFile] = []
        while found.count < Self.filesAtOnce, let entry = readdir(list) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.first == UInt8(ascii: ".") { continue }
            found.append(MaildirFile(name: name, inode: UInt64(entry.pointee.d_ino)))
        }
        return found
    }

    private func read(_ file: MaildirFile) throws(SourceProblem) -> [UInt8]? {
        let path = path("new", file.name)
        var status = stat()
        guard lstat(path, &status) == 0 else { return try goneOrUnreadable(file, errno) }
        guard try isTakable(status, file) else { return nil }
        // Looked at again once it is open: the name may stand for something else by now, and a pipe
        // must not hold us up.
        let handle = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard handle >= 0 else { return try goneOrUnreadable(file, errno) }
        defer { close(handle) }
        guard fstat(handle, &status) == 0 else { return try goneOrUnreadable(file, errno) }
        guard try isTakable(status, file) else { return nil }
        return try contents(of: handle, Int(status.st_size), file)
    }

    /// - Returns: False for a folder, which is nothing to speak of.
    private func isTakable(_ status: stat, _ file: MaildirFile) throws(SourceProblem) -> Bool {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return false
        case S_IFREG: break
        default:
            throw SourceProblem(
                "\(name(of: file)) is a link or a pipe and is not followed. Move it away.")
        }
        guard status.st_size <= largest else { throw tooLarge(file) }
        return true
    }

    private func contents(
        of handle: Int32, _ size: Int, _ file: MaildirFile
    ) throws(SourceProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(handle, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem(file, "can't be read", errno) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= largest else { throw tooLarge(file) }
        }
    }

    private func sync(_ box: String) throws(SourceProblem) {
        let handle = open("\(folder)/\(box)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw unusable(box, errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw unusable(box, errno) }
    }

    private func path(_ box: String, _ name: [UInt8]) -> [CChar] {
        (Array("\(folder)/\(box)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
    }
}

// MARK: What is in the way

extension MaildirSource {
    private func name(of file: MaildirFile) -> String {
        "\(folder)/new/\(String(decoding: file.name, as: UTF8.self))"
    }

    /// Another program may have taken the file: that is no fault.
    private func goneOrUnreadable(
        _ file: MaildirFile, _ code: Int32
    ) throws(SourceProblem) -> [UInt8]? {
        if code == ENOENT { return nil }
        throw problem(file, "can't be read", code)
    }

    private func problem(_ file: MaildirFile, _ what: String, _ code: Int32) -> SourceProblem {
        SourceProblem(
            "\(name(of: file)) \(what): \(String(cString: strerror(code))). \(remedy(code))")
    }

    private func unusable(_ box: String, _ code: Int32) -> SourceProblem {
        SourceProblem(
            "The Maildir's folder \(folder)/\(box) can't be used: "
                + "\(String(cString: strerror(code))). \(remedy(code))")
    }

    private func remedy(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM:
            "Run parley under the account that the mail is delivered to, or let its group read and "
                + "write the Maildir (chmod -R g+rwX)."
        case ENOENT, ENOTDIR:
            "Check inbox.maildir: it names the folder that holds new and cur."
        default: "Check the disk."
        }
    }

    private func tooLarge(_ file: MaildirFile) -> SourceProblem {
        SourceProblem(
            "\(name(of: file)) is larger than \(largest >> 20) MiB and stays where it is. Raise "
                + "inbox.largest_mail_mib, or move it away.")
    }
}
