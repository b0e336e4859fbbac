import People
import Store

/// A mail to one of the staff.
public struct StaffMailID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A mail to one of the staff, as it is sent.
public struct StaffMail: Sendable {
    /// The id.
    public let id: StaffMailID
    /// Who gets it.
    public let staff: StaffID
    /// The reader's address.
    public let address: String
    /// `left@right`; the same in every attempt.
    public let messageID: String
    /// One line, without a name or an address.
    public let subject: String
    /// Plain text, in English as all that staff read.
    public let words: String
    /// When it was made.
    public let at: Instant

    /// Describes a mail.
    public init(
        id: StaffMailID, staff: StaffID, address: String, messageID: String, subject: String,
        words: String, at: Instant
    ) {
        self.id = id
        self.staff = staff
        self.address = address
        self.messageID = messageID
        self.subject = subject
        self.words = words
        self.at = at
    }
}

/// A mail to staff that a worker has taken to send.
public struct ClaimedStaffMail: Sendable {
    /// The mail.
    public let mail: StaffMail
    /// The number of this attempt, 1 or more.
    public let attempt: Int
}

/// The outbox of mails to staff. States and leases are those of ``Outbox``: a mail that a dead worker
/// held is sent again with the same Message-ID.
public struct StaffMails: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Puts a mail in the queue.
    public func insert(_ mail: StaffMail, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            INSERT INTO staff_mails (id, staff_id, address, message_id, subject, words, state, due_at,
                attempts, created_at, changed_at)
            VALUES (\(mail.id), \(mail.staff), \(mail.address), \(mail.messageID), \(mail.subject),
                \(mail.words), \(MessageState.Word.queued), \(mail.at), 0, \(mail.at), \(mail.at))
            """)
    }

    /// Whether a mail waits, or is held by a worker whose lease has ended.
    public func isAnyDue(now: Instant, _ t: borrowing Transaction) throws -> Bool {
        try t.row(Self.due(now) + " LIMIT 1") != nil
    }

    /// Takes mails to send, the oldest first.
    public func claim(
        limit: Int, lease: Duration, now: Instant, _ t: borrowing Transaction
    ) throws -> [ClaimedStaffMail] {
        try t.rows(
            """
            UPDATE staff_mails SET state = \(MessageState.Word.sending), attempts = attempts + 1,
                lease_until = \(now + lease), changed_at = \(now)
            WHERE id IN (\(Self.due(now)) ORDER BY due_at, id LIMIT \(limit) \(t.dialect.skipLocked))
            RETURNING *
            """
        ).map { row in ClaimedStaffMail(mail: try StaffMail(row: row), attempt: try row["attempts"])
        }
        .sorted { $0.mail.id < $1.mail.id }
    }

    /// It begins with the words of the index.
    static func due(_ now: Instant) -> SQL {
        """
        SELECT id FROM staff_mails WHERE state IN ('queued', 'deferred', 'unclear', 'sending')
            AND ((state <> 'sending' AND due_at <= \(now))
                OR (state = 'sending' AND lease_until < \(now)))
        """
    }

    /// Writes down what became of an attempt, unless the mail was taken over meanwhile.
    public func settle(
        _ claimed: ClaimedStaffMail, _ event: MessageState.Event, now: Instant,
        _ t: borrowing Transaction
    ) throws {
        let sending = MessageState.sending(leaseUntil: now, attempt: claimed.attempt)
        guard let state = sending.after(event) else { return }
        try t.execute(
            """
            UPDATE staff_mails SET state = \(state.word), due_at = \(state.due ?? now),
                last_reply = \(state.lastReply), lease_until = NULL, changed_at = \(now)
            WHERE id = \(claimed.mail.id) AND state = 'sending' AND attempts = \(claimed.attempt)
            """)
    }

    /// The mail that bears one of some Message-IDs, which an answer or a report names.
    public func mail(
        bearing messageIDs: [String], _ t: borrowing Transaction
    ) throws -> StaffMail? {
        guard !messageIDs.isEmpty else { return nil }
        return try t.row(
            "SELECT * FROM staff_mails WHERE message_id IN (\(list: messageIDs)) LIMIT 1"
        ).map { row in try StaffMail(row: row) }
    }

    /// Which of some Message-IDs are those of mails to staff.
    public func known(
        _ messageIDs: [String], _ t: borrowing Transaction
    ) throws -> Set<String> {
        try t.found("message_id", among: messageIDs) { some in
            "SELECT message_id FROM staff_mails WHERE message_id IN (\(padded: some))"
        }
    }

    /// Notes that a mail which a server had taken came back.
    public func bounced(
        _ id: StaffMailID, _ reply: String, now: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE staff_mails SET state = \(MessageState.Word.bounced), last_reply = \(reply),
                changed_at = \(now)
            WHERE id = \(id) AND state IN ('sent', 'sending', 'unclear')
            """)
    }

    /// How the latest mail to a reader ended or stands; nil before the first.
    public func latest(
        to staff: StaffID, _ t: borrowing Transaction
    ) throws -> (state: MessageState.Word, reply: String?)? {
        let row = try t.row(
            """
            SELECT state, last_reply FROM staff_mails WHERE staff_id = \(staff)
            ORDER BY created_at DESC, id DESC LIMIT 1
            """)
        return try row.map { (try $0["state"], try $0["last_reply"]) }
    }
}

extension StaffMail {
    init(row: Row) throws {
        self.init(
            id: try row["id"], staff: try row["staff_id"], address: try row["address"],
            messageID: try row["message_id"], subject: try row["subject"],
            words: try row["words"], at: try row["created_at"])
    }
}
