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
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
        guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens < closes else {
            return nil
        }
        (self.opens, self.closes) = (opens, closes)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part in
            part.count == 2 && part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
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
        var moment = moment
        while let wait = untilOpening(moment, zone) {
            let opening = moment + wait
            moment = zone.change(between: moment, and: opening) ?? opening
        }
        return moment
    }

    /// How long until the hands of the clock stand at the opening time; nil within the hours.
    private func untilOpening(_ moment: Instant, _ zone: TimeZone) -> Duration? {
        let day: Int64 = 86_400_000
        let local = moment.milliseconds + zone.offset(at: moment)
        let now = (local % day + day) % day
        let (opens, closes) = (Int64(opens) * 60_000, Int64(closes) * 60_000)
        if (opens..<closes).contains(now) { return nil }
        return .milliseconds(now < opens ? opens - now : day + opens - now)
    }
}

extension TimeZone {
    /// Milliseconds ahead of UTC.
    fileprivate func offset(at moment: Instant) -> Int64 {
        let seconds = (Double(moment.milliseconds) / 1_000).rounded(.down)
        return Int64(secondsFromGMT(for: Date(timeIntervalSince1970: seconds))) * 1_000
    }

    /// The moment, to the second, at which the clocks change between two that are less than some
    /// days apart; nil when they do not.
    fileprivate func change(between start: Instant, and end: Instant) -> Instant? {
        let old = offset(at: start)
        guard offset(at: end) != old else { return nil }
        var (before, after) = (
            Int64((Double(start.milliseconds) / 1_000).rounded(.down)),
            Int64((Double(end.milliseconds) / 1_000).rounded(.up))
        )
        while after - before > 1 {
            let middle = (before + after) / 2
            if offset(at: Instant(milliseconds: middle * 1_000)) == old {
                before = middle
            } else {
                after = middle
            }
        }
        return Instant(milliseconds: after * 1_000)
    }
}
