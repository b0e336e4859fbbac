import Outreach

extension Settings {
    /// `school.hours` and `school.holidays`: when somebody is at work.
    static func staffHours(_ reader: inout SettingsReader) -> StaffHours? {
        let hours = entries("school.hours", &reader)
        let holidays = entries("school.holidays", &reader)
        guard !hours.isEmpty else {
            if !holidays.isEmpty {
                reader.refuse("school.holidays", "Holidays need school.hours as well.")
            }
            return nil
        }
        do {
            return try StaffHours(hours, holidays: holidays)
        } catch {
            let isHoliday = (try? StaffHours(hours)) != nil
            reader.refuse(isHoliday ? "school.holidays" : "school.hours", error.description)
            return nil
        }
    }

    /// The environment has no lists, so commas part its entries.
    private static func entries(_ name: String, _ reader: inout SettingsReader) -> [String] {
        reader.list(name, default: []).flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
