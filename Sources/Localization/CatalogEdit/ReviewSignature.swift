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
    ///   - name: Not empty, on one line.
    ///   - day: A day of the calendar, written 2026-11-25.
    ///   - today: The day on which this is done; the review cannot be later.
    /// - Throws: ``CatalogRefusal``, with what to write instead.
    public init(name: String, day: String, today: String) throws(CatalogRefusal) {
        let trimmed = name.trimmingCharacters(in: .whitespaces)
        guard !trimmed.isEmpty else {
            throw CatalogRefusal("A review says whose it is: --by \"NAME\".")
        }
        guard trimmed.count <= 100, !trimmed.unicodeScalars.contains(where: Self.isHidden) else {
            throw CatalogRefusal(
                "The name behind --by is one line of at most 100 letters, without hidden signs.")
        }
        guard Self.isDay(day) else {
            throw CatalogRefusal("\"\(day)\" is no day. Write it as 2026-11-25.")
        }
        guard day <= today else {
            throw CatalogRefusal(
                "\(day) has not come yet: today is \(today). Nobody has reviewed anything then.")
        }
        self.name = trimmed
        self.day = day
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default:
            ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
        }
    }

    private static func isDay(_ text: String) -> Bool {
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return false }
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return false }
        let parts = DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])
        return parts.isValidDate(in: Calendar(identifier: .gregorian))
    }
}
