import People
import Store

/// A message that a worker has taken, with all that sending it needs.
public struct ClaimedMessage: Sendable {
    /// The message.
    public let message: OutboundMessage
    /// The number of this attempt, 1 or more.
    public let attempt: Int
    /// After this it is of no more use.
    public let expires: Instant?
    /// What it says.
    public let rendering: StoredRendering
    /// The first message that told this reader's calendar of the same meeting, or this one. A
    /// calendar refuses a change that comes from another ORGANIZER (RFC 5546 §2.1.4, §3.2.5).
    public let organizer: OutboundID
}

/// What became of one attempt.
public struct Settlement: Sendable {
    /// The message.
    public let message: OutboundID
    /// The attempt.
    public let attempt: Int
    /// What happened.
    public let event: MessageState.Event
    /// The provider's own id of the message, by which its receipts may name it.
    public let providerID: String?
    /// The number or name that it went out from.
    public let sender: String?

    /// Describes what became of an attempt.
    public init(
        message: OutboundID, attempt: Int, event: MessageState.Event, providerID: String? = nil,
        sender: String? = nil
    ) {
        self.message = message
        self.attempt = attempt
        self.event = event
        self.providerID = providerID
        self.sender = sender
    }
}

extension Outbox {
    /// Takes messages of a channel that are due, in the order of their time.
    ///
    /// Texts to one number leave one after another, in the order of their making: a short answer is
    /// to what was asked last. The attempt is counted and its row written before any work: a message that kills its worker
    /// is seen to have been tried. Other workers pass over what is taken.
    public func claim(
        _ channel: Channel, limit: Int, lease: Duration, now: Instant,
        _ t: borrowing Transaction
    ) throws -> [ClaimedMessage] {
        let until = now + lease
        let taken = try t.rows(
            """
            UPDATE messages SET state = \(MessageState.Word.sending), attempts = attempts + 1,
                lease_until = \(until), changed_at = \(now)
            WHERE id IN (SELECT id FROM messages
                WHERE channel = \(channel) AND state IN ('queued', 'deferred', 'unclear')
                    AND due_at <= \(now) \(Self.inOrder(channel))
                ORDER BY due_at, id LIMIT \(limit) \(t.dialect.skipLocked))
            RETURNING id, attempts
            """)
        guard !taken.isEmpty else { return [] }
        for row in taken {
            let (id, number): (OutboundID, Int) = (try row["id"], try row["attempts"])
            try t.execute(
                """
                INSERT INTO attempts (message_id, number, started_at, outcome, reply)
                VALUES (\(id), \(number), \(now), \("started"), \(""))
                """)
        }
        let ids: [OutboundID] = try taken.map { try $0["id"] }
        return try t.rows(
            """
            SELECT messages.*, sends.notice, sends.about_kind, sends.about_id, sends.answers,
                renderings.family_id AS rendering_family, renderings.language,
                renderings.direction, renderings.standing, renderings.subject,
                renderings.text_body, renderings.html_body, renderings.sources,
                renderings.calendar,
                CASE WHEN renderings.calendar IS NULL THEN messages.id ELSE (
                    SELECT MIN(first.id) FROM messages AS first
                    JOIN sends AS told ON told.id = first.send_id
                    JOIN renderings AS shown ON shown.id = first.rendering_id
                    WHERE first.channel = messages.channel AND first.address = messages.address
                        AND first.contact_id = messages.contact_id
                        AND told.about_kind = sends.about_kind AND told.about_id = sends.about_id
                        AND shown.calendar IS NOT NULL) END AS organizer_id
            FROM messages JOIN sends ON sends.id = messages.send_id
            JOIN renderings ON renderings.id = messages.rendering_id
            WHERE messages.id IN (\(list: ids)) ORDER BY messages.due_at, messages.id
            """
        ).map(ClaimedMessage.init(row:))
    }

    private static func inOrder(_ channel: Channel) -> SQL {
        guard channel == .sms else { return "" }
        return """
            AND NOT EXISTS (SELECT 1 FROM messages AS earlier
                WHERE earlier.channel = messages.channel AND earlier.address = messages.address
                    AND (earlier.created_at < messages.created_at
                        OR (earlier.created_at = messages.created_at AND earlier.id < messages.id))
                    AND earlier.state IN ('queued', 'sending'))
            """
    }

    /// Writes down what became of attempts, each only if the message is still its worker's.
    /// - Returns: The messages that had been taken over meanwhile: their attempt is recorded, and
    ///   their state left as it is.
    public func settle(
        _ settlements: [Settlement], now: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundID] {
        var lost: [OutboundID] = []
        for settlement in settlements where try !settle(settlement, now, t) {
            lost.append(settlement.message)
        }
        return lost
    }

    /// Makes leases longer, for messages whose server is slow.
    public func renew(
        _ messages: [OutboundID], until: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE messages SET lease_until = \(until)
            WHERE state = 'sending' AND id IN (\(list: messages))
            """)
    }

    /// Takes back what dead workers of a channel held.
    ///
    /// `repeats`: Whether a repetition does no harm there; otherwise what may have left waits for a
    /// receipt or a person.
    /// - Returns: How many.
    public func sweep(
        _ channel: Channel, repeats: Bool, now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        let due = repeats ? now : Instant.never
        let back = MessageState.sending(leaseUntil: now, attempt: 0).after(.leaseRanOut(next: due))
        let rows = try t.rows(
            """
            UPDATE messages SET state = \(back?.word), due_at = \(due), lease_until = NULL,
                last_reply = \(back?.lastReply), changed_at = \(now)
            WHERE id IN (SELECT id FROM messages
                WHERE state = 'sending' AND lease_until < \(now) AND channel = \(channel)
                ORDER BY id LIMIT \(1_000) \(t.dialect.skipLocked))
            RETURNING id, attempts
            """)
        for row in rows {
            let (id, number): (OutboundID, Int) = (try row["id"], try row["attempts"])
            try t.execute(
                """
                UPDATE attempts SET ended_at = \(now), outcome = \("lease-ran-out")
                WHERE message_id = \(id) AND number = \(number) AND ended_at IS NULL
                """)
        }
        return rows.count
    }

    /// Applies what a delivery report or a person says; states move only forwards.
    /// - Returns: Whether the state changed.
    public func report(
        _ event: MessageState.Event, on message: OutboundMessage, now: Instant,
        _ t: borrowing Transaction
    ) throws -> Bool {
        guard let state = MessageState(word: message.state).after(event) else { return false }
        return try t.execute(
            """
            UPDATE messages SET state = \(state.word), changed_at = \(now),
                due_at = COALESCE(\(state.due), due_at),
                last_reply = COALESCE(\(state.lastReply), last_reply)
            WHERE id = \(message.id) AND state = \(message.state)
            """) == 1
    }

    private func settle(
        _ settlement: Settlement, _ now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        let sending = MessageState.sending(leaseUntil: now, attempt: settlement.attempt)
        guard let state = sending.after(settlement.event) else { return true }
        try t.execute(
            """
            UPDATE attempts SET ended_at = \(now), outcome = \(state.word),
                reply = \(state.lastReply ?? "")
            WHERE message_id = \(settlement.message) AND number = \(settlement.attempt)
            """)
        return try t.execute(
            """
            UPDATE messages SET state = \(state.word), due_at = COALESCE(\(state.due), due_at),
                lease_until = NULL, last_reply = \(state.lastReply), changed_at = \(now),
                provider_id = COALESCE(\(settlement.providerID), provider_id),
                sender = COALESCE(\(settlement.sender), sender)
            WHERE id = \(settlement.message) AND state = 'sending'
                AND attempts = \(settlement.attempt)
            """) == 1
    }
}

extension MessageState {
    /// A state known by its name only, for asking what may follow.
    init(word: Word) {
        let never = Instant(milliseconds: 0)
        self =
            switch word {
            case .held: .held
            case .queued: .queued(due: never)
            case .sending: .sending(leaseUntil: never, attempt: 0)
            case .sent: .sent(reply: "")
            case .delivered: .delivered
            case .deferred: .deferred(due: never, reply: "")
            case .unclear: .unclear(due: never, reply: "")
            case .failed: .failed(reply: "")
            case .bounced: .bounced(reply: "")
            case .suppressed: .suppressed(reason: "")
            case .cancelled: .cancelled
            case .expired: .expired
            }
    }
}

extension ClaimedMessage {
    init(row: Row) throws {
        self.init(
            message: try OutboundMessage(row: row), attempt: try row["attempts"],
            expires: try row["expires_at"],
            rendering: try StoredRendering(
                row: row, id: "rendering_id", family: "rendering_family"),
            organizer: try row["organizer_id"])
    }
}
