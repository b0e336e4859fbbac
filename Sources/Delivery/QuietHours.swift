import Foundation
import Store

/// The hours of a family's day in which messages may arrive: by default from 8 to 21 o'clock, as
/// 47 CFR 64.1200(c)(1) has it for calls and texts.
public struct QuietHours: Sendable, Hashable {
    /// The minute of the day from which messages may arrive.
    public let opens: Int
    /// The minute of the day from which they may not.
    public let closes: Int

    /// From 8 to 21 o'clock.
    public init() {
        (opens, closes) = (8 * 60, 21 * 60)
    }

    /// Reads `08:00-21:00`.
    /// - Returns: Nil for anything else, and for an end that is not after the beginning.
    public init?(_ text: String) {
        let ends = text.split(separator: "-").map(Self.minute)
        guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens < closes else {
            return nil
        }
        (self.opens, self.closes) = (opens, closes)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").map { part in
            part.count == 2 ? Int(part) : nil
        }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1],
            (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }

    /// The first moment from `moment` on at which a message may arrive in a time zone.
    ///
    /// Told by the clock on the wall, so that the days on which clocks change are right as well: an
    /// opening time that a day leaves out is the first moment after the gap.
    public func next(from moment: Instant, in zone: TimeZone) -> Instant {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        let local = moment.milliseconds / 1_000 + Int64(zone.secondsFromGMT(for: date))
        let second = Int((local % 86_400 + 86_400) % 86_400)
        if (opens * 60..<closes * 60).contains(second) { return moment }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: date)
        let day =
            second < opens * 60 ? today : calendar.date(byAdding: .day, value: 1, to: today)
        let opening = calendar.date(
            bySettingHour: opens / 60, minute: opens % 60, second: 0, of: day ?? today,
            matchingPolicy: .nextTime)
        guard let opening, opening > date else { return moment + .seconds(3_600) }
        return Instant(milliseconds: Int64((opening.timeIntervalSince1970 * 1_000).rounded(.up)))
    }
}
