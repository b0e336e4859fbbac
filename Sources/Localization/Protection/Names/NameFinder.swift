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
    var remarks: [Remark] = []
    /// Family names that were taken for words, and told of once.
    var told: Set<String> = []
    /// Which words are nearly another's name.
    var nearness: [String: Bool] = [:]
    /// Whether the text is in Latin letters, so that a word in others stands out.
    let isLatinText: Bool

    init(_ scan: TextScan, _ context: SentenceContext, _ matcher: NameMatcher) {
        self.scan = scan
        self.context = context
        self.matcher = matcher
        isLatinText = (matcher.language.likelyScript ?? "Latn") == "Latn"
        self.matcher.prepare(scan)
    }

    /// The names in order; ``remarks`` tells what was doubtful.
    mutating func find(_ findings: Findings) -> [Finding] {
        var spans: [Span] = []
        var index = 0
        while index < scan.tokens.count {
            defer { index += 1 }
            guard findings.isFree(index) else { continue }
            let whole = (signs(index) ?? pieces(index)).flatMap {
                $0.tokens.allSatisfy(findings.isFree) ? $0 : nil
            }
            guard let span = whole ?? word(index), span.tokens.allSatisfy(findings.isFree) else {
                continue
            }
            spans.append(span)
            index = span.tokens.upperBound - 1
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
        if span.isOther || span.isGuessed {
            let kind: ProtectionWarning.Kind = span.isGuessed ? .guessed : .otherPerson
            remarks.append(Remark(kind: kind, token: span.tokens.lowerBound))
        }
        let persons = Set(span.names.map { matcher.index.names[$0].person })
        return Finding(
            tokens: span.tokens, kind: .name,
            meaning: span.listed.map { .name(listed: $0) } ?? .text,
            person: persons.count == 1 ? persons.first : nil)
    }

    // MARK: Words

    mutating func word(_ index: Int) -> Span? {
        let token = scan.tokens[index]
        guard token.kind == .word, !isEnding(index) else { return nil }
        let isFrequent = isFrequent(index)
        guard let match = matcher.match(token) ?? besidePerson(index) else {
            return isFrequent ? nil : other(index) ?? glued(index)
        }
        if isFrequent, !isBesideName(index, match) { return nil }
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
                tellOfFamilyName(index, match)
                return nil
            }
        }
    }

    /// A short word of the text's language, in small letters or where a sentence begins.
    private func isFrequent(_ index: Int) -> Bool {
        let token = scan.tokens[index]
        return !isInner(index)
            && FrequentWords.contains(token.folded, of: matcher.language.language)
    }

    /// What stands behind an apostrophe is an ending: `'s`, `'ll`, `'in`.
    private func isEnding(_ index: Int) -> Bool {
        guard let token = scan[index], token.range.count <= 3, !token.isCapitalised else {
            return false
        }
        return scan[index - 1]?.isMark("'’ʼ") == true && scan[index - 2]?.kind == .word
    }
}
