/// How a date or time is shown: the options of the date and time functions.
///
/// Source: LDML 48 part 9, Date and time functions.
struct DateTimeOptions: Sendable, Hashable {
    enum Fields: String, CaseIterable {
        case weekday
        case dayWeekday = "day-weekday"
        case monthDay = "month-day"
        case monthDayWeekday = "month-day-weekday"
        case yearMonthDay = "year-month-day"
        case yearMonthDayWeekday = "year-month-day-weekday"

        var hasWeekday: Bool { rawValue.hasSuffix("weekday") }
        var hasDay: Bool { self != .weekday }
        var hasMonth: Bool { rawValue.contains("month") }
        var hasYear: Bool { rawValue.hasPrefix("year") }
    }
    enum Length: String, CaseIterable { case long, medium, short }
    enum Precision: String, CaseIterable { case hour, minute, second }
    enum ZoneStyle: String, CaseIterable { case long, short }
    enum Truth: String, CaseIterable { case yes = "true", no = "false" }

    var fields = Fields.yearMonthDay
    var length = Length.medium
    var precision = Precision.minute
    var zoneStyle: ZoneStyle?
    var twelveHours: Bool?
    var calendar: CalendarName?
    var timeZone: String?

    /// Reads the options of a call over those that its operand brings.
    mutating func read(_ call: inout FunctionCall, _ kind: DateTimeFunction.Kind) {
        guard call.hasOptions else { return }
        if kind != .time {
            let (fields, length) =
                kind == .date ? ("fields", "length") : ("dateFields", "dateLength")
            self.fields = call.word(fields, mustBeLiteral: true) ?? self.fields
            self.length = call.word(length, mustBeLiteral: true) ?? self.length
        }
        if kind != .date {
            let name = kind == .time ? "precision" : "timePrecision"
            precision = call.word(name, mustBeLiteral: true) ?? precision
            zoneStyle = call.word("timeZoneStyle", mustBeLiteral: true) ?? zoneStyle
            if let value: Truth = call.word("hour12") { twelveHours = value == .yes }
        }
        calendar = call.word("calendar") ?? calendar
        if let value = call.option("timeZone")?.value, value.text != "input" {
            if ZoneOffsets.named(value.text) != nil {
                timeZone = value.text
            } else {
                call.reportOption("timeZone", "must be an IANA name such as America/Chicago.")
            }
        }
    }
}
