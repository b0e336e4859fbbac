/// Times of day: `3 pm`, `3:30 p.m.`, `15:30`, `15h30`, and both ends of `3–4 pm`.
///
/// `Noon` stays a word.
struct TimeFinder {
    func time(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let hour = scan.number(start, digits: 2), hour <= 24,
            scan[start - 1].map({ !$0.isMark(".:/$#+") && $0.kind != .word }) ?? true
        else { return nil }
        let written = minutes(scan, start)
        var end = written.end
        if let half = half(scan, end) {
            guard (1...12).contains(hour) else { return nil }
            return finding(start..<half.end, half.isLate, hour, written.minute)
        }
        if let minute = written.minute {
            // 2:15 of a verse or a score has no more digits than a time has; it is taken as one.
            if scan[end]?.isMark(":") == true, scan.number(end + 1, digits: 2) != nil { end += 2 }
            guard scan[end].map({ $0.kind != .word }) ?? true else { return nil }
            if hour <= 12, let half = halfOfRange(scan, end, hour) {
                return finding(start..<end, half, hour, minute)
            }
            // 3:30 at a school is in the afternoon, and 8:15 in the morning: which of them is meant is
            // not for us to say, so it stays a figure of the clock.
            if (1...12).contains(hour), scan[start]?.folded.hasPrefix("0") == false {
                return Finding(
                    tokens: start..<end, kind: .time,
                    meaning: .clock(hour: hour, minute: minute))
            }
            return finding(start..<end, nil, hour, minute)
        }
        guard (1...12).contains(hour), let isLate = halfOfRange(scan, end, hour) else { return nil }
        return finding(start..<end, isLate, hour, nil)
    }

    /// `:30`, `.30` of `3.30 pm`, `h30`.
    private func minutes(_ scan: TextScan, _ start: Int) -> (end: Int, minute: Int?) {
        guard let mark = scan[start + 1], let token = scan[start + 2], token.range.count == 2,
            let minute = scan.number(start + 2, digits: 2), minute < 60
        else { return (start + 1, nil) }
        if mark.isMark(":：") || mark.folded == "h" { return (start + 3, minute) }
        if mark.text == ".", half(scan, start + 3) != nil { return (start + 3, minute) }
        return (start + 1, nil)
    }

    /// `pm`, ` p.m.`; without the full stop that ends the sentence.
    private func half(_ scan: TextScan, _ index: Int) -> (end: Int, isLate: Bool)? {
        var index = index
        if scan[index]?.kind == .blank { index += 1 }
        guard let token = scan[index] else { return nil }
        if ["am", "pm"].contains(token.folded) {
            return (index + 1, token.folded == "pm")
        }
        guard ["a", "p"].contains(token.folded), scan[index + 1]?.text == "." else { return nil }
        var last = index + 2
        if scan[last]?.kind == .blank { last += 1 }
        guard scan[last]?.folded == "m" else { return nil }
        let hasStop = scan[last + 1]?.text == "." && !endsSentence(scan, last + 2)
        return (last + (hasStop ? 2 : 1), token.folded == "p")
    }

    /// Whether the text ends here, or a capital follows.
    private func endsSentence(_ scan: TextScan, _ index: Int) -> Bool {
        guard let token = scan[index] else { return true }
        if token.kind == .lineBreak { return true }
        guard token.kind == .blank else { return false }
        guard let next = scan[index + 1] else { return true }
        return next.isCapitalised || next.kind == .lineBreak
    }

    /// Which half of the day `3` of `3–4 pm` is in; `11–1 pm` begins before noon.
    private func halfOfRange(_ scan: TextScan, _ end: Int, _ first: Int) -> Bool? {
        var index = end
        if scan[index]?.kind == .blank { index += 1 }
        guard let token = scan[index],
            token.isMark("-–—‐") || ["to", "until", "and"].contains(token.folded)
        else { return nil }
        index += 1
        if scan[index]?.kind == .blank { index += 1 }
        guard let hour = scan.number(index, digits: 2), (1...12).contains(hour),
            let half = half(scan, minutes(scan, index).end)
        else { return nil }
        return half.isLate && first % 12 > hour % 12 ? false : half.isLate
    }

    private func finding(_ tokens: Range<Int>, _ isLate: Bool?, _ hour: Int, _ minute: Int?)
        -> Finding
    {
        let hour = isLate.map { hour % 12 + ($0 ? 12 : 0) } ?? hour % 24
        return Finding(
            tokens: tokens, kind: .time,
            meaning: .time(hour: hour, minute: minute ?? 0, hasMinutes: minute != nil))
    }
}
