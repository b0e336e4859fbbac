import MessageFormat
import Store

/// Which languages staff read well enough to answer for a translation.
public struct StaffLanguages: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Sets a member's languages; those of before go.
    public func set(
        _ languages: [LanguageTag], of staff: StaffID, _ t: borrowing Transaction
    ) throws {
        try t.execute("DELETE FROM staff_languages WHERE staff_id = \(staff)")
        try t.insert(
            "INSERT INTO staff_languages (staff_id, language)",
            Set(languages).sorted { $0.text < $1.text }.map {
                [staff.sqlValue, $0.text.sqlValue]
            }, "")
    }

    /// A member's languages, by tag.
    public func languages(
        of staff: StaffID, _ t: borrowing Transaction
    ) throws -> [LanguageTag] {
        try t.rows(
            "SELECT language FROM staff_languages WHERE staff_id = \(staff) ORDER BY language"
        ).map { try languageTag($0["language"]) }
    }
}
