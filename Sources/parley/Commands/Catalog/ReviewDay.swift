import ArgumentParser
import Foundation
import Localization

/// The day, for those who answer for a translation.
struct ReviewDay {
    /// Today where the reviewer is: `2026-11-25`.
    static var today: String {
        Date().formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    }

    static func signature(by name: String, on day: String?) throws -> ReviewSignature {
        try ReviewSignature(name: name, day: day ?? today, today: today)
    }
}
