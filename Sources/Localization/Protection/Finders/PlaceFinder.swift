/// Places: those of the school's list, street addresses and rooms.
struct PlaceFinder {
    /// The words of each known place, by its first.
    private let known: [String: [[String]]]

    init(_ places: [String]) {
        var known: [String: [[String]]] = [:]
        for place in places {
            let words = TextScan(place).tokens.filter { $0.isWord || $0.kind == .digits }.map(
                \.folded)
            guard let first = words.first, words.joined().count > 2 else { continue }
            known[first, default: []].append(words)
        }
        self.known = known.mapValues { $0.sorted { $0.count > $1.count } }
    }

    func place(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let token = scan[start], token.isWord || token.kind == .digits else { return nil }
        let end =
            listed(scan, start) ?? StreetFinder().street(scan, start) ?? room(scan, start)
            ?? StreetFinder().streetBefore(scan, start) ?? box(scan, start)
        return end.map { Finding(tokens: start..<$0, kind: .place) }
    }

    /// A place of the list, whatever marks and blanks stand between its words.
    private func listed(_ scan: TextScan, _ start: Int) -> Int? {
        guard let first = scan[start], let places = known[first.folded] else { return nil }
        for words in places.prefix(20) {
            var (index, matched) = (start, 0)
            while matched < words.count, let token = scan[index] {
                if token.folded == words[matched] {
                    matched += 1
                } else if token.isWord || token.kind == .digits || token.kind == .lineBreak {
                    break
                }
                index += 1
            }
            // A place that is one ordinary word (Library) is written with a capital.
            if matched == words.count,
                words.count > 1 || first.isCapitalised || !EnglishWords.contains(first.folded)
            {
                return index
            }
        }
        return nil
    }

    private func room(_ scan: TextScan, _ start: Int) -> Int? {
        guard let first = scan[start],
            ["room", "rm", "salon", "salón", "aula"].contains(first.folded),
            first.isCapitalised || first.folded != "salon"
        else { return nil }
        var index = start + 1
        if scan[index]?.text == "." { index += 1 }
        if scan[index]?.kind == .blank { index += 1 }
        if scan[index]?.text == "#" { index += 1 }
        guard let number = scan[index] else { return nil }
        if number.kind == .digits, number.range.count <= 5 {
            let letter = scan[index + 1]
            return letter?.kind == .word && letter?.range.count == 1 ? index + 2 : index + 1
        }
        guard number.kind == .word, number.range.count == 1, number.isCapitalised,
            number.folded != "i"
        else { return nil }
        return scan[index + 1]?.kind == .digits ? index + 2 : index + 1
    }

    private func box(_ scan: TextScan, _ start: Int) -> Int? {
        guard scan[start]?.folded == "p" || scan[start]?.folded == "po" else { return nil }
        var index = start + 1
        while index - start < 6, let token = scan[index],
            token.kind == .blank || token.text == "." || token.folded == "o"
        {
            index += 1
        }
        guard scan[index]?.folded == "box", scan[index + 1]?.kind == .blank,
            scan[index + 2]?.kind == .digits
        else { return nil }
        return index + 3
    }
}
