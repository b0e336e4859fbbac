import Foundation
import Store

extension Instant {
    /// For people who watch: the local time of day of a zone, `17:30:05`; UTC where it is unknown.
    public func localClock(_ zone: String) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: zone) ?? .gmt)
            .time(includingFractionalSeconds: false)
        return String(date.formatted(style).prefix(8))
    }

    /// For scripts: RFC 3339 with the offset of a zone, `2026-12-03T17:30:05-05:00`.
    public func rfc3339(_ zone: String) -> String {
        let style = Date.ISO8601FormatStyle(
            timeZoneSeparator: .colon, timeZone: TimeZone(identifier: zone) ?? .gmt)
        return date.formatted(style)
    }

    private var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
}
