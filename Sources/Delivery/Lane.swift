import People
import Store

/// What shares one way to its readers: mails to one domain, or all texts. A lane that is slow, or
/// whose server asks for a pause, keeps no other waiting.
public struct Lane: Sendable, Hashable {
    /// The receiving domain in lower case; empty for texts.
    public let name: String

    /// The lane of that name.
    public init(_ name: String) {
        self.name = name
    }

    /// The lane that an address belongs to.
    public init(of address: String, _ channel: Channel) {
        guard channel == .email, let at = address.lastIndex(of: "@") else {
            self.init("")
            return
        }
        self.init(address[address.index(after: at)...].lowercased())
    }
}

/// A lane with messages that wait.
public struct LaneBacklog: Sendable, Hashable {
    /// The lane.
    public let lane: Lane
    /// When its first message is due.
    public let due: Instant
}

extension Outbox {
    /// The lanes of a channel that have messages waiting, of one priority.
    ///
    /// The index is asked for one lane after another, so that a million messages in a few lanes
    /// cost as little as a few.
    public func lanes(
        _ channel: Channel, _ priority: Priority, _ t: borrowing Transaction
    ) throws -> [LaneBacklog] {
        let waiting: SQL = """
            FROM messages WHERE channel = \(channel) AND priority = \(priority)
                AND state IN ('queued', 'deferred', 'unclear')
            """
        return try t.rows(
            """
            WITH RECURSIVE found (lane) AS (
                SELECT MIN(lane) \(waiting)
                UNION ALL
                SELECT (SELECT MIN(lane) \(waiting) AND lane > found.lane)
                FROM found WHERE found.lane IS NOT NULL
            )
            SELECT lane, (SELECT MIN(due_at) \(waiting) AND messages.lane = found.lane) AS due
            FROM found WHERE lane IS NOT NULL
            """
        ).compactMap { row in
            // Another worker may have taken the last one meanwhile.
            guard let due: Instant = try row["due"] else { return nil }
            return LaneBacklog(lane: Lane(try row["lane"]), due: due)
        }
    }
}
