/// Marks the lines that we sent ourselves, and finds answers typed between them.
enum SentLines {
    /// Marks them; true when anything changed.
    ///
    /// A parent may repeat a phrase of ours, so it takes two lines and sixty letters, or a long one.
    static func mark(_ lines: inout [ReplyLine], _ sent: SentWords) -> Bool {
        guard !sent.isEmpty else { return false }
        let matches = sent.matches(lines.map(\.bare))
        return markUnquoted(&lines, matches) || findAnswers(&lines, matches)
    }

    private static func isEnough(_ indexes: [Int], _ lines: [ReplyLine]) -> Bool {
        let size = indexes.reduce(0) { $0 + lines[$1].bare.utf8.count }
        return indexes.count >= 2 && size >= 60 || size >= 100
    }

    /// Lines of ours that bear no mark are quoted all the same.
    private static func markUnquoted(
        _ lines: inout [ReplyLine], _ matches: [SentWords.Match]
    ) -> Bool {
        let ours = lines.indices.filter { lines[$0].part == .new && matches[$0] == .ours }
        guard isEnough(ours, lines), let first = ours.first, let last = ours.last else {
            return false
        }
        if let intro = OlderMessage.introAbove(first, in: lines),
            lines[..<intro].contains(where: \.isNewText)
        {
            for index in intro..<first { lines[index].part = .attribution }
        }
        var previous = first
        for index in first...last where matches[index] == .ours && lines[index].part == .new {
            // What lies between two lines of ours is blank, or an answer.
            if lines[previous..<index].dropFirst().allSatisfy(\.isBlank) {
                for between in previous..<index { lines[between].part = .quoted }
            }
            lines[index].part = .quoted
            previous = index
        }
        return true
    }

    /// Below a header block nothing is marked, yet between our own first and last line there every
    /// line that is not ours was typed by who answers.
    private static func findAnswers(
        _ lines: inout [ReplyLine], _ matches: [SentWords.Match]
    ) -> Bool {
        let below = lines.indices.filter { lines[$0].part == .quoted && lines[$0].depth == 0 }
        let ours = below.filter { matches[$0] == .ours || matches[$0] == .oursAndMore }
        guard isEnough(ours, lines), let first = ours.first, let last = ours.last else {
            return false
        }
        let answers = below.filter { index in
            first < index && index <= last && isAnswer(matches[index], lines[index])
        }
        guard !answers.isEmpty, answers.count <= ours.count else { return false }
        for index in answers { lines[index].part = .new }
        return true
    }

    private static func isAnswer(_ match: SentWords.Match, _ line: ReplyLine) -> Bool {
        switch match {
        case .none: line.label == nil && !line.bare.utf8.contains(0x40)
        case .oursAndMore: true
        case .blank, .some, .ours: false
        }
    }
}
