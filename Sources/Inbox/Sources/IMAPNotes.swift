import People
import Store

/// What is settled about a mail that is still in its folder.
public struct IMAPNote: Sendable, Hashable {
    /// How.
    public enum State: String, Sendable, SQLBindable, SQLReadable {
        /// It is kept here, and only marked there.
        case taken
        /// It is larger than allowed, and was left there.
        case tooLarge = "too-large"
    }

    /// How it is settled.
    public let state: State
    /// Its size in bytes.
    public let size: Int
}

/// Remembers which mails of a folder are settled, so that a restart asks for none of them again.
public struct IMAPNotes: Sendable {
    private let source: ClockAndChance
    private let folder: String

    /// `folder`: See ``IMAPFolder/key``.
    public init(_ source: ClockAndChance, folder: String) {
        self.source = source
        self.folder = folder
    }

    /// The notes by UID.
    public func all(
        under uidValidity: UInt32, _ t: borrowing Transaction
    ) throws -> [UInt32: IMAPNote] {
        let rows = try t.rows(
            """
            SELECT uid, state, size FROM imap_notes
            WHERE folder = \(folder) AND uid_validity = \(Int(uidValidity))
            """)
        var found: [UInt32: IMAPNote] = [:]
        for row in rows {
            let uid: Int = try row["uid"]
            found[UInt32(clamping: uid)] = IMAPNote(
                state: try row["state"], size: try row["size"])
        }
        return found
    }

    /// Notes a mail; what was noted before is replaced.
    public func add(
        _ note: IMAPNote, uid: UInt32, under uidValidity: UInt32, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO imap_notes (folder, uid_validity, uid, state, size, at)
            VALUES (\(folder), \(Int(uidValidity)), \(Int(uid)), \(note.state), \(note.size),
                \(source.now()))
            ON CONFLICT (folder, uid_validity, uid) DO UPDATE
            SET state = excluded.state, size = excluded.size, at = excluded.at
            """)
    }

    /// Forgets mails that have left the folder: their numbers are not used again.
    public func forget(
        _ uids: [UInt32], under uidValidity: UInt32, _ t: borrowing Transaction
    ) throws {
        for uid in uids {
            try t.execute(
                """
                DELETE FROM imap_notes WHERE folder = \(folder)
                    AND uid_validity = \(Int(uidValidity)) AND uid = \(Int(uid))
                """)
        }
    }

    /// Forgets the numbers of before: the server has given the mails new ones.
    public func forgetOthers(
        than uidValidity: UInt32, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            DELETE FROM imap_notes
            WHERE folder = \(folder) AND uid_validity <> \(Int(uidValidity))
            """)
    }

    /// How many mails were left in the folder since they are too large.
    public func tooLarge(_ t: borrowing Transaction) throws -> Int {
        try t.number(
            """
            SELECT COUNT(*) AS n FROM imap_notes
            WHERE folder = \(folder) AND state = \(IMAPNote.State.tooLarge)
            """)
    }
}

/// Where an ``IMAPSource`` keeps its notes; whoever has the database lends it.
public struct IMAPMemory: Sendable {
    /// The notes by UID, those of other numbers forgotten.
    let load: @Sendable (_ uidValidity: UInt32) async throws -> [UInt32: IMAPNote]
    /// Notes a mail, durably.
    let add: @Sendable (IMAPNote, IMAPMail) async throws -> Void
    /// Forgets mails that have gone.
    let forget: @Sendable ([UInt32], _ uidValidity: UInt32) async throws -> Void

    /// Keeps notes in a database.
    public init(_ database: any Database, _ source: ClockAndChance, folder: IMAPFolder) {
        let notes = IMAPNotes(source, folder: folder.key)
        load = { validity in
            try await database.write { t in
                try notes.forgetOthers(than: validity, t)
                return try notes.all(under: validity, t)
            }
        }
        add = { note, mail in
            try await database.write { t in
                try notes.add(note, uid: mail.uid, under: mail.uidValidity, t)
            }
        }
        forget = { uids, validity in
            try await database.write { t in try notes.forget(uids, under: validity, t) }
        }
    }
}
