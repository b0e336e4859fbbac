import MessageFormat

/// Makes sentences with slots of a text and what was found in it.
struct SentenceAssembly {
    let scan: TextScan
    /// In the order of the text.
    let findings: [Finding]

    func text(
        _ ranges: [Range<Int>], remarks: [NameFinder.Remark], in setting: ProtectedText.Setting
    ) -> ProtectedText {
        var sentences: [ProtectedText.Sentence] = []
        var numbers: [(end: Int, number: Int)] = []
        var (place, token, finding) = (0, 0, 0)
        for range in ranges {
            while token < scan.tokens.count, scan.tokens[token].range.upperBound <= range.lowerBound
            {
                token += 1
            }
            var end = token
            while end < scan.tokens.count, scan.tokens[end].range.lowerBound < range.upperBound {
                end += 1
            }
            while finding < findings.count, findings[finding].tokens.lowerBound < token {
                finding += 1
            }
            let inner = trimmed(token..<end, finding)
            defer { token = end }
            guard let first = scan[inner.lowerBound], !inner.isEmpty,
                let last = scan[inner.upperBound - 1], saysSomething(inner)
            else { continue }
            let before = scan.text(place..<first.range.lowerBound)
            var maker = SegmentMaker(scan: scan)
            while finding < findings.count, findings[finding].tokens.lowerBound < inner.lowerBound {
                finding += 1
            }
            let (segment, values) = maker.make(inner, findings, from: &finding)
            sentences.append(
                ProtectedText.Sentence(segment: segment, values: values, before: before))
            place = last.range.upperBound
            numbers.append((place, sentences.count - 1))
        }
        return ProtectedText(
            sentences: sentences, after: scan.text(place..<scan.scalars.count),
            warnings: warnings(remarks, numbers), setting: setting)
    }

    /// Without blanks at either end and without the mark of a list item.
    private func trimmed(_ tokens: Range<Int>, _ finding: Int) -> Range<Int> {
        var (start, end) = (tokens.lowerBound, tokens.upperBound)
        func isBlank(_ index: Int) -> Bool {
            scan.tokens[index].kind == .blank || scan.tokens[index].kind == .lineBreak
        }
        while start < end, isBlank(start) { start += 1 }
        while end > start, isBlank(end - 1) { end -= 1 }
        for _ in 0..<3 {
            guard isLineStart(start), let behind = behindBullet(start), behind < end,
                !findings.dropFirst(finding).prefix(2).contains(where: {
                    $0.tokens.lowerBound == start && $0.tokens.count > 1
                })
            else { break }
            start = behind
        }
        return start..<end
    }

    private func isLineStart(_ index: Int) -> Bool {
        var index = index - 1
        while index >= 0, scan.tokens[index].kind == .blank || scan.tokens[index].isMark(">") {
            index -= 1
        }
        return index < 0 || scan.tokens[index].kind == .lineBreak
    }

    /// Behind `- `, `• `, `1. `, `2) `, `a) ` or `> `.
    private func behindBullet(_ index: Int) -> Int? {
        guard let token = scan[index] else { return nil }
        var next = index + 1
        if token.kind == .digits && token.range.count <= 3
            || token.kind == .word && token.range.count == 1
        {
            guard let mark = scan[next],
                mark.text == ")" || mark.text == "." && token.kind == .digits
            else { return nil }
            next += 1
        } else if !token.isMark("-–—•*·●○◦▪▫■□☐☑✓✔✅➢➤→>#") {
            return nil
        }
        guard scan[next]?.kind == .blank else { return nil }
        return next + 1
    }

    /// Marks and pictures alone are no sentence.
    private func saysSomething(_ tokens: Range<Int>) -> Bool {
        scan.tokens[tokens].contains { $0.isWord || $0.kind == .digits }
    }

    private func warnings(
        _ remarks: [NameFinder.Remark], _ ends: [(end: Int, number: Int)]
    ) -> [ProtectionWarning] {
        var warnings: [ProtectionWarning] = []
        var seen: Set<ProtectionWarning> = []
        var index = 0
        for remark in remarks.sorted(by: { $0.token < $1.token }) {
            guard let token = scan[remark.token] else { continue }
            while index < ends.count, ends[index].end <= token.range.lowerBound { index += 1 }
            let warning = ProtectionWarning(
                kind: remark.kind, word: token.text, sentence: min(index, max(0, ends.count - 1)))
            if seen.insert(warning).inserted { warnings.append(warning) }
        }
        return warnings
    }
}
