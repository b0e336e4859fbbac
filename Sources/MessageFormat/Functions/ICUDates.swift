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

    /// The moment as ICU writes it. To learn a locale's dates first, as a plan does, costs as much as
    /// writing some eighty of them: too much for who wants one.
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
        moment.civil(in: moment.isFloating ? nil : ZoneOffsets.named(zone))
    }

    /// The zone as an offset, such as `UTC-05:00`; `nil` if it is not to be shown.
    func zoneText(_ moment: Moment) -> String? {
        guard options.zoneStyle != nil, let zone = ZoneOffsets.named(zone) else { return nil }
        let minutes = zone.offset(at: Int(seconds(moment, true).rounded(.down))) / 60
        guard minutes != 0 else { return "UTC" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let sign = minutes < 0 ? "-" : "+"
        return "UTC\(sign)\(two(abs(minutes) / 60)):\(two(abs(minutes) % 60))"
    }

    private func seconds(_ moment: Moment, _ isInZone: Bool) -> Double {
        let seconds = Double(moment.milliseconds) / 1_000
        guard moment.isFloating, isInZone, let zone = ZoneOffsets.named(zone) else {
            return seconds
        }
        // The offset at the wall-clock time, found from the one that holds close to it.
        let whole = Int(seconds.rounded(.down))
        return seconds - Double(zone.offset(at: whole - zone.offset(at: whole)))
    }

    private static func style(_ key: Key) -> Date.FormatStyle {
        let zone = ZoneOffsets.named(key.zone)?.zone ?? LocaleData.utc
        return style(key.locale, zone: zone, key.options, date: key.date, time: key.time)
    }

    /// ICU's own style for a locale and what is to be shown.
    static func style(
        _ locale: LanguageTag, zone: TimeZone, _ options: DateTimeOptions, date: Bool, time: Bool
    ) -> Date.FormatStyle {
        var identifier = LocaleData.locale(for: locale).identifier
        if let twelve = options.twelveHours {
            identifier +=
                (identifier.contains("-u-") ? "" : "-u") + (twelve ? "-hc-h12" : "-hc-h23")
        }
        let locale = Locale(identifier: identifier)
        var calendar = Calendar(identifier: options.calendar?.identifier ?? .gregorian)
        calendar.timeZone = zone
        calendar.locale = locale
        var style = Date.FormatStyle(locale: locale, calendar: calendar, timeZone: zone)
        if date { style = dated(style, options) }
        if time { style = timed(style, options) }
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
