import Foundation
import Synchronization

/// How far a time zone is from UTC at any time, remembered by stretches of about a year.
///
/// Foundation takes longer to answer that than we to write the whole date.
final class ZoneOffsets: Sendable {
    /// The zone itself.
    let zone: TimeZone

    /// An offset and the second at which it ends.
    private struct Span {
        let end: Int
        let offset: Int
    }

    private let stretches = Mutex<[[Span]?]>(Array(repeating: nil, count: count))

    /// 1970 to 2199; at other times Foundation is asked.
    private static let count = 216
    /// A stretch has 2^25 seconds, 388 days.
    private static let stretchBits = 25
    /// Every 2^19 seconds, six days, it is looked at: no zone has changed its clocks twice in so
    /// short a time (the closest are the two changes around Ramadan, a month apart).
    private static let stepBits = 19

    private static let zones = Cache<String, ZoneOffsets?>()

    /// The zone of an IANA name; `nil` when there is none.
    static func named(_ name: String) -> ZoneOffsets? {
        // Longer names are none, and would only fill the cache.
        guard name.utf8.count <= 64 else { return nil }
        return zones.value(for: name) { TimeZone(identifier: name).map(ZoneOffsets.init) }
    }

    private init(_ zone: TimeZone) {
        self.zone = zone
    }

    /// Seconds east of UTC at so many seconds since 1970.
    func offset(at seconds: Int) -> Int {
        let index = seconds >> Self.stretchBits
        guard (0..<Self.count).contains(index) else { return measured(seconds) }
        let known = stretches.withLock { stretches -> Int? in
            guard let spans = stretches[index] else { return nil }
            for span in spans where seconds < span.end { return span.offset }
            return nil
        }
        if let known { return known }
        let spans = spans(of: index)
        stretches.withLock { $0[index] = spans }
        return spans.first { seconds < $0.end }?.offset ?? measured(seconds)
    }

    private func measured(_ seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    private func spans(of index: Int) -> [Span] {
        let start = index << Self.stretchBits
        let end = start + (1 << Self.stretchBits)
        var spans: [Span] = []
        var (time, offset) = (start, measured(start))
        while time < end {
            let next = time + (1 << Self.stepBits)
            let nextOffset = measured(next)
            if nextOffset != offset {
                spans.append(Span(end: change(time, next, offset), offset: offset))
                offset = nextOffset
            }
            time = next
        }
        spans.append(Span(end: end, offset: offset))
        return spans
    }

    /// The second at which an offset ends that holds at `low` and no longer at `high`.
    private func change(_ low: Int, _ high: Int, _ offset: Int) -> Int {
        var (low, high) = (low, high)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if measured(middle) == offset { low = middle } else { high = middle }
        }
        return high
    }
}
