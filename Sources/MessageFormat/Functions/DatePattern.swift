/// A date pattern of UTS #35 part 4, as far as ``DateWords`` uses it.
struct DatePattern: Sendable, Hashable {
    enum Item: Sendable, Hashable {
        case text(String)
        /// A run of one letter.
        case field(Character, Int)
    }

    private(set) var items: [Item] = []

    /// Takes a pattern apart; `''` is an apostrophe.
    init(_ pattern: String) {
        var text = ""
        var isQuoted = false
        var rest = pattern[...]
        while let character = rest.popFirst() {
            if character == "'" {
                if rest.first == "'" {
                    text.append("'")
                    rest.removeFirst()
                } else {
                    isQuoted.toggle()
                }
            } else if !isQuoted, character.isASCII, character.isLetter {
                if !text.isEmpty { items.append(.text(text)) }
                text = ""
                var count = 1
                while rest.first == character {
                    rest.removeFirst()
                    count += 1
                }
                items.append(.field(character, count))
            } else {
                text.append(character)
            }
        }
        if !text.isEmpty { items.append(.text(text)) }
    }

    /// Fields that cannot be filled.
    func problems(in key: String, _ words: DateWords) -> [String] {
        let sample = CivilDate(milliseconds: 0)
        return items.compactMap { item in
            guard case .field(let letter, let count) = item,
                Self.field(letter, count, sample, words) == nil
            else { return nil }
            let field = String(repeating: letter, count: count)
            return "The pattern \"\(key)\" has \(field), which is unknown or lacks its names; "
                + "quote text with '…'."
        }
    }

    /// The date in words; `nil` when a name is missing.
    func text(_ date: CivilDate, _ words: DateWords, digits: (Substring) -> String) -> String? {
        var result = ""
        for item in items {
            switch item {
            case .text(let text): result += text
            case .field(let letter, let count):
                guard let field = Self.field(letter, count, date, words) else { return nil }
                result += field.isNumber ? digits(field.text[...]) : field.text
            }
        }
        return result
    }

    private static func field(
        _ letter: Character, _ count: Int, _ date: CivilDate, _ words: DateWords
    ) -> (text: String, isNumber: Bool)? {
        func number(_ value: Int) -> (String, Bool)? {
            guard count <= 4 else { return nil }
            let text = String(value)
            return (String(repeating: "0", count: max(0, count - text.utf8.count)) + text, true)
        }
        func name(_ names: [String], _ index: Int) -> (String, Bool)? {
            names.indices.contains(index) ? (names[index], false) : nil
        }
        switch (letter, count) {
        case ("E", 4): return name(words.weekdays, date.weekday)
        case ("E", 1...3): return name(words.shortWeekdays, date.weekday)
        case ("M", 4), ("L", 4): return name(words.months, date.month - 1)
        case ("M", 3), ("L", 3): return name(words.shortMonths, date.month - 1)
        case ("M", 1...2), ("L", 1...2): return number(date.month)
        case ("d", 1...2): return number(date.day)
        case ("y", 2): return number(date.year % 100)
        case ("y", _): return number(date.year)
        case ("H", 1...2): return number(date.hour)
        case ("h", 1...2): return number(date.hour % 12 == 0 ? 12 : date.hour % 12)
        case ("m", 1...2): return number(date.minute)
        case ("s", 1...2): return number(date.second)
        case ("a", 1...3): return name(words.dayPeriods, date.hour < 12 ? 0 : 1)
        default: return nil
        }
    }
}

/// Dates and times written without ICU: by an overlay's words, or else in ISO 8601.
struct WrittenDates {
    let words: DateWords?
    let locale: LanguageTag
    let options: DateTimeOptions
    let date: CivilDate
    let zone: String?

    /// The date by the overlay, or in ISO if asked for; `nil` leaves it to ICU.
    func date(orISO: Bool) -> String? {
        let pattern = words?.pattern(options.fields, options.length)
        if let words, let text = pattern?.text(date, words, digits: digits) { return text }
        return orISO ? iso("yyyy-MM-dd") : nil
    }

    /// The time by the overlay, or in ISO if asked for; `nil` leaves it to ICU.
    func time(orISO: Bool) -> String? {
        var text: String?
        if let words, let pattern = words.timePatterns[options.precision.rawValue] {
            text = DatePattern(pattern).text(date, words, digits: digits)
        }
        if text == nil, orISO { text = iso(options.precision == .second ? "HH:mm:ss" : "HH:mm") }
        return text.map { zone == nil ? $0 : "\($0) \(zone ?? "")" }
    }

    /// Date and time in one.
    func joined(_ date: String, _ time: String) -> String {
        (words?.joiner ?? "{date} {time}")
            .replacing("{date}", with: date).replacing("{time}", with: time)
    }

    private func iso(_ pattern: String) -> String? {
        DatePattern(pattern).text(date, DateWords(months: [], weekdays: []), digits: digits)
    }

    private func digits(_ ascii: Substring) -> String {
        NumberPattern.pattern(for: locale, NumberOptions()).localized(ascii)
    }
}
