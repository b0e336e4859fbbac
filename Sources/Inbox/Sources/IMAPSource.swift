import People
import Store
import Wire

/// The mails in a folder of a mail server.
///
/// A mail is fetched without marking it, and moved, marked or deleted only once its bytes are kept.
/// What was kept and not moved is fetched again after a crash and seen to be the same by its digest;
/// so too after the server has numbered its mails anew (UIDVALIDITY). Which mails are to be had is
/// asked of the folder and of our notes, and never of `\Seen`: people look into folders too.
public actor IMAPSource: Source {
    private let folder: IMAPFolder
    private let client: IMAPClient
    private let largest: Int
    private let memory: IMAPMemory
    private let now: @Sendable () -> Instant
    private var patience = IMAPPatience()
    private var sizes: [UInt32: Int] = [:]
    private var notes: (uidValidity: UInt32, byUID: [UInt32: IMAPNote])?

    /// Mails that are asked after in one command.
    private static let sizesAtOnce = 1_000

    /// A source that has not connected yet.
    /// - Parameters:
    ///   - folder: Where, and what is done with a mail that is kept.
    ///   - largest: Bytes of one mail, at most.
    ///   - memory: Where it is noted what stays in the folder and is settled.
    ///   - now: A clock, for waiting after failures.
    public init(
        _ folder: IMAPFolder, largest: Int, memory: IMAPMemory,
        now: @escaping @Sendable () -> Instant
    ) {
        self.folder = folder
        self.largest = largest
        self.memory = memory
        self.now = now
        client = IMAPClient(folder.endpoint, folder: folder.name)
    }

    /// What is in the folder and not settled, the oldest first; what made trouble comes last.
    public func waiting() async throws(SourceProblem) -> [IMAPMail] {
        let look = try await asked { client async throws(IMAPProblem) in try await client.look() }
        guard !look.isReadOnly else {
            throw SourceProblem(
                "The folder \(folder.name) at \(folder.endpoint.place) may only be read, so no mail "
                    + "is taken. Give the account the right to move or mark mails there.")
        }
        let settled = try await settled(look)
        let open = look.uids.filter { !isSettled(settled[$0]) }
        try await learnSizes(of: open, under: look.uidValidity)
        return patience.ordered(open.map { IMAPMail(uidValidity: look.uidValidity, uid: $0) })
    }

    /// A mail's bytes, with the envelope as far as the server noted it.
    public func take(_ mail: IMAPMail) async throws(SourceProblem) -> Arrival? {
        if let size = sizes[mail.uid], size > largest { throw try await tooLarge(mail, size) }
        if let obstacle = patience.obstacle(to: mail, now: now()) { throw obstacle }
        let limit = largest
        let fetched: IMAPMailFetched
        do throws(SourceProblem) {
            fetched = try await asked { client async throws(IMAPProblem) in
                try await client.fetch(mail.uid, under: mail.uidValidity, limit: limit)
            }
        } catch {
            patience.struck(mail, error, now: now())
            throw error
        }
        switch fetched {
        case .gone: return nil
        case .tooLarge(let size): throw try await tooLarge(mail, size)
        case .mail(let bytes):
            let envelope = DeliveryFields(bytes)
            return Arrival(
                source: "imap", deliveryID: nil, reversePath: envelope.reversePath,
                recipients: envelope.recipients, bytes: bytes)
        }
    }

    /// Moves, marks or deletes a mail in its folder.
    public func acknowledge(_ mail: IMAPMail) async throws(SourceProblem) {
        let after = folder.after
        do throws(SourceProblem) {
            try await asked { client async throws(IMAPProblem) in
                switch after {
                case .move(let target):
                    try await client.move(mail.uid, under: mail.uidValidity, to: target)
                case .markSeen: try await client.markSeen(mail.uid, under: mail.uidValidity)
                case .delete: try await client.delete(mail.uid, under: mail.uidValidity)
                }
            }
        } catch {
            throw SourceProblem(
                "Mail in \(folder.name) was kept and can't be \(after.participle): \(error)")
        }
        if after == .markSeen {
            try await note(IMAPNote(state: .taken, size: sizes[mail.uid] ?? 0), mail)
        }
    }

    /// Logs out; the next question connects again.
    public func close() async {
        await client.close()
    }
}

// MARK: Asking

extension IMAPSource {
    /// Asks the server, unless it failed lately.
    private func asked<Answer: Sendable>(
        _ question: (IMAPClient) async throws(IMAPProblem) -> Answer
    ) async throws(SourceProblem) -> Answer {
        if let obstacle = patience.obstacle(now: now()) { throw obstacle }
        do throws(IMAPProblem) {
            let answer = try await question(client)
            patience.succeeded()
            return answer
        } catch {
            patience.failed(error, now: now())
            throw SourceProblem(error.description)
        }
    }

    private func learnSizes(
        of uids: [UInt32], under validity: UInt32
    ) async throws(SourceProblem) {
        let there = Set(uids)
        sizes = sizes.filter { there.contains($0.key) }
        var unknown = uids.filter { sizes[$0] == nil }[...]
        while !unknown.isEmpty {
            let batch = Array(unknown.prefix(Self.sizesAtOnce))
            unknown = unknown.dropFirst(batch.count)
            let found = try await asked { client async throws(IMAPProblem) in
                try await client.sizes(of: batch, under: validity)
            }
            sizes.merge(found) { $1 }
        }
    }
}

// MARK: Notes

extension IMAPSource {
    /// A mail that was too large may be small enough by now.
    private func isSettled(_ note: IMAPNote?) -> Bool {
        guard let note else { return false }
        return note.state == .taken ? folder.after == .markSeen : note.size > largest
    }

    private func settled(_ look: IMAPLook) async throws(SourceProblem) -> [UInt32: IMAPNote] {
        do {
            var known: [UInt32: IMAPNote]
            if let notes, notes.uidValidity == look.uidValidity {
                known = notes.byUID
            } else {
                known = try await memory.load(look.uidValidity)
                sizes = [:]
            }
            let gone = Set(known.keys).subtracting(look.uids)
            if !gone.isEmpty {
                try await memory.forget(Array(gone), look.uidValidity)
                for uid in gone { known[uid] = nil }
            }
            notes = (look.uidValidity, known)
            return known
        } catch {
            throw SourceProblem("\(error)")
        }
    }

    private func note(_ note: IMAPNote, _ mail: IMAPMail) async throws(SourceProblem) {
        do {
            try await memory.add(note, mail)
        } catch {
            throw SourceProblem("\(error)")
        }
        if notes?.uidValidity == mail.uidValidity { notes?.byUID[mail.uid] = note }
    }

    private func tooLarge(
        _ mail: IMAPMail, _ size: Int
    ) async throws(SourceProblem) -> SourceProblem {
        try await note(IMAPNote(state: .tooLarge, size: size), mail)
        return SourceProblem(
            "Mail \(mail.uid) in \(folder.name) at \(folder.endpoint.place) has "
                + "\((size + 1_048_575) >> 20) MiB, more than the \(largest >> 20) that are taken, "
                + "and stays there. Read it there, or raise inbox.largest_mail_mib.")
    }
}

extension IMAPFolder.After {
    fileprivate var participle: String {
        switch self {
        case .move(let target): "moved to \(target)"
        case .markSeen: "marked as seen"
        case .delete: "deleted"
        }
    }
}
