/// `:date`, `:time` and `:datetime`.
///
/// Source: LDML 48 part 9, Date and time functions.
struct DateTimeFunction: MessageFunction {
    enum Kind: Sendable, Hashable { case date, time, dateTime }

    let kind: Kind

    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        let wanted = "a date or time in ISO 8601, as in 2026-12-03T18:30"
        guard let operand = call.operand, let value = operand.value, let moment = Moment(value)
        else { throw call.badOperand(wanted) }
        var options = DateTimeOptions()
        if let earlier = operand.result as? DateTimeResult {
            // What was shown as a date has no time any more, and the other way round.
            if kind == .time && earlier.kind == .date || kind == .date && earlier.kind == .time {
                throw call.badOperand("a value that still has both date and time")
            }
            options = earlier.options
        }
        if kind == .time && !moment.hasTime { throw call.badOperand("a time of day") }
        options.read(&call, kind)
        return DateTimeResult(
            moment: moment, value: value, kind: kind, options: options, context: call.context)
    }
}

/// A date or time that can be shown.
struct DateTimeResult: FunctionResult {
    let moment: Moment
    let value: MessageValue
    let kind: DateTimeFunction.Kind
    let options: DateTimeOptions
    let context: FormatContext

    func formatted() throws(FunctionFailure) -> ValueText {
        let needsZone = !moment.isFloating || options.zoneStyle != nil
        if needsZone, options.timeZone == nil, ZoneOffsets.named(context.timeZone) == nil {
            throw FunctionFailure(
                .badOption,
                "The time zone of the context is unknown; it must be a name as in America/Chicago.")
        }
        return ValueText(
            type: "datetime", text: text, direction: context.locale.direction,
            locale: context.locale)
    }

    private var text: String {
        let zone = options.timeZone ?? context.timeZone
        let icu = ICUDates(locale: context.locale, zone: zone, options: options)
        let words = WrittenDates(
            words: context.dates, locale: context.locale, options: options,
            date: icu.civil(moment), zone: icu.zoneText(moment))
        let hasICU = LocaleData.hasDates(for: context.locale)
        // With a calendar of its own, a date needs names that no overlay has.
        let date = options.calendar == nil ? words.date(orISO: !hasICU) : nil
        let time = words.time(orISO: !hasICU)
        switch kind {
        case .date: return date ?? icu.text(moment, date: true, time: false)
        case .time: return time ?? icu.text(moment, date: false, time: true)
        case .dateTime:
            if date == nil && time == nil { return icu.text(moment, date: true, time: true) }
            return words.joined(
                date ?? icu.text(moment, date: true, time: false),
                time ?? icu.text(moment, date: false, time: true))
        }
    }
}
