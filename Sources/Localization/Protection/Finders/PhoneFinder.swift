import Wire

/// Telephone numbers, in the digits and shapes of any country.
struct PhoneFinder {
    let region: String
    /// Digits of the known numbers, without `+`.
    private let known: Set<String>

    init(region: String, known: [String]) {
        self.region = region
        self.known = Set(known.map { String($0.filter(\.isNumber)) })
    }

    func phone(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let first = scan[start],
            first.kind == .digits || first.isMark("+＋(") && scan[start + 1]?.kind == .digits,
            scan[start - 1].map({ !$0.isMark("+＋$€£#") && $0.kind != .digits && $0.kind != .word })
                ?? true
        else { return nil }
        if scan[start - 1]?.isMark(".,-/") == true, scan[start - 2]?.kind == .digits { return nil }
        for end in ends(scan, start).reversed() where isPhone(scan, start, end) {
            return Finding(tokens: start..<end, kind: .phone)
        }
        return nil
    }

    /// Where a number that begins here may end: behind each of its groups of digits.
    private func ends(_ scan: TextScan, _ start: Int) -> [Int] {
        var ends: [Int] = []
        var (index, digits) = (start, 0)
        while index - start < 24, let token = scan[index] {
            if token.kind == .digits {
                digits += token.folded.utf8.count
                if digits > 17 { break }
                if digits >= 6 { ends.append(index + 1) }
            } else if token.isMark(",;:") || !separates(token, scan, index, start) {
                break
            }
            index += 1
        }
        return ends
    }

    private func separates(_ token: TextScan.Token, _ scan: TextScan, _ index: Int, _ start: Int)
        -> Bool
    {
        if token.kind == .blank { return token.range.count <= 2 }
        if token.isMark("+＋") { return index == start }
        return token.isMark("-.()/‐‑–·")
    }

    private func isPhone(_ scan: TextScan, _ start: Int, _ end: Int) -> Bool {
        let parts = scan.tokens[start..<end]
        let groups = parts.filter { $0.kind == .digits }.map(\.folded)
        let digits = groups.joined()
        if known.contains(digits) { return true }
        let isInternational = parts.first?.isMark("+＋") == true || digits.hasPrefix("00")
        let written = parts.map { $0.kind == .digits ? $0.folded : $0.isMark("＋") ? "+" : $0.text }
            .joined()
        if digits.utf8.count == 7, region == "US" || region == "CA" {
            // A number without area code: 555-0123. Seven digits without a mark may be anything.
            return groups.map(\.utf8.count) == [3, 4]
        }
        guard digits.utf8.count >= 7, !isDate(groups),
            let read = readPhone(written, region: region), read.possible
        else { return false }
        if isInternational || read.valid { return true }
        if known.contains(read.e164.filter(\.isNumber)) { return true }
        // Of another country, without its code: marks between groups say that it is a phone.
        return groups.count > 1 && digits.utf8.count >= 8 || digits.utf8.count >= 9
    }

    /// 12 03 2026 or 2026-12-03.
    private func isDate(_ groups: [String]) -> Bool {
        let sizes = groups.map(\.utf8.count)
        guard sizes.count == 3, let first = groups.first, let last = groups.last else {
            return false
        }
        let year = sizes[0] == 4 ? Int(first) : sizes[2] == 4 ? Int(last) : nil
        guard let year, (1900...2100).contains(year) else { return false }
        return sizes.reduce(0, +) <= 8
    }
}
