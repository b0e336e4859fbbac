/// A point in time, or a date and time of the wall calendar that belongs to no zone.
struct Moment: Sendable, Hashable {
    /// Milliseconds since 1970; of UTC, or of the wall clock when floating.
    let milliseconds: Int64
    /// Whether it is a wall-clock time, shown as it stands in every zone.
    let isFloating: Bool
    /// Whether it has a time of day.
    let hasTime: Bool

    /// The date or time in a value, if it is one.
    init?(_ value: MessageValue) {
        switch value {
        case .instant(let milliseconds):
            // Years 1583–9999: before them ICU counts in the Julian calendar.
            guard (-12_212_553_600_000..<253_402_300_800_000).contains(milliseconds) else {
                return nil
            }
            self.milliseconds = milliseconds
            isFloating = false
            hasTime = true
        case .date(let text), .string(let text):
            guard let moment = Moment(text) else { return nil }
            self = moment
        case .integer, .decimal, .number: return nil
        }
    }

    /// Reads `2026-12-03`, `2026-12-03T18:30`, `…:05`, `….250`, and each time with `Z` or an offset.
    ///
    /// Source: LDML 48 part 9, Date and Time Operands; RFC 3339.
    private init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        var scan = Scan(rest: Array(text.utf8)[...])
        guard let year = scan.number(4), scan.skip("-"), let month = scan.number(2),
            scan.skip("-"), let day = scan.number(2),
            let days = CivilDate.days(year: year, month: month, day: day)
        else { return nil }
        guard !scan.rest.isEmpty else {
            self.init(days: days, milliseconds: nil, offset: nil)
            return
        }
        guard scan.skip("T") || scan.skip("t"), let time = scan.time() else { return nil }
        let offset = scan.offset()
        guard scan.rest.isEmpty else { return nil }
        self.init(days: days, milliseconds: time, offset: offset)
    }

    private init(days: Int, milliseconds: Int?, offset: Int?) {
        let sum = Int64(days) * 86_400_000 + Int64(milliseconds ?? 0)
        self.milliseconds = sum - Int64(offset ?? 0) * 60_000
        isFloating = offset == nil
        hasTime = milliseconds != nil
    }

    /// Reads fixed-width numbers from bytes.
    private struct Scan {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ character: Character) -> Bool {
            guard let byte = character.asciiValue, rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ width: Int) -> Int? {
            let digits = rest.prefix(width)
            guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            rest = rest.dropFirst(width)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }

        /// Milliseconds since midnight.
        mutating func time() -> Int? {
            guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60
            else { return nil }
            var seconds = 0
            var fraction = 0
            if skip(":") {
                // A leap second shows as the last ordinary one.
                guard let value = number(2), value <= 60 else { return nil }
                seconds = min(value, 59)
                if skip(".") {
                    let digits = rest.prefix { (0x30...0x39).contains($0) }
                    guard (1...9).contains(digits.count) else { return nil }
                    rest = rest.dropFirst(digits.count)
                    let padded = (digits + Array(repeating: 0x30, count: 3)).prefix(3)
                    fraction = padded.reduce(0) { $0 * 10 + Int($1 - 0x30) }
                }
            }
            return ((hour * 60 + minute) * 60 + seconds) * 1_000 + fraction
        }

        /// Minutes east of UTC.
        mutating func offset() -> Int? {
            if skip("Z") || skip("z") { return 0 }
            let before = rest
            let sign = skip("+") ? 1 : skip("-") ? -1 : 0
            guard sign != 0, let hours = number(2), hours < 24, skip(":"),
                let minutes = number(2), minutes < 60
            else {
                rest = before
                return nil
            }
            return sign * (hours * 60 + minutes)
        }
    }
}

/// A day and time of the Gregorian calendar as numbers.
struct CivilDate: Sendable, Hashable {
    let year: Int, month: Int, day: Int
    let hour: Int, minute: Int, second: Int
    /// From 0 for Monday.
    let weekday: Int

    /// The calendar day and time of so many milliseconds since 1970.
    init(milliseconds: Int64) {
        let seconds = Int(milliseconds).flooredQuotient(by: 1_000)
        let days = seconds.flooredQuotient(by: 86_400)
        let rest = seconds - days * 86_400
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
        // 1 January 1970 was a Thursday.
        weekday = ((days + 3) % 7 + 7) % 7
        // Days from civil, after Howard Hinnant: years start in March, eras have 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970 of a date; `nil` when the calendar has no such day.
    static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1583...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }
}

extension Int {
    /// The quotient rounded down, for times before 1970 as well.
    func flooredQuotient(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Moment {
    /// The calendar day and time in a zone; without one, those of UTC or of the wall clock.
    func civil(in zone: ZoneOffsets?) -> CivilDate {
        guard let zone else { return CivilDate(milliseconds: milliseconds) }
        let seconds = Int(milliseconds).flooredQuotient(by: 1_000)
        return CivilDate(milliseconds: milliseconds + Int64(zone.offset(at: seconds)) * 1_000)
    }
}
