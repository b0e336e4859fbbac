import Foundation
import People
import Store

/// How much news to many may reach one family on one day, over all senders, children and schools.
///
/// What a liaison writes to one family passes and counts; what is urgent passes.
public struct FamilyCeiling: Sendable, Hashable {
    /// Decisions to send that may reach a family on one of its days.
    public let perDay: Int

    /// At most so many a day.
    public init(perDay: Int = 10) {
        self.perDay = perDay
    }

    /// The first moment of the day in a time zone.
    public func dayBegan(before moment: Instant, in zone: TimeZone) -> Instant {
        midnight(moment, in: zone, days: 0)
    }

    /// The first moment of the day after in a time zone.
    public func nextDay(after moment: Instant, in zone: TimeZone) -> Instant {
        midnight(moment, in: zone, days: 1)
    }

    private func midnight(_ moment: Instant, in zone: TimeZone, days: Int) -> Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        let day = calendar.date(byAdding: .day, value: days, to: calendar.startOfDay(for: date))
        let start = calendar.startOfDay(for: day ?? date)
        return Instant(milliseconds: Int64((start.timeIntervalSince1970 * 1_000).rounded()))
    }
}

extension Outbox {
    /// Which sends have reached some families since a moment, or are just reaching them; a family
    /// that none has reached is missing.
    public func reached(
        _ families: [FamilyID], since: Instant, _ t: borrowing Transaction
    ) throws -> [FamilyID: Set<SendID>] {
        let rows = try t.rows(
            """
            SELECT family_id, send_id FROM messages
            WHERE family_id IN (\(padded: families)) AND sent_at >= \(since)
            UNION SELECT family_id, send_id FROM messages
            WHERE family_id IN (\(padded: families)) AND sent_at IS NULL AND state = 'sending'
            """)
        return try rows.reduce(into: [:]) { found, row in
            found[try row["family_id"], default: []].insert(try row["send_id"])
        }
    }
}
