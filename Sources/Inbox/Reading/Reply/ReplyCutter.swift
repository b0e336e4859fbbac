import Wire

/// The order in which a body's lines are told apart: what is quoted, what we sent ourselves, what is
/// passed on, what is signature. Each step only marks lines; ``ReplyArrangement`` then shows them.
struct ReplyCutter {
    private var lines: [ReplyLine]
    private var rules: [String] = []

    static func cut(
        _ lines: [ReplyLine], _ sent: SentWords, _ standing: MailStanding
    ) -> ReplyArrangement {
        var cutter = ReplyCutter(lines: lines)
        cutter.absorbBrokenWraps()
        cutter.markOlderMessages(standing)
        if cutter.lines.contains(where: { $0.part == .quoted }) { cutter.rules.append("quote") }
        if SentLines.mark(&cutter.lines, sent) { cutter.rules.append("sent") }
        if ForwardedLines.mark(&cutter.lines, isForward: standing == .forward) {
            cutter.rules.append("forwarded")
        }
        cutter.markSignatures()
        return ReplyArrangement(cutter.lines, rules: cutter.rules)
    }

    private init(lines: [ReplyLine]) { self.lines = lines }

    /// A word or two without quote sign between two quoted lines is a quote that was wrapped, where
    /// the sentence above it goes on. Between questions stand answers.
    private mutating func absorbBrokenWraps() {
        guard lines.count > 2 else { return }
        for index in 1..<(lines.count - 1) where lines[index].depth == 0 && !lines[index].isBlank {
            let (above, rest) = (lines[index - 1].bare, lines[index].bare)
            guard lines[index - 1].depth > 0, lines[index + 1].depth > 0, above.utf8.count >= 55,
                rest.utf8.count < above.utf8.count, let end = above.last,
                !".?!:;。？！：…؟۔।".contains(end),
                rest.split(separator: " ").count <= 3 || rest.first?.isLowercase ?? false
            else { continue }
            lines[index].part = .quoted
        }
    }

    /// Goes down the unquoted lines and finds where an older message begins.
    private mutating func markOlderMessages(_ standing: MailStanding) {
        var newAbove = 0
        var index = 0
        // Nobody types two thousand lines above what they answer.
        var looks = 2_000
        while index < lines.count, looks > 0 {
            if lines[index].part == .new, !lines[index].isBlank { looks -= 1 }
            guard lines[index].part == .new, let found = OlderMessage.find(at: index, in: lines)
            else {
                if lines[index].isNewText { newAbove += 1 }
                index += 1
                continue
            }
            let start = withRuleAbove(found.start)
            let before = newAbove - lines[start..<max(start, index)].count { $0.isNewText }
            let isOwnNote = found.rule == "header-block" && before == 0 && standing == .fresh
            if isOwnNote || found.isBare && (before == 0 || standing == .fresh) {
                // Who tells what somebody wrote says so first; what follows may be shown no other way.
                if lines[index].isNewText { newAbove += 1 }
                index += 1
                continue
            }
            rules.append(found.rule)
            if found.isAttribution, isQuoteBelow(found.end) {
                mark(start..<found.end, .attribution)
            } else if before > 0 {
                mark(start..<found.end, found.isAttribution ? .attribution : .heading)
                mark(found.end..<lines.count, found.isForward ? .forwarded : .quoted)
                if found.isForward { mark(start..<found.end, .forwarded) }
                return
            } else if found.isForward || standing == .forward && !found.isAttribution {
                mark(start..<lines.count, .forwarded)
                return
            } else {
                // Nothing stands above: what follows is all there is to show.
                mark(start..<found.end, .attribution)
            }
            newAbove = before
            index = found.end
        }
    }

    private func withRuleAbove(_ start: Int) -> Int {
        var above = start - 1
        while above >= 0, lines[above].isBlank { above -= 1 }
        guard above >= 0, lines[above].part == .new, lines[above].isRule
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

    /// Looks at the end of each stretch of new words.
    private mutating func markSignatures() {
        var start = 0
        // Nobody signs five hundred answers in one mail.
        var stretches = 500
        while start < lines.count, stretches > 0 {
            guard lines[start].part == .new else {
                start += 1
                continue
            }
            stretches -= 1
            let end = lines[start...].firstIndex { $0.part != .new } ?? lines.count
            for index in SignatureLines.indexes(in: lines, start..<end) {
                lines[index].part = .signature
                rules.append("signature")
            }
            start = end
        }
    }
}
