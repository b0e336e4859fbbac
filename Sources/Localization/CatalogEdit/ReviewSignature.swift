import Foundation

/// Who answers for a translation, and since which day.
public struct ReviewSignature: Sendable, Hashable {
    /// The reviewer's name as it will stand in the catalog.
    public let name: String
    /// `2026-11-25`.
    public let day: String

    /// Checks a name and a day as a person typed them.
    ///
    /// - Parameters:
    ///   - name: On one line, with a letter in it and nothing that is not seen.
    ///   - day: A day of the calendar since 2000, written 2026-11-25.
    ///   - today: The day on which this is done; the review cannot be later.
    /// - Throws: ``CatalogRefusal``, with what to write instead.
    public init(name: String, day: String, today: String) throws(CatalogRefusal) {
        let trimmed = name.trimmingCharacters(in: .whitespaces)
        guard !trimmed.isEmpty else {
            throw CatalogRefusal("A review says whose it is: --by \"NAME\".")
        }
        if let problem = ReviewerName.problem(trimmed) {
            throw CatalogRefusal("\(problem) Write it as --by \"NAME\".")
        }
        guard Self.isDay(day) else {
            throw CatalogRefusal("\"\(day)\" is no day. Write it as 2026-11-25.")
        }
        guard day >= Self.firstDay else {
            throw CatalogRefusal("\(day) is before all reviews. Write the day as 2026-11-25.")
        }
        guard day <= today else {
            throw CatalogRefusal(
                "\(day) has not come yet: today is \(today). Nobody has reviewed anything then.")
        }
        self.name = trimmed
        self.day = day
    }

    /// Before it there was no Parley, and a year such as 0026 is a slip of the hand.
    private static let firstDay = "2000-01-01"

    private static func isDay(_ text: String) -> Bool {
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return false }
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return false }
        let parts = DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])
        return parts.isValidDate(in: Calendar(identifier: .gregorian))
    }
}
