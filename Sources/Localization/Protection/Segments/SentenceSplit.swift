import Wire

/// Where sentences begin and end, as ranges of scalars in a text.
///
/// Unicode's rules (UAX 29) find most borders; what they cannot know is mended here: a border
/// within something found (`3 p.m.`, a link), behind an abbreviation, within quoted speech; a full
/// stop without a blank behind it; a line that was wrapped and goes on.
struct SentenceSplit {
    let scan: TextScan

    /// The sentences of a text; no border cuts a finding.
    func sentences(_ text: String, language: String, findings: [Finding]) -> [Range<Int>] {
        var inside = Array(repeating: false, count: scan.scalars.count + 1)
        for finding in findings {
            let range = scalars(finding.tokens)
            for place in range.dropFirst() { inside[place] = true }
        }
        let tokenAt = tokenIndex()
        var borders = Set(unicodeBorders(text, language))
        for index in scan.tokens.indices where isMissing(index) {
            borders.insert(scan.tokens[index].range.upperBound)
        }
        let kept = borders.filter { border in
            border < scan.scalars.count && !inside[border]
                && !isWrong(border, token: tokenAt[border])
        }
        var ranges: [Range<Int>] = []
        var start = 0
        for border in kept.sorted() + [scan.scalars.count] where border > start {
            ranges.append(start..<border)
            start = border
        }
        return ranges
    }

    func scalars(_ tokens: Range<Int>) -> Range<Int> {
        guard let first = scan[tokens.lowerBound], let last = scan[tokens.upperBound - 1] else {
            return 0..<0
        }
        return first.range.lowerBound..<last.range.upperBound
    }

    /// The token that begins at each place of the text; -1 within one.
    private func tokenIndex() -> [Int] {
        var indexes = Array(repeating: -1, count: scan.scalars.count + 1)
        for (index, token) in scan.tokens.enumerated() { indexes[token.range.lowerBound] = index }
        return indexes
    }

    private func unicodeBorders(_ text: String, _ language: String) -> [Int] {
        var borders: [Int] = []
        var (place, index) = (0, text.startIndex)
        for range in TextBreaks.sentences(of: text, language: language) {
            place += text.unicodeScalars.distance(from: index, to: range.upperBound)
            index = range.upperBound
            borders.append(place)
        }
        return borders
    }

    /// A full stop with a word on both sides: `late.She came`.
    private func isMissing(_ index: Int) -> Bool {
        if scan.tokens[index].text == "\0" { return true }
        guard scan.tokens[index].isMark(".!?؟۔।"), let before = scan[index - 1],
            let after = scan[index + 1], before.kind == .word || before.kind == .digits,
            after.isCapitalised, !after.isShouted, after.range.count > 1
        else { return false }
        return before.kind == .digits
            || before.range.count > 1 && !before.isShouted
                && !SentenceAbbreviations.contains(before.folded)
    }

    /// Whether a border that Unicode's rules see is none.
    private func isWrong(_ border: Int, token: Int) -> Bool {
        guard token > 0, let next = scan[token] else { return token < 0 }
        var last = token - 1
        while last > 0, scan[last]?.kind == .blank { last -= 1 }
        guard let mark = scan[last] else { return false }
        if mark.kind == .lineBreak { return isWrapped(lineBreak: last, next: next) }
        if mark.text == ".", let word = scan[last - 1] {
            return isAbbreviation(word, next: next)
        }
        // "Stop!" she said.
        return mark.isMark("\"”’')»") && startsSmall(next)
    }

    private func isAbbreviation(_ word: TextScan.Token, next: TextScan.Token) -> Bool {
        guard word.kind == .word else { return false }
        if SentenceAbbreviations.beforeNumber.contains(word.folded) { return next.kind == .digits }
        return SentenceAbbreviations.contains(word.folded)
    }

    /// A long line, broken by a mail program, goes on with a small letter.
    private func isWrapped(lineBreak: Int, next: TextScan.Token) -> Bool {
        guard startsSmall(next), scan[lineBreak]?.text != "\0", let before = scan[lineBreak - 1],
            before.isWord || before.kind == .digits || before.isMark(",") || before.text == "\r"
        else { return false }
        var start = lineBreak
        let end = scan.tokens[lineBreak].range.lowerBound
        while start > 0, end - scan.tokens[start - 1].range.lowerBound < 45 {
            start -= 1
            if scan.tokens[start].kind == .lineBreak, start < lineBreak - 1 { return false }
        }
        return start > 0 || end >= 44
    }

    private func startsSmall(_ token: TextScan.Token) -> Bool {
        token.kind == .word && token.text.unicodeScalars.first?.properties.isLowercase == true
    }
}

/// Words whose full stop ends no sentence.
enum SentenceAbbreviations {
    static func contains(_ folded: String) -> Bool { words.contains(folded) }

    /// Only before a number: `No. 5`, but "He said no."
    static let beforeNumber: Set<String> = [
        "no", "nr", "rm", "art", "fig", "p", "pp", "vol", "ext",
    ]

    private static let words: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "sr", "sra", "srta", "dra", "lic", "mme",
        "mlle", "st", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "approx",
    ]
}
