import Wire

/// A body divided into the words that are new and what was cut.
public struct VisibleReply: Sendable, Hashable {
    /// The new words, lines ended by LF, blank ends trimmed. Never empty where the body is not.
    public let reply: String
    /// What was cut, in order: quotes, attributions, signatures.
    public let cut: String
    /// Which rules cut, for the record: `quote`, `attribution`, `header-block` …
    public let rules: [String]

    /// Whether an older message was found in the body, not only a signature.
    public var hasQuote: Bool { rules.contains { $0 != "signature" && $0 != "kept-all" } }
}

/// Cuts quoted messages and signatures from a body, for display; the raw message keeps them.
///
/// Small rules over lines, each of which looks at a few lines only, so that the whole is linear.
/// Answers between quoted lines stay, with the quotes that they answer. When nothing would be left
/// everything is shown. `html` is the same body as HTML, used where the plain text shows no quote.
public func visibleReply(_ text: String, html: HTMLText? = nil) -> VisibleReply {
    let plain = ReplyCutter.cut(ReplyLine.lines(of: text))
    guard let html, !plain.hasQuote else { return plain }
    let marked = ReplyCutter.cut(html.lines.map { ReplyLine(html: $0) })
    return marked.hasQuote && !marked.reply.isEmpty ? marked : plain
}

/// The words that are new in HTML alone.
func visibleReply(html: HTMLText) -> VisibleReply {
    ReplyCutter.cut(html.lines.map { ReplyLine(html: $0) })
}

private struct ReplyCutter {
    var lines: [ReplyLine]
    var rules: [String] = []

    static func cut(_ lines: [ReplyLine]) -> VisibleReply {
        var cutter = ReplyCutter(lines: lines)
        cutter.absorbBrokenWraps()
        cutter.markOlderMessages()
        cutter.markSignatures()
        return cutter.result()
    }

    /// A word or two without quote sign between two quoted lines is a quote that was wrapped.
    private mutating func absorbBrokenWraps() {
        guard lines.count > 2 else { return }
        for index in 1..<(lines.count - 1) where lines[index].depth == 0 && !lines[index].isBlank {
            let above = lines[index - 1]
            guard above.depth > 0, lines[index + 1].depth > 0, above.bare.utf8.count >= 55,
                lines[index].bare.utf8.count < above.bare.utf8.count
            else { continue }
            lines[index].part = .quoted
        }
    }

    /// Goes down the unquoted lines and finds where an older message begins.
    private mutating func markOlderMessages() {
        var newAbove = 0
        var index = 0
        // Nobody types ten thousand lines above what they answer.
        while index < min(lines.count, 10_000) {
            guard lines[index].part == .new else {
                index += 1
                continue
            }
            guard let found = olderMessage(at: index) else {
                if isNewText(lines[index]) { newAbove += 1 }
                index += 1
                continue
            }
            rules.append(found.rule)
            let start = withRuleAbove(found.start)
            let before = newAbove - lines[start..<max(start, index)].count { isNewText($0) }
            if found.isAttribution, isQuoteBelow(found.end) {
                mark(start..<found.end, .attribution)
            } else if before > 0 {
                mark(start..<lines.count, .quoted)
                return
            } else {
                // Nothing stands above: what follows is all there is to show.
                mark(start..<found.end, .attribution)
            }
            newAbove = before
            index = found.end
        }
        if lines.contains(where: { $0.part == .quoted }) { rules.append("quote") }
    }

    /// New words; the rule above an older message is none.
    private func isNewText(_ line: ReplyLine) -> Bool {
        line.part == .new && !line.isBlank && !OriginalMessageLine.isRule(line.bare)
    }

    private struct Older { let start: Int, end: Int, rule: String, isAttribution: Bool }

    private func olderMessage(at index: Int) -> Older? {
        let line = lines[index]
        if line.role == .divider {
            return Older(start: index, end: index + 1, rule: "divider", isAttribution: false)
        }
        if line.isBlank { return nil }
        if line.role == .attribution {
            let end = lines[index...].firstIndex { $0.role != .attribution } ?? lines.count
            return Older(start: index, end: end, rule: "attribution", isAttribution: true)
        }
        if isReplyMarker(line.bare) || endsInMarker(line.bare) {
            return Older(
                start: startAboveMarker(index), end: index + 1, rule: "marker",
                isAttribution: false)
        }
        if OriginalMessageLine.matches(line.bare) {
            return Older(
                start: index, end: index + 1, rule: "original-message", isAttribution: false)
        }
        if let end = HeaderBlock.end(startingAt: index, in: lines) {
            return Older(start: index, end: end, rule: "header-block", isAttribution: false)
        }
        // An attribution is found at its last line; look a few lines ahead, so that its first one
        // is not taken for new words.
        if let start = AttributionLine.start(endingAt: index, in: lines), lines[start].part == .new
        {
            return Older(start: start, end: index + 1, rule: "attribution", isAttribution: true)
        }
        if let start = labelAboveQuotedMarker(index) {
            return Older(start: start, end: index + 1, rule: "marker", isAttribution: true)
        }
        return nil
    }

    /// Yahoo puts the first line of a quote behind its attribution.
    private func endsInMarker(_ line: Substring) -> Bool {
        line.utf8.count <= 400 && line.hasSuffix(replyMarker)
    }

    /// The paragraph above our marker is how the program says whose words follow, in a language
    /// that no table here may know: it ends in a colon, or each of its lines has a label.
    private func startAboveMarker(_ marker: Int) -> Int {
        var last = marker - 1
        while last >= 0, lines[last].isBlank || OriginalMessageLine.isRule(lines[last].bare) {
            last -= 1
        }
        guard last >= 0, lines[last].part == .new else { return marker }
        var first = last
        while first > 0, !lines[first - 1].isBlank, last - first < 8, lines[first - 1].part == .new
        {
            first -= 1
        }
        let paragraph = lines[first...last]
        let endsInColon = lines[last].bare.last == ":" || lines[last].bare.last == "："
        let labels = paragraph.count { $0.bare.prefix(30).contains { $0 == ":" || $0 == "：" } }
        if endsInColon, paragraph.count <= 4 { return first }
        return paragraph.count >= 2 && labels == paragraph.count ? first : marker
    }

    /// The same for a marker that is quoted with `>`.
    private func labelAboveQuotedMarker(_ index: Int) -> Int? {
        guard lines[index].bare.last == ":" || lines[index].bare.last == "：" else { return nil }
        guard let next = lines[(index + 1)...].prefix(4).first(where: { !$0.isBlank }),
            next.depth > 0, isReplyMarker(next.bare)
        else { return nil }
        return index
    }

    private func withRuleAbove(_ start: Int) -> Int {
        var above = start - 1
        while above >= 0, lines[above].isBlank { above -= 1 }
        guard above >= 0, lines[above].part == .new, OriginalMessageLine.isRule(lines[above].bare)
        else { return start }
        return above
    }

    private func isQuoteBelow(_ index: Int) -> Bool {
        guard index < lines.count else { return false }
        for line in lines[index...].prefix(8) where !line.isBlank { return line.depth > 0 }
        return false
    }

    private mutating func mark(_ range: Range<Int>, _ part: ReplyLine.Part) {
        for index in range { lines[index].part = part }
    }

    private mutating func markSignatures() {
        var start = 0
        while start < lines.count {
            guard lines[start].part == .new else {
                start += 1
                continue
            }
            let end = lines[start...].firstIndex { $0.part != .new } ?? lines.count
            if let signature = SignatureLines.start(in: lines, start..<end) {
                mark(signature..<end, .signature)
                rules.append("signature")
            }
            start = end
        }
    }

    private mutating func result() -> VisibleReply {
        if !hasNew, lines.contains(where: { $0.part == .signature && !$0.isBlank }) {
            // "Kind regards" alone is the whole answer.
            for index in lines.indices where lines[index].part == .signature {
                lines[index].part = .new
            }
            rules.removeAll { $0 == "signature" }
        }
        guard let last = lines.lastIndex(where: { $0.part == .new && !$0.isBlank }) else {
            let all = lines.filter { !isReplyMarker($0.bare) }
            let reply = joined(all)
            let kept = reply.isEmpty ? [] : ["kept-all"]
            return VisibleReply(reply: reply, cut: "", rules: unique(rules) + kept)
        }
        let shown = Set(shownIndexes(upTo: last))
        let reply = lines.indices.filter { shown.contains($0) }.map { lines[$0] }
        let cut = lines.indices.filter { !shown.contains($0) }.map { lines[$0] }
        return VisibleReply(reply: joined(reply), cut: joined(cut), rules: unique(rules))
    }

    private var hasNew: Bool { lines.contains { $0.part == .new && !$0.isBlank } }

    private func shownIndexes(upTo last: Int) -> [Int] {
        guard
            let quote = lines.firstIndex(where: { $0.part == .quoted || $0.part == .attribution }),
            quote < last
        else { return (0...last).filter { lines[$0].part == .new } }
        let hasNewAbove = lines[..<quote].contains { $0.part == .new && !$0.isBlank }
        if !hasNewAbove, quoteBlocks(before: last) == 1 {
            // The answer stands below the whole quote.
            return (quote...last).filter { lines[$0].part == .new }
        }
        // Answers between quotes: the quotes that they answer stay.
        return (0...last).filter { lines[$0].part != .signature }
    }

    private func quoteBlocks(before last: Int) -> Int {
        var blocks = 0
        var inside = false
        for line in lines[..<last] where !line.isBlank || line.depth > 0 {
            let isQuote = line.part == .quoted || line.part == .attribution
            if isQuote, !inside { blocks += 1 }
            inside = isQuote
        }
        return blocks
    }

    /// Lines as one text, without blank ones at the ends; trailing spaces go, since only
    /// format=flowed gives them a meaning.
    private func joined(_ lines: [ReplyLine]) -> String {
        let texts = lines.map { line in
            line.depth > 0 && line.role == .text && line.whole.first != ">" && line.part == .quoted
                ? quotedText(line) : trimmedTrailing(line.whole)
        }
        guard let first = texts.firstIndex(where: { !$0.isEmpty }),
            let last = texts.lastIndex(where: { !$0.isEmpty })
        else { return "" }
        return texts[first...last].joined(separator: "\n")
    }

    private func quotedText(_ line: ReplyLine) -> Substring {
        line.whole.drop(while: \.isWhitespace).first == ">"
            ? trimmedTrailing(line.whole)
            : Substring(String(repeating: ">", count: min(line.depth, 20)) + " " + line.whole)
    }

    private func trimmedTrailing(_ line: Substring) -> Substring {
        var line = line
        while let last = line.unicodeScalars.last,
            last == " " || last == "\t" || last == "\r" || last == "\u{A0}"
        {
            line.unicodeScalars.removeLast()
        }
        return line
    }

    private func unique(_ rules: [String]) -> [String] {
        var seen: Set<String> = []
        return rules.filter { seen.insert($0).inserted }
    }
}
