import Wire

/// Finds what at the end of a stretch of new words is no message: signature, device, notice.
struct SignatureLines {
    private let lines: [ReplyLine]
    /// The lines that say something, but for notices.
    private let filled: [Int]

    /// The lines of `lines[range]` that are signature.
    ///
    /// Notices go wherever they stand. Then what begins a signature takes with it all below that looks
    /// like one: what the HTML marked; `-- ` (RFC 3676 §4.3) and its like; a closing such as "Kind
    /// regards"; "Sent from my phone"; a gateway's words; a mailing list's footer, which names a site or
    /// an address; a last line like `-Jane`. Where a sentence stands below, the parent went on, and it
    /// is no signature. Each rule looks at one line and a few that follow.
    static func indexes(in lines: [ReplyLine], _ range: Range<Int>) -> [Int] {
        let notices = NoticeLines.indexes(in: lines, range)
        let rest = notices.isEmpty ? Array(range) : range.filter { !notices.contains($0) }
        let found = SignatureLines(lines, rest.filter { !lines[$0].isBlank }).found()
        guard !found.isEmpty else { return Array(notices) }
        return rest.filter { index in found.contains { $0.contains(index) } } + notices
    }

    private init(_ lines: [ReplyLine], _ filled: [Int]) {
        self.lines = lines
        self.filled = filled
    }

    private func found() -> [ClosedRange<Int>] {
        guard let last = filled.last else { return [] }
        let lastUnmarked = filled.last { !lines[$0].isMarkedSignature } ?? -1
        var found: [ClosedRange<Int>] = []
        // A signature longer than this is none.
        var position = max(0, filled.count - 200)
        while position < filled.count {
            let count = filled[position] > lastUnmarked ? filled.count - position : length(position)
            if count > 0 {
                let end = position + count
                let start = withRuleAbove(position)
                found.append(start...(end < filled.count ? filled[end - 1] : last))
            }
            position += max(count, 1)
        }
        let above = found.first?.lowerBound ?? Int.max
        if let name = dashedName(filled.prefix { $0 < above }) { found.append(name...name) }
        return found
    }

    /// How many filled lines a signature has that begins at a position; 0 where none does.
    private func length(_ position: Int) -> Int {
        let line = lines[filled[position]]
        let below = filled.count - 1 - position
        if GatewayLine.matches(line) { return below + 1 }
        if DeviceLine.matches(line, isLast: below == 0) {
            return below > 0 && speaks(below: position) ? 1 : below + 1
        }
        if let delimiter = delimiter(position) {
            let end = end(below: position)
            guard below <= delimiter else { return 0 }
            // The first line below a quote: nobody begins an answer with it.
            let isFirst = position == 0 && filled[0] > 0
            return isFirst || isSignature(position + 1..<end, below: line) ? end - position : 0
        }
        if isFooterRule(line.bare), (1...10).contains(below), hasLink(below: position) {
            return below + 1
        }
        guard below <= 8, isClosing(line) else { return 0 }
        let end = end(below: position)
        return isSignature(position + 1..<end, below: line) ? end - position : 0
    }

    /// A rule of dashes or equal signs above a signature is part of it.
    private func withRuleAbove(_ position: Int) -> Int {
        guard position > 0, lines[filled[position - 1]].isRule else { return filled[position] }
        return filled[position - 1]
    }

    /// The position of the first line below that begins something of its own.
    private func end(below position: Int) -> Int {
        filled.indices[(position + 1)...].prefix(41).first { next in
            let line = lines[filled[next]]
            return GatewayLine.matches(line)
                || DeviceLine.matches(line, isLast: next == filled.count - 1)
        } ?? filled.count
    }

    private func speaks(below position: Int) -> Bool {
        filled[(position + 1)...].prefix(40).contains { index in
            !DeviceLine.matches(lines[index], isLast: index == filled.last)
                && !GatewayLine.matches(lines[index]) && SignatureShape(lines[index].bare).speaks
        }
    }

    private func hasLink(below position: Int) -> Bool {
        filled[(position + 1)...].contains { SignatureShape(lines[$0].bare).hasLink }
    }
}

// MARK: What is signed

extension SignatureLines {
    /// Whether the lines below a closing or delimiter are who signs and how to reach them.
    private func isSignature(_ positions: Range<Int>, below opener: ReplyLine) -> Bool {
        let paragraphs = paragraphs(positions).map(shapes(of:)).filter { !$0.isEmpty }
        guard let signer = paragraphs.first, let name = signer.first else { return true }
        let isNamed = name.isName || name.isContact
        if SignatureLines.standards.contains(opener.whole) {
            // Nobody types it: what is named there is signed, with a motto or without.
            return isNamed || !paragraphs.joined().contains(where: \.speaks)
        }
        let isLong = positions.contains { lines[filled[$0]].bare.utf8.count > 80 }
        guard isNamed, !isLong, !paragraphs.joined().contains(where: \.speaks) else { return false }
        // "Bus 14" below a name is news; above a phone number it is a place.
        let isReachable = signer.contains(where: \.isContact)
        if isClosing(opener),
            !signer.allSatisfy({ $0.maySign || isReachable && $0.isPlace })
        {
            return false
        }
        // Another name with a number may be who picks the child up.
        return paragraphs.dropFirst().allSatisfy { $0.allSatisfy(\.isContact) }
    }

    private func shapes(of paragraph: [Int]) -> [SignatureShape] {
        paragraph.filter { !lines[$0].isRule && !isClosing(lines[$0]) }
            .map { SignatureShape(lines[$0].bare) }
    }

    /// Filled lines with no blank one between.
    private func paragraphs(_ positions: Range<Int>) -> [[Int]] {
        var paragraphs: [[Int]] = []
        for position in positions {
            let index = filled[position]
            if position > positions.lowerBound, filled[position - 1] == index - 1 {
                paragraphs[paragraphs.count - 1].append(index)
            } else {
                paragraphs.append([index])
            }
        }
        return paragraphs
    }

    private static let standards: Set<Substring> = ["-- ", "--\u{A0}", "-- \r"]

    /// How many lines may stand below `-- ` of RFC 3676, or what people make of it; nil where the
    /// line is neither.
    private func delimiter(_ position: Int) -> Int? {
        let line = lines[filled[position]]
        guard SignatureLines.mayDelimit(line.signs.first) else { return nil }
        if SignatureLines.standards.contains(line.whole) { return 40 }
        switch line.whole {
        case "--", "—", "– ", "–", "__", "---": return 10
        default: return line.bare == "--" ? 10 : nil
        }
    }

    /// A hyphen, an underscore or a dash beyond ASCII.
    private static func mayDelimit(_ first: UInt8) -> Bool {
        first == 0x2D || first == 0x5F || first == 0xE2
    }

    /// The rule of underscores above a mailing list's footer.
    private func isFooterRule(_ line: Substring) -> Bool {
        line.utf8.count >= 20 && line.utf8.allSatisfy { $0 == 0x5F }
    }

    private func isClosing(_ line: ReplyLine) -> Bool {
        guard line.bare.utf8.count <= 60, SignatureLines.closingFirsts.contains(line.signs.first)
        else { return false }
        var text = line.bare.inSmallLetters
        while let byte = text.utf8.last, ",.!;: ".utf8.contains(byte) { text.removeLast() }
        while let end = text.last, ",.!;:، ，。".contains(end) || end.isEmojiLike {
            text.removeLast()
        }
        return SignatureLines.closings.contains(text)
    }

    private static let closings = Set(MailPhrases.every(.closing))
    private static let closingFirsts = ByteSet(startsOf: MailPhrases.every(.closing))

    /// A last line such as `-Jane Doe` or `/Jan` below a sentence that ended, when it is no list item.
    private func dashedName(_ filled: ArraySlice<Int>) -> Int? {
        guard let last = filled.last, let above = filled.dropLast().last,
            SignatureLines.mayDelimit(lines[last].signs.first)
                || [0x2F, 0x7E].contains(lines[last].signs.first),
            let sign = lines[last].bare.first, "-–—/~".contains(sign)
        else { return nil }
        let name = lines[last].bare.dropFirst()
        let words = name.split(separator: " ")
        guard name.first?.isWhitespace == false, name.utf8.count <= 40,
            (1...3).contains(words.count),
            words.allSatisfy({ word in
                (word.first?.isUppercase ?? false) && word.allSatisfy { $0.isLetter || $0 == "." }
            }),
            let end = lines[above].bare.last,
            ".!?…。！？".contains(end) || end.isEmojiLike || isClosing(lines[above])
                || above < last - 1 && "/~".contains(sign) && !endsInColon(lines[above].bare)
        else { return nil }
        return last
    }
}

extension Character {
    /// Whether it is a picture such as people put after a closing.
    fileprivate var isEmojiLike: Bool {
        unicodeScalars.first.map { $0.properties.isEmojiPresentation } ?? false
    }
}
