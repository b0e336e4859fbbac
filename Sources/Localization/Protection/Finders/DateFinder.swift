/// Dates: in words (`Tuesday, December 3rd`), in figures (`12/3`, `2026-12-03`), and as Chinese,
/// Japanese and Korean write them.
///
/// A weekday alone, `tomorrow` and `next week` stay words: every language has its own order for
/// them, and they name nobody.
struct DateFinder {
    let today: CalendarDay
    /// Whether 12/3 is the 3 December.
    let monthFirst: Bool

    init(today: CalendarDay, region: String) {
        self.today = today
        monthFirst = ["US", "PH", "FM", "GU", "PR", "MH", "PW"].contains(region.uppercased())
    }

    func date(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let token = scan[start] else { return nil }
        switch token.kind {
        case .digits:
            if scan[start - 1]?.isMark("/.-$#+:") == true || scan[start - 1]?.kind == .word {
                return nil
            }
            return iso(scan, start) ?? eastern(scan, start) ?? figures(scan, start)
                ?? named(scan, start, start)
        case .word:
            if let weekday = WeekdayNames.weekday(token.folded),
                let dated = behindWeekday(scan, start, weekday)
            {
                return dated
            }
            return named(scan, start, start)
        case .ideograph, .blank, .lineBreak, .mark: return nil
        }
    }

    /// `Tuesday, December 3`: one date if the two agree, else the date alone.
    private func behindWeekday(_ scan: TextScan, _ start: Int, _ weekday: Int) -> Finding? {
        var index = start + 1
        while index - start < 4, let token = scan[index],
            token.kind == .blank || token.isMark(",.")
                || ["the", "el", "le", "de"].contains(token.folded)
        {
            index += 1
        }
        if scan[index]?.folded == "the" || scan[index]?.folded == "el" { index += 2 }
        guard index > start + 1, let token = scan[index] else { return nil }
        let inner =
            token.kind == .digits
            ? iso(scan, index) ?? figures(scan, index) ?? named(scan, index, index)
            : named(scan, index, index)
        guard let inner, case .date(let day, let hasYear, _) = inner.meaning,
            let fitting = fitting(day, weekday, hasYear)
        else { return nil }
        return Finding(
            tokens: start..<inner.tokens.upperBound, kind: .date,
            meaning: .date(fitting, hasYear: hasYear, hasWeekday: true))
    }

    /// The day in the year in which it is that weekday: this one to come, or the last.
    private func fitting(_ day: CalendarDay, _ weekday: Int, _ hasYear: Bool) -> CalendarDay? {
        if day.weekday == weekday { return day }
        guard !hasYear,
            let last = CalendarDay(year: day.year - 1, month: day.month, day: day.day),
            last.weekday == weekday
        else { return nil }
        return last
    }

    // MARK: In words

    /// `December 3`, `Dec. 3rd, 2026`, `3 December`, `3 de diciembre de 2026`.
    private func named(_ scan: TextScan, _ start: Int, _ first: Int) -> Finding? {
        if scan[start]?.kind == .word {
            guard let token = scan[start], let month = MonthNames.month(token.folded),
                !MonthNames.isWord(token.folded) || token.isCapitalised
            else { return nil }
            var index = start + 1
            if scan[index]?.text == "." { index += 1 }
            guard scan[index]?.kind == .blank, let day = scan.number(index + 1, digits: 2) else {
                return nil
            }
            let end = afterOrdinal(scan, index + 2)
            // 3:30 or 3 pm behind a month's name is a time.
            guard scan[end]?.text != ":" || scan[end + 1]?.kind != .digits else { return nil }
            return withYear(scan, start, end, month: month, day: day)
        }
        guard let day = scan.number(start, digits: 2) else { return nil }
        var index = afterOrdinal(scan, start + 1)
        for _ in 0..<2 {
            if scan[index]?.text == "." { index += 1 }
            if scan[index]?.kind == .blank { index += 1 }
            if let token = scan[index], ["of", "de", "del"].contains(token.folded) { index += 1 }
        }
        guard let token = scan[index], token.kind == .word, index > start + 1,
            let month = MonthNames.month(token.folded),
            !MonthNames.isWord(token.folded) || token.isCapitalised
        else { return nil }
        var end = index + 1
        if token.folded.count <= 4, scan[end]?.text == ".", scan[end + 1]?.kind == .blank,
            scan.number(end + 2) != nil
        {
            end += 1
        }
        return withYear(scan, start, end, month: month, day: day)
    }

    /// Behind `rd` of `3rd`, or `º`.
    private func afterOrdinal(_ scan: TextScan, _ index: Int) -> Int {
        guard let token = scan[index],
            ["st", "nd", "rd", "th", "er", "º", "o", "a"].contains(token.folded)
                && token.kind == .word
                || token.isMark("º°")
        else { return index }
        return index + 1
    }

    private func withYear(
        _ scan: TextScan, _ start: Int, _ end: Int, month: Int, day: Int
    ) -> Finding? {
        var index = end
        if scan[index]?.text == "," { index += 1 }
        if scan[index]?.kind == .blank { index += 1 }
        if let token = scan[index], ["de", "del"].contains(token.folded) { index += 2 }
        if index > end, let year = scan.number(index), (1900...2100).contains(year),
            let date = CalendarDay(year: year, month: month, day: day)
        {
            return finding(start..<index + 1, date, hasYear: true)
        }
        guard let date = today.next(month: month, day: day) else { return nil }
        return finding(start..<end, date, hasYear: false)
    }

    func finding(_ tokens: Range<Int>, _ day: CalendarDay, hasYear: Bool) -> Finding {
        Finding(
            tokens: tokens, kind: .date, meaning: .date(day, hasYear: hasYear, hasWeekday: false))
    }
}
