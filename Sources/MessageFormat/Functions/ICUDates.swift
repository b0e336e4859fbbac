import Foundation

/// Calendars that the option `calendar` may name.
enum CalendarName: String, CaseIterable, Sendable, Hashable {
    case gregory, iso8601, buddhist, chinese, coptic, ethiopic, hebrew, indian, islamic, japanese
    case persian, roc
    case islamicCivil = "islamic-civil"
    case islamicUmmAlQura = "islamic-umalqura"

    fileprivate var identifier: Calendar.Identifier {
        switch self {
        case .gregory: .gregorian
        case .iso8601: .iso8601
        case .buddhist: .buddhist
        case .chinese: .chinese
        case .coptic: .coptic
        case .ethiopic: .ethiopicAmeteMihret
        case .hebrew: .hebrew
        case .indian: .indian
        case .islamic: .islamic
        case .japanese: .japanese
        case .persian: .persian
        case .roc: .republicOfChina
        case .islamicCivil: .islamicCivil
        case .islamicUmmAlQura: .islamicUmmAlQura
        }
    }
}

/// Dates and times as ICU writes them, with locale, calendar and time zone pinned.
///
/// The calendar is Gregorian unless a message names another: schools run on it, whatever the
/// locale would prefer. What ICU puts between the parts (U+202F before AM) stays as it is.
struct ICUDates {
    let locale: LanguageTag
    let zone: String
    let options: DateTimeOptions

    private struct Key: Hashable, Sendable {
        let locale: LanguageTag
        let zone: String
        let options: DateTimeOptions
        let date: Bool
        let time: Bool
    }

    private static let styles = Cache<Key, Date.FormatStyle>()
    private static let zones = Cache<String, TimeZone?>()

    /// Whether a time zone of that name is known.
    static func isZone(_ name: String) -> Bool { timeZone(name) != nil }

    private static func timeZone(_ name: String) -> TimeZone? {
        // Longer names are none, and would only fill the cache.
        guard name.utf8.count <= 64 else { return nil }
        return zones.value(for: name) { TimeZone(identifier: name) }
    }

    /// The moment as ICU writes it.
    func text(_ moment: Moment, date: Bool, time: Bool) -> String {
        // A floating time needs no zone but to show one: in UTC no hour is ever skipped.
        let needsZone = !moment.isFloating || time && options.zoneStyle != nil
        let zoneName = needsZone ? zone : "UTC"
        let key = Key(locale: locale, zone: zoneName, options: options, date: date, time: time)
        let style = Self.styles.value(for: key) { Self.style(key) }
        return Foundation.Date(timeIntervalSince1970: seconds(moment, needsZone)).formatted(style)
    }

    /// The calendar day and time that are shown.
    func civil(_ moment: Moment) -> CivilDate {
        guard !moment.isFloating, let zone = Self.timeZone(zone) else {
            return CivilDate(milliseconds: moment.milliseconds)
        }
        let date = Foundation.Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        return CivilDate(
            milliseconds: moment.milliseconds + Int64(zone.secondsFromGMT(for: date)) * 1_000)
    }

    /// The zone as an offset, such as `UTC-05:00`; `nil` if it is not to be shown.
    func zoneText(_ moment: Moment) -> String? {
        guard options.zoneStyle != nil, let zone = Self.timeZone(zone) else { return nil }
        let date = Foundation.Date(timeIntervalSince1970: seconds(moment, true))
        let minutes = zone.secondsFromGMT(for: date) / 60
        guard minutes != 0 else { return "UTC" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let sign = minutes < 0 ? "-" : "+"
        return "UTC\(sign)\(two(abs(minutes) / 60)):\(two(abs(minutes) % 60))"
    }

    private func seconds(_ moment: Moment, _ isInZone: Bool) -> Double {
        let seconds = Double(moment.milliseconds) / 1_000
        guard moment.isFloating, isInZone, let zone = Self.timeZone(zone) else { return seconds }
        // The offset at the wall-clock time, found from the one that holds close to it.
        let near = zone.secondsFromGMT(for: Foundation.Date(timeIntervalSince1970: seconds))
        let date = Foundation.Date(timeIntervalSince1970: seconds - Double(near))
        return seconds - Double(zone.secondsFromGMT(for: date))
    }

    private static func style(_ key: Key) -> Date.FormatStyle {
        let options = key.options
        var identifier = LocaleData.locale(for: key.locale).identifier
        if let twelve = options.twelveHours {
            identifier +=
                (identifier.contains("-u-") ? "" : "-u") + (twelve ? "-hc-h12" : "-hc-h23")
        }
        let locale = Locale(identifier: identifier)
        let zone = timeZone(key.zone) ?? LocaleData.utc
        var calendar = Calendar(identifier: options.calendar?.identifier ?? .gregorian)
        calendar.timeZone = zone
        calendar.locale = locale
        var style = Date.FormatStyle(locale: locale, calendar: calendar, timeZone: zone)
        if key.date { style = dated(style, options) }
        if key.time { style = timed(style, options) }
        return style
    }

    private static func dated(
        _ style: Date.FormatStyle, _ options: DateTimeOptions
    ) -> Date.FormatStyle {
        var style = style
        if options.fields.hasWeekday {
            style = style.weekday(options.length == .long ? .wide : .abbreviated)
        }
        if options.fields.hasYear { style = style.year() }
        if options.fields.hasMonth {
            switch options.length {
            case .long: style = style.month(.wide)
            case .medium: style = style.month(.abbreviated)
            case .short: style = style.month(.defaultDigits)
            }
        }
        return options.fields.hasDay ? style.day() : style
    }

    private static func timed(
        _ style: Date.FormatStyle, _ options: DateTimeOptions
    ) -> Date.FormatStyle {
        var style = style.hour()
        if options.precision != .hour { style = style.minute() }
        if options.precision == .second { style = style.second() }
        switch options.zoneStyle {
        case .long: style = style.timeZone(.specificName(.long))
        case .short: style = style.timeZone(.specificName(.short))
        case nil: break
        }
        return style
    }
}
