import Foundation

/// Which parts of a date and time are shown and how, as far as it can be learned from samples.
struct DateForm: Sendable {
    let options: DateTimeOptions
    let date: Bool
    let time: Bool
    /// A small number that stands for all of it.
    let code: Int

    /// The form of these options; `nil` for other calendars and where a zone's name is shown.
    init?(_ options: DateTimeOptions, date: Bool, time: Bool) {
        guard options.calendar == nil || options.calendar == .gregory, options.zoneStyle == nil,
            date || time
        else { return nil }
        self.options = options
        self.date = date
        self.time = time
        var code = 0
        if date {
            code = 1 + (DateTimeOptions.Fields.allCases.firstIndex(of: options.fields) ?? 0)
            code = code * 3 + (DateTimeOptions.Length.allCases.firstIndex(of: options.length) ?? 0)
        }
        guard time else {
            self.code = code * 16
            return
        }
        let precision = DateTimeOptions.Precision.allCases.firstIndex(of: options.precision) ?? 0
        let hours = options.twelveHours.map { $0 ? 2 : 1 } ?? 0
        self.code = code * 16 + 1 + precision * 3 + hours
    }
}

/// How a locale writes dates of one form: pieces in order, each with its words or numbers.
///
/// It is read off samples that ICU formats, once per locale and form, and holds for every other
/// date, since ICU's patterns put the same pieces in the same order. Where the samples contradict
/// that, nothing is learned and ICU goes on writing each date itself, which takes many times as
/// long.
final class LearnedDates: Sendable {
    private enum Piece: Sendable {
        case text([UInt8])
        /// What stands for each value of a field; empty where no sample had it.
        case field(Field, [[UInt8]])
        case year
    }

    private enum Field: Sendable {
        case month, day, weekday, hour, minute, second, dayPeriod

        init?(_ name: Named) {
            switch name {
            case .month: self = .month
            case .day: self = .day
            case .weekday: self = .weekday
            case .hour: self = .hour
            case .minute: self = .minute
            case .second: self = .second
            case .amPM: self = .dayPeriod
            default: return nil
            }
        }

        /// One more than its greatest value.
        var limit: Int {
            switch self {
            case .month: 13
            case .day: 32
            case .weekday: 7
            case .hour, .dayPeriod: 24
            case .minute, .second: 60
            }
        }

        func value(of date: CivilDate) -> Int {
            switch self {
            case .month: date.month
            case .day: date.day
            case .weekday: date.weekday
            case .hour, .dayPeriod: date.hour
            case .minute: date.minute
            case .second: date.second
            }
        }
    }

    private let pieces: [Piece]
    private let digits: [[UInt8]]

    /// Learns a form; `nil` when it cannot be learned.
    init?(_ form: DateForm, _ locale: LanguageTag) {
        guard LocaleData.hasDates(for: locale) else { return nil }
        let style = ICUDates.style(
            locale, zone: LocaleData.utc, form.options, date: form.date, time: form.time
        ).attributed
        digits = NumberPattern.pattern(for: locale, NumberOptions()).digits.map { Array($0.utf8) }
        guard digits.count == 10 else { return nil }
        var pieces: [Piece] = []
        for (index, moment) in Self.samples(withTime: form.time).enumerated() {
            let date = CivilDate(milliseconds: moment)
            let shown = style.format(Date(timeIntervalSince1970: Double(moment) / 1_000))
            let found = Self.runs(shown)
            if index == 0 {
                guard let first = Self.pieces(found) else { return nil }
                pieces = first
            }
            guard found.count == pieces.count else { return nil }
            for (place, run) in found.enumerated() {
                guard Self.note(run, date, &pieces[place], digits) else { return nil }
            }
        }
        self.pieces = pieces
    }

    /// Writes a date; `false` leaves it to ICU.
    func write(_ date: CivilDate, _ add: ([UInt8]) -> Void) -> Bool {
        for piece in pieces {
            switch piece {
            case .text(let text): add(text)
            case .field(let field, let words):
                let value = field.value(of: date)
                guard words.indices.contains(value), !words[value].isEmpty else { return false }
                add(words[value])
            case .year:
                guard (1_000...9_999).contains(date.year) else { return false }
                add(digits[date.year / 1_000])
                add(digits[date.year / 100 % 10])
                add(digits[date.year / 10 % 10])
                add(digits[date.year % 10])
            }
        }
        return true
    }

    /// Moments that have every month, day, weekday, hour, minute and second between them.
    private static func samples(withTime: Bool) -> [Int64] {
        let years = [2026, 1999, 2040, 1583, 9876]
        var samples: [Int64] = (0..<60).map { index in
            // No month is shorter than its day here: days above 28 fall on May, June and July.
            let day = CivilDate.days(
                year: years[index % years.count], month: index % 12 + 1, day: index % 31 + 1)
            let time = (index % 24) * 3_600 + index * 60 + (index * 7) % 60
            return Int64(day ?? index) * 86_400_000 + Int64(time) * 1_000
        }
        guard withTime else { return samples }
        // On the hour, as meetings are: a language may have a word for noon.
        samples += (0..<24).map { 1_790_035_200_000 + Int64($0) * 3_600_000 }
        return samples
    }

    private typealias Named = AttributeScopes.FoundationAttributes.DateFieldAttribute.Field
    private typealias Run = (field: Named?, text: String)

    /// Neighbours of one kind are one run.
    private static func runs(_ shown: AttributedString) -> [Run] {
        var runs: [Run] = []
        for run in shown.runs {
            let text = String(shown[run.range].characters)
            let field = run.foundation.dateField
            if let last = runs.last, last.field == field {
                runs[runs.count - 1].text += text
            } else {
                runs.append((field, text))
            }
        }
        return runs
    }

    private static func pieces(_ runs: [Run]) -> [Piece]? {
        var pieces: [Piece] = []
        for run in runs {
            switch run.field {
            case nil: pieces.append(.text(Array(run.text.utf8)))
            case .year?: pieces.append(.year)
            case let name?:
                guard let field = Field(name) else { return nil }
                pieces.append(.field(field, Array(repeating: [], count: field.limit)))
            }
        }
        return pieces
    }

    /// Compares a run of a sample with what is known of its place, and adds to that.
    private static func note(
        _ run: Run, _ date: CivilDate, _ piece: inout Piece, _ digits: [[UInt8]]
    ) -> Bool {
        let text = Array(run.text.utf8)
        switch (piece, run.field) {
        case (.text(let known), nil): return known == text
        case (.year, .year?):
            return text == String(date.year).utf8.flatMap { digits[Int($0 - 0x30)] }
        case (.field(let field, var words), let name?) where field == Field(name):
            let value = field.value(of: date)
            guard words.indices.contains(value) else { return false }
            if words[value].isEmpty {
                words[value] = text
                piece = .field(field, words)
                return !text.isEmpty
            }
            return words[value] == text
        default: return false
        }
    }
}
