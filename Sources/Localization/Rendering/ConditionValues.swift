import Foundation
import MessageFormat

/// Decides which parts of a notice are shown with these values.
struct ConditionValues {
    let values: [String: NoticeValue]
    private let calendar: Calendar

    init(_ values: [String: NoticeValue], timeZone: TimeZone) {
        self.values = values
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    func hold(_ conditions: [PartCondition]) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .present(let name): isPresent(name)
            case .absent(let name): !isPresent(name)
            case .sameDay(let first, let second): sameDay(first, second) == true
            case .otherDay(let first, let second): sameDay(first, second) == false
            }
        }
    }

    private func isPresent(_ name: String) -> Bool {
        guard let value = values[name] else { return false }
        return value != .flag(false)
    }

    /// `nil` when one of the two is missing.
    private func sameDay(_ first: String, _ second: String) -> Bool? {
        guard let first = date(first), let second = date(second) else { return nil }
        return calendar.isDate(first, inSameDayAs: second)
    }

    private func date(_ name: String) -> Date? {
        guard case .value(.instant(let milliseconds))? = values[name] else { return nil }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}
