import Foundation
import Store

extension Instant {
    /// For people: the local date and time of a zone, `2026-12-03 17:30`, as ``LocalTime`` reads
    /// it; UTC where the zone is unknown.
    public func local(_ zone: String) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: zone) ?? .gmt)
            .year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        let text = Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(style)
        return String(text.prefix(16))
    }

    /// The local day of a zone, `2026-12-03`.
    public func localDay(_ zone: String) -> String { String(local(zone).prefix(10)) }
}
