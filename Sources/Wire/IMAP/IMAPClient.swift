/// What a look into a folder found.
public struct IMAPLook: Sendable, Hashable {
    /// Changes when the server's numbers mean other mails than before (RFC 3501 §2.3.1.1).
    public let uidValidity: UInt32
    /// The mails that are not marked as deleted, the oldest first.
    public let uids: [UInt32]
    /// True when nothing may be marked or moved.
    public let isReadOnly: Bool
}

/// What came of fetching one mail.
public enum IMAPMailFetched: Sendable, Hashable {
    /// As the server has it.
    case mail([UInt8])
    /// Larger than allowed: its size in bytes.
    case tooLarge(Int)
    /// It is no longer in the folder.
    case gone
}

/// One folder on a mail server. It connects when it must; after a fault the next call does it anew.
///
/// An actor with a thread of its own to run on, for its calls block.
public actor IMAPClient {
    let endpoint: IMAPEndpoint
    let folder: IMAPFolderName
    private let thread = IMAPThread()
    var connection: IMAPConnection?
    /// Of the folder that is open; 0 for none.
    var uidValidity: UInt32 = 0

    /// Runs on its own queue.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// A client that has not connected yet.
    public init(_ endpoint: IMAPEndpoint, folder: IMAPFolderName) {
        self.endpoint = endpoint
        self.folder = folder
    }

    /// Opens the folder anew and lists it.
    public func look() throws(IMAPProblem) -> IMAPLook {
        let wasKept = connection != nil
        do throws(IMAPProblem) {
            return try lookOnce()
        } catch {
            // Servers close what was idle for long: that is no fault.
            guard wasKept, error.kind == .lost else { throw error }
            return try lookOnce()
        }
    }

    private func lookOnce() throws(IMAPProblem) -> IMAPLook {
        try guarded { () throws(IMAPProblem) in
            let opened = try open()
            var uids: Set<UInt32> = []
            for case .search(let found) in try connected().run(IMAPCommand.search) {
                uids.formUnion(found)
            }
            return IMAPLook(
                uidValidity: uidValidity, uids: uids.sorted(),
                isReadOnly: Self.code("READ-ONLY", in: opened) != nil)
        }
    }

    /// The sizes that the server gives, in bytes; what has gone is left out.
    public func sizes(of uids: [UInt32], under validity: UInt32) throws(IMAPProblem)
        -> [UInt32: Int]
    {
        guard !uids.isEmpty else { return [:] }
        return try guarded { () throws(IMAPProblem) in
            guard try isOpen(under: validity) else { return [:] }
            var sizes: [UInt32: Int] = [:]
            for case .fetch(let mail) in try connected().run(IMAPCommand.sizes(uids)) {
                if let uid = mail.uid, let size = mail.size { sizes[uid] = size }
            }
            return sizes
        }
    }

    /// Fetches a mail without marking it.
    public func fetch(
        _ uid: UInt32, under validity: UInt32, limit: Int
    ) throws(IMAPProblem) -> IMAPMailFetched {
        try guarded { () throws(IMAPProblem) in
            guard try isOpen(under: validity) else { return .gone }
            let answers = try connected().run(IMAPCommand.fetch(uid), literalLimit: limit)
            for case .fetch(let mail) in answers where mail.uid == uid {
                if let size = mail.omitted { return .tooLarge(size) }
                if let body = mail.body { return .mail(body) }
            }
            return .gone
        }
    }

    /// Moves a mail to another folder, which is made if need be. One that has gone is no error.
    public func move(
        _ uid: UInt32, under validity: UInt32, to target: IMAPFolderName
    ) throws(IMAPProblem) {
        try guarded { () throws(IMAPProblem) in
            guard try isOpen(under: validity) else { return }
            do throws(IMAPProblem) {
                try moveOnce(uid, to: target)
            } catch {
                // RFC 3501 §7.1: the folder is missing, and might be made.
                guard error.kind == .refused(code: "TRYCREATE") else { throw error }
                _ = try connected().run(IMAPCommand.create(target))
                try moveOnce(uid, to: target)
            }
        }
    }

    /// Marks a mail as seen.
    public func markSeen(_ uid: UInt32, under validity: UInt32) throws(IMAPProblem) {
        try guarded { () throws(IMAPProblem) in
            guard try isOpen(under: validity) else { return }
            _ = try connected().run(IMAPCommand.mark(uid, "\\Seen"))
        }
    }

    /// Deletes a mail; where the server can't delete one alone (UIDPLUS), it is marked as deleted.
    public func delete(_ uid: UInt32, under validity: UInt32) throws(IMAPProblem) {
        try guarded { () throws(IMAPProblem) in
            guard try isOpen(under: validity) else { return }
            try deleteOnce(uid)
        }
    }

    /// Logs out. The next call connects again.
    public func close() {
        connection = nil
        uidValidity = 0
    }
}
