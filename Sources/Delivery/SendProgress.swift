import People
import Store

/// How far a send is at one moment: counted from its rows, never remembered.
public struct SendProgress: Sendable {
    /// When it was counted.
    public let at: Instant
    /// Whether the send goes on.
    public let course: SendCourse
    /// How many stand where, by language and channel.
    public let lines: [SendReport.Line]
    /// Messages whose fate is unknown and that only a receipt or a person can tell.
    public let forAPerson: Int

    /// How many are in one of some states.
    public func count(_ states: MessageState.Word...) -> Int {
        lines.filter { states.contains($0.state) }.reduce(0) { $0 + $1.count }
    }

    /// How many have been taken by a server.
    public var left: Int { count(.sent, .delivered, .bounced) }

    /// How many are still to leave.
    public var open: Int {
        lines.filter { !$0.state.isSettled }.reduce(0) { $0 + $1.count } - forAPerson
    }

    /// Nothing is left that a worker would do.
    public var isDone: Bool { open == 0 }
}

extension Outbox {
    /// How far a send is; nil when there is no such send.
    ///
    /// One look at each of its rows: a tenth of a second for a hundred thousand.
    public func progress(
        of send: SendID, now: Instant, _ t: borrowing Transaction
    ) throws -> SendProgress? {
        guard let row = try t.row("SELECT * FROM sends WHERE id = \(send)") else { return nil }
        let lines = try lines(of: send, t)
        let isAnyUnclear = lines.contains { $0.state == .unclear }
        let forAPerson =
            isAnyUnclear
            ? try t.number(
                """
                SELECT COUNT(*) AS n FROM messages WHERE send_id = \(send)
                    AND state = 'unclear' AND due_at >= \(Instant.never)
                """) : 0
        return SendProgress(
            at: now, course: try Self.course(row), lines: lines, forAPerson: forAPerson)
    }

    /// How many messages of a send stand where, by language and channel.
    func lines(of send: SendID, _ t: borrowing Transaction) throws -> [SendReport.Line] {
        try t.rows(
            """
            SELECT renderings.language, messages.channel, messages.state, COUNT(*) AS n
            FROM messages JOIN renderings ON renderings.id = messages.rendering_id
            WHERE messages.send_id = \(send)
            GROUP BY renderings.language, messages.channel, messages.state
            ORDER BY renderings.language, messages.channel, messages.state
            """
        ).map { row in
            SendReport.Line(
                language: try row["language"], channel: try row["channel"], state: try row["state"],
                count: try row["n"])
        }
    }
}
