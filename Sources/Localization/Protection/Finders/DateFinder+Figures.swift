/// Dates in figures, and as Chinese, Japanese and Korean write them.
extension DateFinder {
    func iso(_ scan: TextScan, _ start: Int) -> Finding? {
        guard scan[start]?.range.count == 4, let year = scan.number(start),
            let mark = scan[start + 1], mark.isMark("-/."), scan[start + 3]?.text == mark.text,
            let month = scan.number(start + 2, digits: 2),
            let day = scan.number(start + 4, digits: 2),
            let date = CalendarDay(year: year, month: month, day: day)
        else { return nil }
        return finding(start..<start + 5, date, hasYear: true)
    }

    /// `2026年12月3日`, `12월 3일`.
    func eastern(_ scan: TextScan, _ start: Int) -> Finding? {
        var index = start
        func field(_ marks: [String]) -> Int? {
            guard let number = scan.number(index), let mark = scan[index + 1],
                marks.contains(where: { mark.text.hasPrefix($0) })
            else { return nil }
            index += mark.text.count > 1 ? 1 : 2
            return number
        }
        let year = field(["年", "년"])
        if year != nil, scan[index]?.kind == .blank { index += 1 }
        guard let month = field(["月", "월"]) else { return nil }
        if scan[index]?.kind == .blank { index += 1 }
        guard let day = scan.number(index, digits: 2), let mark = scan[index + 1],
            mark.text == "日" || mark.text == "号" || mark.text == "號" || mark.text == "일",
            let date = year.map({ CalendarDay(year: $0, month: month, day: day) })
                ?? today.next(month: month, day: day)
        else { return nil }
        return finding(start..<index + 2, date, hasYear: year != nil)
    }

    /// `12/3`, `12/3/26`, `3.12.2026`.
    func figures(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let first = scan.number(start, digits: 2), let mark = scan[start + 1],
            mark.isMark("/.-"), let second = scan.number(start + 2, digits: 2)
        else { return nil }
        if scan[start + 3]?.text == mark.text, let year = scan.number(start + 4) {
            guard scan[start + 4]?.range.count != 3, scan[start + 4]?.range.count != 1 else {
                return nil
            }
            let full = year < 100 ? 2000 + year : year
            let isPointed = mark.text == "."
            guard
                let date = day(first, second, full, isPointed)
                    ?? day(second, first, full, isPointed)
            else { return nil }
            return finding(start..<start + 5, date, hasYear: true)
        }
        // 3.12 is a number, 3-4 a range, 1/2 a half.
        guard mark.text == "/", !Self.fractions.contains([first, second]),
            scan[start + 3].map({ !$0.isMark("/-") && $0.kind != .word }) ?? true
        else { return nil }
        let (month, day) = monthFirst ? (first, second) : (second, first)
        guard (1...12).contains(month), let date = today.next(month: month, day: day) else {
            return nil
        }
        return finding(start..<start + 3, date, hasYear: false)
    }

    private func day(_ first: Int, _ second: Int, _ year: Int, _ isPointed: Bool) -> CalendarDay? {
        monthFirst && !isPointed
            ? CalendarDay(year: year, month: first, day: second)
            : CalendarDay(year: year, month: second, day: first)
    }

    private static let fractions: Set<[Int]> = [
        [1, 2], [1, 3], [1, 4], [3, 4], [2, 3], [1, 8], [3, 8], [5, 8], [1, 5], [2, 5],
    ]
}
