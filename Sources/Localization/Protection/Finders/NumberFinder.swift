import MessageFormat

/// Numbers in the digits of any script, with their decimals, and amounts of money.
struct NumberFinder {
    /// Whether 1.200 is a thousand and two hundred, and 1,5 one and a half.
    private let hasDecimalComma: Bool

    init(language: LanguageTag, region: String) {
        let comma = ["de", "fr", "it", "pt", "ru", "uk", "pl", "cs", "tr", "vi", "id", "nl", "sv"]
        let spanish =
            language.language == "es"
            && !["US", "MX", "PR", "GT", "HN", "SV", "NI", "DO", "PA"]
                .contains(language.region ?? region.uppercased())
        hasDecimalComma = comma.contains(language.language) || spanish
    }

    func number(_ scan: TextScan, _ start: Int) -> Finding? {
        if let sign = scan[start], let currency = Self.currencies[sign.text] {
            let digits = scan[start + 1]?.kind == .blank ? start + 2 : start + 1
            guard scan[digits]?.kind == .digits else { return nil }
            let (end, value) = figure(scan, digits)
            return Finding(
                tokens: start..<end, kind: .number,
                meaning: value.map { .money($0, currency: currency) } ?? .text)
        }
        guard scan[start]?.kind == .digits else { return nil }
        if let ordinal = ordinal(scan, start) { return ordinal }
        let (end, value) = figure(scan, start)
        if scan[end]?.text == "/", scan[end + 1]?.kind == .digits {
            // A half or a score: it stands as it is.
            return Finding(tokens: start..<end + 2, kind: .number)
        }
        return Finding(
            tokens: start..<end, kind: .number, meaning: value.map { .number($0) } ?? .text)
    }

    private func ordinal(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let number = scan.number(start), let token = scan[start + 1],
            ["st", "nd", "rd", "th"].contains(token.folded) || token.isMark("º°ª")
        else { return nil }
        return Finding(tokens: start..<start + 2, kind: .number, meaning: .ordinal(number))
    }

    /// Digits with what stands between them: its end, and its value if it can be told.
    private func figure(_ scan: TextScan, _ start: Int) -> (end: Int, value: String?) {
        var (end, groups, marks) = (start + 1, [scan[start]?.folded ?? ""], [String]())
        while groups.count < 8, let mark = scan[end], mark.isMark(".,٫٬’'"),
            let token = scan[end + 1],
            token.kind == .digits
        {
            groups.append(token.folded)
            marks.append(mark.text)
            end += 2
        }
        guard groups.joined().utf8.count <= 15 else { return (end, nil) }
        return (end, value(groups, marks))
    }

    private func value(_ groups: [String], _ marks: [String]) -> String? {
        guard let first = groups.first else { return nil }
        // A code, a year's figure or a room: 007 and the like stay as they stand.
        if first.utf8.count > 1, first.hasPrefix("0") { return nil }
        guard let last = marks.last, let tail = groups.last else {
            // Five digits and more without a mark between them are a number of somebody or something.
            return first.utf8.count > 4 ? nil : first
        }
        let decimal = hasDecimalComma ? "," : "."
        let isDecimal = last == decimal || last == "٫"
        let grouping = isDecimal ? marks.dropLast() : marks[...]
        let whole = isDecimal ? groups.dropLast() : groups[...]
        guard Set(grouping).count <= 1, !grouping.contains(decimal), !grouping.contains("٫"),
            whole.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            grouping.isEmpty || first.utf8.count <= 3
        else { return nil }
        return whole.joined() + (isDecimal ? "." + tail : "")
    }

    private static let currencies = ["$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW"]
}
