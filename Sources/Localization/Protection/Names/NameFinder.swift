import MessageFormat

/// Finds the names in a text whose other values and sentences are known already.
struct NameFinder {
    /// Something to tell a person, at a token.
    struct Remark {
        let kind: ProtectionWarning.Kind
        let token: Int
    }

    /// A name, or a part of one.
    struct Span {
        var tokens: Range<Int>
        /// Whose it may be, as indexes of names.
        var names: Set<Int>
        var listed: String?
        var isGuessed = false
        var isOther = false
    }

    let scan: TextScan
    let context: SentenceContext
    var matcher: NameMatcher
    private(set) var remarks: [Remark] = []

    init(_ scan: TextScan, _ context: SentenceContext, _ matcher: NameMatcher) {
        self.scan = scan
        self.context = context
        self.matcher = matcher
        self.matcher.prepare(scan)
    }

    /// The names in order; ``remarks`` tells what was doubtful.
    mutating func find(_ findings: Findings) -> [Finding] {
        var spans: [Span] = []
        var index = 0
        while index < scan.tokens.count {
            defer { index += 1 }
            guard findings.isFree(index) else { continue }
            if let span = signs(index) {
                spans.append(span)
                index = span.tokens.upperBound - 1
            } else if let span = word(index) {
                spans.append(span)
            }
        }
        let free = { (index: Int) in findings.isFree(index) }
        spans = spans.map {
            NameExtension(scan: scan, index: matcher.index, isFree: free).extended($0)
        }
        var found: [Finding] = []
        for span in NameJoin(scan: scan).joined(spans) { found.append(finding(span)) }
        return found
    }

    private mutating func finding(_ span: Span) -> Finding {
        if span.isOther {
            remarks.append(Remark(kind: .otherPerson, token: span.tokens.lowerBound))
        } else if span.isGuessed {
            remarks.append(Remark(kind: .guessed, token: span.tokens.lowerBound))
        }
        let persons = Set(span.names.map { matcher.index.names[$0].person })
        return Finding(
            tokens: span.tokens, kind: .name,
            meaning: span.listed.map { .name(listed: $0) } ?? .text,
            person: persons.count == 1 ? persons.first : nil)
    }

    // MARK: Words

    private mutating func word(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        guard token.kind == .word, !isEnding(index) else { return nil }
        guard let match = matcher.match(token) else { return other(index) }
        var span = Span(
            tokens: index..<index + 1, names: Set(match.parts.map(\.name)), listed: match.listed)
        switch match.certainty {
        case .certain: return span
        case .near, .weak:
            span.isGuessed = true
            return span
        case .alsoWord:
            switch evidence(index, match) {
            case .strong: return span
            case .some:
                span.isGuessed = true
                return span
            case .none:
                if token.isCapitalised, !context.isShouted(index), token.folded.count > 2 {
                    remarks.append(Remark(kind: .ordinaryWord, token: index))
                }
                return nil
            }
        }
    }

    /// What stands behind an apostrophe is an ending: `'s`, `'ll`, `'in`.
    private func isEnding(_ index: Int) -> Bool {
        guard let token = scan[index], token.range.count <= 3, !token.isCapitalised else {
            return false
        }
        return scan[index - 1]?.isMark("'’ʼ") == true && scan[index - 2]?.kind == .word
    }

    private func other(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        // "Tylers", "mateos": a name with the ending of a plural or a genitive.
        let stem =
            token.folded.count > 4 && token.folded.hasSuffix("s")
            ? String(token.folded.dropLast()) : token.folded
        let others = matcher.index.others
        guard others.contains(token.folded) || others.contains(stem), token.folded.count > 2,
            !matcher.ordinary.contains(token.folded), !OrdinaryCapitals.contains(token.folded)
        else { return nil }
        let isWord = matcher.isAlsoWord(token.folded)
        let inner = token.isCapitalised && !context.isStart(index) && !context.isShouted(index)
        guard isWord ? inner : true else { return nil }
        return Span(tokens: index..<index + 1, names: [], isOther: true)
    }

    // MARK: Chinese

    /// A name in Chinese characters, as the roster has it or by its pinyin.
    private func signs(_ index: Int) -> Span? {
        guard let head = scan[index], head.kind == .ideograph else { return nil }
        for known in matcher.index.ideographs[head.text] ?? [] {
            let end = index + known.text.count
            guard end <= scan.tokens.count,
                scan.tokens[index..<end].map(\.text) == known.text
            else { continue }
            return Span(tokens: index..<end, names: [known.name])
        }
        for count in [4, 3, 2, 1] {
            guard index + count <= scan.tokens.count else { continue }
            let tokens = scan.tokens[index..<index + count]
            guard tokens.allSatisfy({ $0.kind == .ideograph }) else { continue }
            let spelled = tokens.map { matcher.pinyin($0.text) }.joined()
            guard let parts = matcher.index.exact[spelled], let part = parts.first,
                count > 1 || NameCues.isTitled(scan, index + 1)
            else { continue }
            return Span(
                tokens: index..<index + count, names: Set(parts.map(\.name)), listed: part.written,
                isGuessed: count == 2)
        }
        return nil
    }
}
