/// Street addresses: a number, words and a kind of street, or the other way round.
struct StreetFinder {
    /// `1200 N. Oak St. Apt 4, Springfield, IL 62704`.
    func street(_ scan: TextScan, _ start: Int) -> Int? {
        guard scan[start]?.kind == .digits, scan[start]?.range.count ?? 9 <= 6 else { return nil }
        var (index, words) = (start + 1, 0)
        if scan[index]?.kind == .word, scan[index]?.text.utf8.count == 1 { index += 1 }
        while words < 5, scan[index]?.kind == .blank, let token = scan[index + 1] {
            if words > 0, Self.streets.contains(token.folded) {
                // "5 Good Way" is none to be found, "5 ways" neither.
                guard
                    scan[start + 2]?.isCapitalised == true || scan[start + 2]?.kind == .digits
                        || token.folded != "way"
                else { return nil }
                return afterStreet(scan, index + 2)
            }
            let isOrdinal = token.kind == .digits && scan[index + 2]?.kind == .word
            guard token.kind == .word || isOrdinal, token.isCapitalised || isOrdinal || words < 3
            else { return nil }
            index += isOrdinal ? 3 : 2
            if token.text.utf8.count <= 2, scan[index]?.text == "." { index += 1 }
            words += 1
        }
        return nil
    }

    /// Flat, town, state and code behind the street.
    private func afterStreet(_ scan: TextScan, _ start: Int) -> Int {
        var end = start
        if scan[end]?.text == ".", let next = scan[end + 1],
            next.isMark(",") || next.kind == .blank && scan[end + 2]?.isCapitalised == false
        {
            end += 1
        }
        if let flat = flat(scan, end) { end = flat }
        var index = end
        var capitals = 0
        while index - end < 16, let token = scan[index] {
            if token.kind == .digits, token.range.count == 5, capitals > 0 { return index + 1 }
            guard
                token.kind == .blank || token.isMark(",") || token.isCapitalised || token.isShouted
            else { break }
            if token.isWord { capitals += 1 }
            index += 1
        }
        return end
    }

    private func flat(_ scan: TextScan, _ start: Int) -> Int? {
        var index = start
        while index - start < 2, scan[index]?.isMark(",") == true || scan[index]?.kind == .blank {
            index += 1
        }
        guard index > start, let token = scan[index],
            token.text == "#"
                || ["apt", "apartment", "unit", "suite", "ste", "floor"].contains(token.folded)
        else { return nil }
        index += 1
        while scan[index]?.kind == .blank || scan[index]?.isMark(".#") == true, index - start < 6 {
            index += 1
        }
        guard let number = scan[index],
            number.kind == .digits || number.kind == .word && number.range.count <= 3
        else { return nil }
        if number.kind == .digits, let letter = scan[index + 1], letter.kind == .word,
            letter.range.count == 1
        {
            return index + 2
        }
        return index + 1
    }

    /// `Calle 5 de Mayo 12`, `Avenida Juárez #12`: the kind of street comes first.
    func streetBefore(_ scan: TextScan, _ start: Int) -> Int? {
        guard let first = scan[start], Self.streetsBefore.contains(first.folded), first.isWord
        else { return nil }
        var (index, end) = (start + 1, start)
        var words = 0
        while index - start < 16, let token = scan[index] {
            if token.kind == .digits {
                end = index + 1
                if words > 0 { break }
            } else if token.isWord {
                guard
                    token.isCapitalised
                        || ["de", "la", "del", "los", "las", "no", "num"].contains(token.folded)
                else { break }
                words += 1
            } else if token.kind == .lineBreak || !(token.kind == .blank || token.isMark("#.,º°")) {
                break
            }
            index += 1
        }
        return end > start && first.isCapitalised || end > start && words > 0 ? end : nil
    }

    private static let streets: Set<String> = [
        "st", "street", "ave", "avenue", "rd", "road", "blvd", "boulevard", "dr", "drive", "ln",
        "lane", "ct", "court", "cir", "circle", "pl", "place", "way", "pkwy", "parkway", "hwy",
        "highway", "ter", "terrace", "trl", "trail", "sq", "square", "loop",
    ]
    private static let streetsBefore: Set<String> = [
        "calle", "avenida", "av", "calzada", "carrera", "rue", "rua", "via", "улица", "ул",
        "вулиця", "вул", "шоссе", "проспект",
    ]
}
