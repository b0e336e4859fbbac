/// A moment: milliseconds since 1970-01-01T00:00:00Z, as every table stores it.
///
/// A local date or time of day is not an instant: it is ISO text beside its time zone.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970 UTC; negative before.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since 1970 UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Earlier sorts first.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The instant a duration later, saturating at the ends of the range.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.milliseconds.addingReportingOverflow(duration.milliseconds)
        guard overflow else { return Instant(milliseconds: sum) }
        return Instant(milliseconds: duration.milliseconds < 0 ? .min : .max)
    }

    /// The instant a duration earlier.
    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant + (.zero - duration)
    }

    /// What lies between two instants; negative when the left one is earlier.
    public static func - (left: Instant, right: Instant) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded toward zero.
    public var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }

    /// Seconds with their fraction.
    public var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
