import People
import Store

/// A message that a worker may take, or has taken, with all that sending it needs.
///
/// An object, for it is handed on often and never changed.
public final class ClaimedMessage: Sendable {
    /// The message.
    public let message: OutboundMessage
    /// The number of this attempt, 1 or more.
    public let attempt: Int
    /// The same, counted from when a person last began the schedule anew.
    public let scheduled: Int
    /// After this it is of no more use.
    public let expires: Instant?
    /// IANA name of where its family lives.
    public let timeZone: String
    /// What it says.
    public let rendering: StoredRendering
    /// The first message that told this reader's calendar of the same meeting, or this one. A
    /// calendar refuses a change that comes from another ORGANIZER (RFC 5546 §2.1.4, §3.2.5).
    public let organizer: OutboundID

    init(
        message: OutboundMessage, attempt: Int, scheduled: Int, expires: Instant?,
        timeZone: String, rendering: StoredRendering, organizer: OutboundID
    ) {
        self.message = message
        self.attempt = attempt
        self.scheduled = scheduled
        self.expires = expires
        self.timeZone = timeZone
        self.rendering = rendering
        self.organizer = organizer
    }
}

/// A message that may not leave any more.
public struct MessageEnding: Sendable {
    /// The message.
    public let message: OutboundID
    let word: MessageState.Word
    let reason: String?

    /// A rule keeps it back.
    public static func keptBack(_ message: OutboundID, because reason: Exclusion) -> Self {
        Self(message: message, word: .suppressed, reason: reason.rawValue)
    }

    /// Its time is over.
    public static func expired(_ message: OutboundID) -> Self {
        Self(message: message, word: .expired, reason: nil)
    }
}

/// Where a claim looks: so many messages of one lane and priority.
public struct ClaimRange: Sendable, Hashable {
    /// E-mail or text message.
    public let channel: Channel
    /// The priority.
    public let priority: Priority
    /// The lane.
    public let lane: Lane
    /// How many at most.
    public let limit: Int

    /// Describes a range.
    public init(_ channel: Channel, _ priority: Priority, _ lane: Lane, limit: Int) {
        self.channel = channel
        self.priority = priority
        self.lane = lane
        self.limit = limit
    }
}

extension Outbox {
    /// The messages that are due in a range, held for this transaction: other workers pass over
    /// them.
    ///
    /// Texts to one number leave one after another, in the order of their making: a short answer is
    /// to what was asked last. Only what is more urgent overtakes.
    public func candidates(
        _ range: ClaimRange, now: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundID] {
        try t.rows(
            """
            SELECT id FROM messages
            WHERE channel = \(range.channel) AND priority = \(range.priority)
                AND lane = \(range.lane.name) AND state IN ('queued', 'deferred', 'unclear')
                AND due_at <= \(now) \(Self.inOrder(range.channel, now))
                \(Self.notHalted)
            ORDER BY due_at, id LIMIT \(range.limit) \(t.dialect.skipLocked)
            """
        ).map { try $0["id"] }
    }

    /// What sending some messages needs, each with the number of the attempt to come.
    ///
    /// `known`: Renderings that the caller has already; they are not read again.
    public func load(
        _ ids: [OutboundID], known: [String: StoredRendering], _ t: borrowing Transaction
    ) throws -> [ClaimedMessage] {
        guard !ids.isEmpty else { return [] }
        let rows = try t.rows(
            """
            SELECT messages.*, sends.notice, sends.about_kind, sends.about_id, sends.answers,
                COALESCE(families.time_zone, schools.time_zone) AS time_zone
            FROM messages JOIN sends ON sends.id = messages.send_id
            JOIN families ON families.id = messages.family_id
            JOIN schools ON schools.id = messages.school_id
            WHERE messages.id IN (\(padded: ids))
            """)
        let renderings = try self.renderings(
            try rows.map { try $0["rendering_id"] }, known: known, t)
        let found = try rows.map { row in
            let id: String = try row["rendering_id"]
            guard let rendering = renderings[id] else {
                throw StoreError.statement("a message has no rendering")
            }
            return try claimed(row, rendering, t)
        }
        return found.sorted {
            ($0.message.due, $0.message.id.text) < ($1.message.due, $1.message.id.text)
        }
    }

    /// Counts an attempt of each message and writes its row, before any work: a message that kills
    /// its worker is seen to have been tried.
    public func take(
        _ messages: [ClaimedMessage], lease: Duration, now: Instant, _ t: borrowing Transaction
    ) throws {
        guard !messages.isEmpty else { return }
        try t.execute(
            """
            UPDATE messages SET state = 'sending', attempts = attempts + 1, waits_for = NULL,
                lease_until = \(now + lease), changed_at = \(now)
            WHERE id IN (\(padded: messages.map(\.message.id)))
            """)
        try t.insert(
            "INSERT INTO attempts (message_id, number, started_at, outcome, reply)",
            messages.map {
                [
                    $0.message.id.sqlValue, $0.attempt.sqlValue, now.sqlValue, "started".sqlValue,
                    "".sqlValue,
                ]
            }, "")
    }

    /// Lets messages wait although nothing has failed, so that staff see why.
    public func putOff(
        _ messages: [(id: OutboundID, until: Instant)], because reason: WaitReason,
        _ t: borrowing Transaction
    ) throws {
        for message in messages {
            try t.execute(
                """
                UPDATE messages SET due_at = \(message.until), waits_for = \(reason)
                WHERE id = \(message.id) AND state IN ('queued', 'deferred', 'unclear')
                """)
        }
    }

    /// Ends messages that may not leave any more, without an attempt.
    public func end(
        _ endings: [MessageEnding], now: Instant, _ t: borrowing Transaction
    ) throws {
        for ending in endings {
            try t.execute(
                """
                UPDATE messages SET state = \(ending.word), last_reply = \(ending.reason),
                    changed_at = \(now)
                WHERE id = \(ending.message) AND state IN ('queued', 'deferred', 'unclear')
                """)
        }
    }

    /// One that waits for the morning keeps no answer back that need not wait.
    private static func inOrder(_ channel: Channel, _ now: Instant) -> SQL {
        guard channel == .sms else { return "" }
        return """
            AND NOT EXISTS (SELECT 1 FROM messages AS earlier
                WHERE earlier.channel = messages.channel AND earlier.address = messages.address
                    AND earlier.priority <= messages.priority
                    AND (earlier.created_at < messages.created_at
                        OR (earlier.created_at = messages.created_at AND earlier.id < messages.id))
                    AND (earlier.state = 'sending'
                        OR (earlier.state = 'queued' AND earlier.due_at <= \(now))))
            """
    }

    /// A halted send's messages are held, but for those that a worker had in that moment. What is
    /// queued of one that was cancelled is so because a person has asked for that message.
    private static let notHalted: SQL = """
        AND NOT EXISTS (SELECT 1 FROM sends WHERE sends.id = messages.send_id
            AND (sends.paused_at IS NOT NULL
                OR (sends.cancelled_at IS NOT NULL AND messages.state <> 'queued')))
        """

    private func claimed(
        _ row: Row, _ rendering: StoredRendering, _ t: borrowing Transaction
    ) throws -> ClaimedMessage {
        let message = try OutboundMessage(row: row, rendering: rendering)
        let attempt = message.attempts + 1
        return ClaimedMessage(
            message: message, attempt: attempt, scheduled: attempt - (try row["schedule_from"]),
            expires: try row["expires_at"],
            timeZone: try row["time_zone"], rendering: rendering,
            organizer: rendering.calendar == nil ? message.id : try organizer(of: message, t))
    }

    private func organizer(
        of message: OutboundMessage, _ t: borrowing Transaction
    ) throws -> OutboundID {
        let row = try t.row(
            """
            SELECT MIN(messages.id) AS id FROM messages
            JOIN sends ON sends.id = messages.send_id
            JOIN renderings ON renderings.id = messages.rendering_id
            WHERE messages.channel = \(message.channel) AND messages.address = \(message.address)
                AND messages.contact_id = \(message.contact)
                AND sends.about_kind = \(message.about.kind)
                AND sends.about_id = \(message.about.id) AND renderings.calendar IS NOT NULL
            """)
        return try row?["id"] ?? message.id
    }

    private func renderings(
        _ ids: [String], known: [String: StoredRendering], _ t: borrowing Transaction
    ) throws -> [String: StoredRendering] {
        let missing = Set(ids).filter { known[$0] == nil }
        guard !missing.isEmpty else { return known }
        let rows = try t.rows(
            StoredRendering.rows + " WHERE renderings.id IN (\(padded: missing.sorted()))")
        return try rows.reduce(into: known) { all, row in
            let rendering = try StoredRendering(row: row)
            all[rendering.id] = rendering
        }
    }
}
