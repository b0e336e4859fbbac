import People
import Store

/// A send with its progress: counted from its rows, never remembered.
public struct SendReport: Sendable {
    /// How many messages of one language stand where.
    public struct Line: Sendable, Codable, Hashable {
        /// BCP 47.
        public let language: String
        /// E-mail or text message.
        public let channel: Channel
        /// Where they stand.
        public let state: MessageState.Word
        /// How many.
        public let count: Int
    }

    /// The id.
    public let id: SendID
    /// The school.
    public let school: SchoolID
    /// What staff type.
    public let reference: String
    /// The notice's name.
    public let notice: String
    /// What it is about.
    public let about: (kind: String, id: String)
    /// When it was decided.
    public let createdAt: Instant
    /// Whether it goes on.
    public let course: SendCourse
    /// Until when it can be undone; nil when it has begun.
    public let release: Instant?
    /// When the last of its messages was taken by a server; nil when none was.
    public let lastSent: Instant?
    /// Since when messages of it are due that nobody has sent; nil when none is.
    public let dueSince: Instant?
    /// Progress by language.
    public let lines: [Line]
    /// How many contacts were left out, by reason.
    public let exclusions: [Exclusion: Int]
}

extension Outbox {
    /// The send that staff call so, by reference or id.
    public func report(named name: String, _ t: borrowing Transaction) throws -> SendReport? {
        try Self.row(ofSendNamed: name, t).map { row -> SendReport in try report(row, t) }
    }

    /// A school's latest sends.
    public func reports(
        of school: SchoolID, limit: Int, _ t: borrowing Transaction
    ) throws -> [SendReport] {
        try t.rows(
            "SELECT * FROM sends WHERE school_id = \(school) ORDER BY id DESC LIMIT \(limit)"
        ).map { row -> SendReport in try report(row, t) }
    }

    /// How many messages wait or are on their way, over all sends.
    public func unsettled(_ t: borrowing Transaction) throws -> Int {
        let open = MessageState.Word.allCases.filter { !$0.isSettled && $0 != .held }
        return try t.number("SELECT COUNT(*) AS n FROM messages WHERE state IN (\(list: open))")
    }

    private func report(_ row: Row, _ t: borrowing Transaction) throws -> SendReport {
        let id: SendID = try row["id"]
        let lines = try lines(of: id, t)
        let excluded = try t.rows(
            """
            SELECT reason, COUNT(*) AS n FROM send_exclusions WHERE send_id = \(id) GROUP BY reason
            """)
        let moments = try t.row(
            """
            SELECT MAX(sent_at) AS sent, MIN(CASE
                WHEN state IN ('queued', 'deferred', 'unclear') THEN due_at END) AS due
            FROM messages WHERE send_id = \(id)
            """)
        return SendReport(
            id: id, school: try row["school_id"], reference: try row["reference"],
            notice: try row["notice"],
            about: (try row["about_kind"], try row["about_id"]),
            createdAt: try row["created_at"], course: try Self.course(row),
            release: try row["release_at"], lastSent: try moments?["sent"],
            dueSince: try moments?["due"], lines: lines,
            exclusions: try excluded.reduce(into: [:]) { $0[try $1["reason"]] = try $1["n"] })
    }

    static func course(_ row: Row) throws -> SendCourse {
        let (cancelled, paused): (Instant?, Instant?) = (
            try row["cancelled_at"], try row["paused_at"]
        )
        let release: Instant? = try row["release_at"]
        if cancelled != nil { return .cancelled }
        if paused != nil { return .paused }
        return release == nil ? .running : .undoable
    }
}
