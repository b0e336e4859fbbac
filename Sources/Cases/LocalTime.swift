import Foundation
import Store

/// A local date and time as a person gives it, and the moment it names in a time zone.
public struct LocalTime: Sendable, Hashable {
    /// `2026-12-03T17:30`.
    public let text: String
    /// The moment by today's rules of the zone.
    public let instant: Instant

    /// Why a date or time can't be used.
    public struct Problem: Error, Sendable, CustomStringConvertible {
        /// What was given, and what to give instead.
        public let description: String
    }

    /// Reads `2026-12-03 17:30` or `2026-12-03T17:30`.
    /// `zone`: An IANA name.
    public init(_ given: String, zone: String) throws(Problem) {
        guard let timeZone = TimeZone(identifier: zone) else {
            throw Problem(description: "\"\(zone)\" is no time zone; use one like America/Chicago.")
        }
        let fields = given.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).map { Int($0) }
        let numbers = fields.compactMap { $0 }
        let plain = given.allSatisfy { $0.isASCII && ($0.isNumber || "-T: ".contains($0)) }
        guard plain, fields.count == 5, numbers.count == 5, (1900...2199).contains(numbers[0])
        else {
            throw Problem(
                description: "\"\(given)\" is no date and time; write it as 2026-12-03 17:30.")
        }
        let parts = DateComponents(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
            minute: numbers[4])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        guard let date = calendar.date(from: parts),
            calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date) == parts
        else {
            throw Problem(
                description: "\"\(given)\" does not exist in \(zone): check the day, and the "
                    + "hour that is left out when summer time begins.")
        }
        text = Self.iso(numbers)
        instant = Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1_000))
    }

    private static func iso(_ numbers: [Int]) -> String {
        let padded = numbers.map { number in
            let text = String(number)
            return text.count < 2 ? "0" + text : text
        }
        return "\(padded[0])-\(padded[1])-\(padded[2])T\(padded[3]):\(padded[4])"
    }
}
