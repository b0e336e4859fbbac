/// Reads the Date field of a mail: milliseconds since 1970 UTC, or nil when it says no time.
///
/// Forgives a missing or wrong weekday, comments, two-digit years, missing seconds, zone names and
/// ISO 8601 order. A date without zone counts as UTC; a day, month or time that cannot be (31 April,
/// 25:00) is none. Source: RFC 5322 §3.3 and §4.3.
public func readMailDate(_ text: String) -> Int64? {
    if let plain = PlainMailDate(text) { return plain.fields.milliseconds }
    var fields = DateFields()
    for token in dateTokens(text.prefix(200)) { fields.take(token) }
    return fields.milliseconds
}

/// Words of a date without its comments; `,` parts words.
private func dateTokens(_ text: Substring) -> [Substring] {
    var depth = 0
    var out: [Substring] = []
    var start: String.Index?
    for index in text.indices {
        let character = text[index]
        if character == "(" { depth += 1 }
        let ends = character == "," || isWhiteSpace(character) || depth > 0
        if ends, let from = start {
            out.append(text[from..<index])
            start = nil
        } else if !ends, start == nil {
            start = index
        }
        if character == ")", depth > 0 { depth -= 1 }
    }
    if let from = start { out.append(text[from...]) }
    return out
}

struct DateFields {
    var day: Int?
    var month: Int?
    var year: Int?
    var seconds: Int?
    var offset: Int?
    var broken = false

    mutating func take(_ token: Substring) {
        let lower = token.lowercased()
        if token.utf8.contains(0x3A), seconds == nil {
            takeTime(token)
        } else if takeNumericDate(token) {
            return
        } else if let first = token.first, first == "+" || first == "-", seconds != nil {
            takeOffset(token)
        } else if let number = Int(token) {
            takeNumber(number, digits: token.count)
        } else if let index = monthNames.firstIndex(of: String(lower.prefix(3))),
            month == nil || year == nil && seconds == nil
        {
            // The first may have been a weekday: Tuesday is `Mar` in Spanish.
            month = index + 1
        } else if let zone = zoneNames[lower], seconds != nil, offset == nil {
            offset = zone
        } else if lower == "pm", let time = seconds, time < 43_200 {
            seconds = time + 43_200
        }
    }

    private mutating func takeNumber(_ number: Int, digits: Int) {
        if day == nil, digits <= 2 {
            day = number
        } else if year == nil, digits >= 2, digits <= 4 {
            year = digits == 4 ? number : (number < 50 ? 2_000 : 1_900) + number
        } else if seconds != nil, offset == nil, digits == 4 {
            offset = nil
        }
    }

    /// `2026-09-21`, `2026-09-21T14:13:20Z` or `21-Sep-2026`.
    private mutating func takeNumericDate(_ token: Substring) -> Bool {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, day == nil, year == nil else { return false }
        if let first = Int(parts[0]), parts[0].count == 4, let second = Int(parts[1]),
            let third = Int(parts[2])
        {
            (year, month, day) = (first, second, third)
            return true
        }
        guard let first = Int(parts[0]), let third = Int(parts[2]),
            let index = monthNames.firstIndex(of: parts[1].lowercased())
        else { return false }
        (day, month) = (first, index + 1)
        takeNumber(third, digits: parts[2].count)
        return true
    }

    private mutating func takeTime(_ token: Substring) {
        var token = token
        if let t = token.firstIndex(where: { $0 == "T" || $0 == "t" }), takeNumericDate(token[..<t])
        {
            token = token[token.index(after: t)...]
        }
        if token.last == "Z" || token.last == "z" {
            offset = 0
            token = token.dropLast()
        } else if let sign = token.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = token[sign...].filter { $0 != ":" }
            token = token[..<sign]
            seconds = 0
            takeOffset(zone[...])
        }
        let parts = token.split(separator: ":").map { Int($0.prefix { $0.isNumber }) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1] else { return }
        let second = parts.count > 2 ? parts[2] ?? 0 : 0
        if hour > 23 || minute > 59 || second > 60 { broken = true }
        seconds = hour * 3_600 + minute * 60 + second
    }

    private mutating func takeOffset(_ token: Substring) {
        guard offset == nil, token.count == 5, let number = Int(token.dropFirst()) else { return }
        let minutes = number / 100 * 60 + number % 100
        offset = (token.first == "-" ? -minutes : minutes) * 60
    }

    var milliseconds: Int64? {
        guard !broken, let day, let month, let year, let seconds, (1...12).contains(month),
            (1...9_999).contains(year), day >= 1, day <= daysIn(month, year)
        else { return nil }
        let local = daysSince1970(year, month, day) * 86_400 + seconds
        return Int64(local - (offset ?? 0)) * 1_000
    }
}

private func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// Days of the proleptic Gregorian calendar, by counting years from March.
private func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

/// Zones in seconds. RFC 5322 §4.3 lets only these names mean something; the single letters and
/// all others count as UTC, except the ones that mail from abroad still carries.
private let zoneNames: [String: Int] = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0,
    "est": -18_000, "edt": -14_400, "cst": -21_600, "cdt": -18_000,
    "mst": -25_200, "mdt": -21_600, "pst": -28_800, "pdt": -25_200,
    "cet": 3_600, "cest": 7_200, "bst": 3_600, "msk": 10_800,
]
