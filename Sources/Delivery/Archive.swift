import People
import Store

/// Moves what nobody works with any more out of the tables that workers do work with: the attempts
/// of messages that have ended long ago, and the words that they said. The messages stay, and what
/// was said is read as before.
///
/// What may still be sent, such as a message that failed and that a person could send again, stays
/// where it is, with its words.
///
/// Ids begin with their time, so that what is old stands at the beginning of each table: no index is
/// needed to find it, and no batch reads again what an earlier one of the same run has passed.
public struct Archive: Sendable {
    /// Rows that are moved in one transaction: some milliseconds of the write lock.
    public static let batch = 200

    private let before: String

    /// Takes what was made before a moment.
    public init(before moment: Instant) {
        before = Base32.encode(UInt64(clamping: moment.milliseconds) << 16, 64)
    }

    /// What one batch has done.
    public struct Step<Cursor: Sendable>: Sendable {
        /// How many rows were moved.
        public let moved: Int
        /// After what the next batch begins.
        public let last: Cursor?
        /// Whether there is no next batch.
        public let isLast: Bool
    }

    /// How much there is to move.
    public struct Backlog: Sendable, Codable, Hashable {
        /// Attempts of messages.
        public var attempts = 0
        /// Texts that were said.
        public var texts = 0

        /// Nothing.
        public init() {}
    }

    /// Counts what would be moved. Reads all that is old enough.
    public func backlog(_ t: borrowing Transaction) throws -> Backlog {
        var backlog = Backlog()
        backlog.attempts = try t.number(
            """
            SELECT COUNT(*) AS n FROM attempts JOIN messages ON messages.id = attempts.message_id
            WHERE attempts.message_id < \(before) AND messages.state NOT IN (\(Self.open))
            """)
        backlog.texts = try t.number(
            """
            SELECT COUNT(*) AS n FROM sends JOIN renderings ON renderings.send_id = sends.id
            WHERE sends.archived_at IS NULL AND sends.id < \(before)
                AND renderings.archived_at IS NULL AND \(Self.isDone)
            """)
        return backlog
    }

    /// Moves the attempts of some messages that have ended.
    ///
    /// `last`: The last message of the batch before; nil for the first batch.
    public func moveAttempts(
        after last: OutboundID?, _ t: borrowing Transaction
    ) throws -> Step<OutboundID> {
        let found: [OutboundID] = try t.rows(
            """
            SELECT DISTINCT message_id FROM attempts
            WHERE message_id > \(last?.text ?? "") AND message_id < \(before)
            ORDER BY message_id LIMIT \(Self.batch)
            """
        ).map { try $0["message_id"] }
        let ended: [OutboundID] = try t.rows(
            """
            SELECT id FROM messages WHERE id IN (\(padded: found)) AND state NOT IN (\(Self.open))
            """
        ).map { try $0["id"] }
        try t.execute(
            """
            INSERT INTO archived_attempts
                (message_id, number, started_at, ended_at, outcome, reply)
            SELECT message_id, number, started_at, ended_at, outcome, reply
            FROM attempts WHERE message_id IN (\(padded: ended))
            ON CONFLICT (message_id, number) DO NOTHING
            """)
        let moved = try t.execute(
            "DELETE FROM attempts WHERE message_id IN (\(padded: ended))")
        return Step(moved: moved, last: found.last, isLast: found.count < Self.batch)
    }

    /// Moves some texts of the next send that has any; of a send without more it is noted.
    ///
    /// `last`: The last send that was done with; nil for the first batch.
    public func moveTexts(
        after last: SendID?, now: Instant, _ t: borrowing Transaction
    ) throws -> Step<SendID> {
        let next = try t.row(
            """
            SELECT id FROM sends WHERE archived_at IS NULL AND id > \(last?.text ?? "")
                AND id < \(before) ORDER BY id LIMIT 1
            """)
        guard let send: SendID = try next?["id"] else {
            return Step(moved: 0, last: last, isLast: true)
        }
        let texts: [String] = try t.rows(
            """
            SELECT renderings.id FROM renderings
            WHERE send_id = \(send) AND archived_at IS NULL AND \(Self.isDone)
            LIMIT \(Self.batch)
            """
        ).map { try $0["id"] }
        try move(texts, now, t)
        if texts.count == Self.batch { return Step(moved: texts.count, last: last, isLast: false) }
        try t.execute(
            """
            UPDATE sends SET archived_at = \(now) WHERE id = \(send) AND NOT EXISTS (
                SELECT 1 FROM renderings WHERE send_id = \(send) AND archived_at IS NULL)
            """)
        return Step(moved: texts.count, last: send, isLast: false)
    }

    private func move(_ texts: [String], _ now: Instant, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            INSERT INTO archived_texts (rendering_id, family_id, text_body, html_body, sources)
            SELECT id, family_id, text_body, html_body, sources FROM renderings
            WHERE id IN (\(padded: texts)) AND archived_at IS NULL
            ON CONFLICT (rendering_id) DO NOTHING
            """)
        try t.execute(
            """
            UPDATE renderings SET text_body = '', html_body = '', sources = '',
                archived_at = \(now)
            WHERE id IN (\(padded: texts)) AND archived_at IS NULL
            """)
    }

    /// The states from which a message may still leave, by itself or because a person says so.
    private static let open: SQL = {
        let words: [MessageState.Word] = [
            .held, .queued, .deferred, .sending, .unclear, .failed,
        ]
        return "\(list: words)"
    }()

    /// Of a text: none of its send's messages may still say it.
    private static let isDone: SQL = """
        NOT EXISTS (SELECT 1 FROM messages WHERE messages.send_id = renderings.send_id
            AND messages.state IN (\(open)) AND messages.rendering_id = renderings.id)
        """
}

extension StoredRendering {
    /// Texts as they are read: those that were archived with their words.
    static let rows: SQL = """
        SELECT renderings.id, renderings.family_id, renderings.send_id, renderings.language,
            renderings.direction, renderings.standing, renderings.subject, renderings.calendar,
            COALESCE(archived_texts.text_body, renderings.text_body) AS text_body,
            COALESCE(archived_texts.html_body, renderings.html_body) AS html_body,
            COALESCE(archived_texts.sources, renderings.sources) AS sources
        FROM renderings
        LEFT JOIN archived_texts ON archived_texts.rendering_id = renderings.id
        """
}
