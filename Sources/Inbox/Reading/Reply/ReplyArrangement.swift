import Wire

/// What is shown of lines that were told apart: the new words, what was cut, and all of it in order.
///
/// Of a body that came twice, as text and as HTML, the new words are compared and the rest is written
/// out for one of the two.
struct ReplyArrangement {
    private let lines: [ReplyLine]
    private let rules: [String]
    /// The last line that is shown; nil where no words are new.
    private let last: Int?
    /// The quoted lines that are answered one by one.
    private let answered: Set<Int>
    /// The new words; where there are none, everything.
    private(set) var reply = ""

    init(_ lines: [ReplyLine], rules: [String]) {
        (self.lines, self.rules) = ReplyArrangement.keepingLonelySignature(lines, rules)
        let last = self.lines.lastIndex { $0.part == .new && !$0.isBlank }
        let pointedAt = AnsweredLines.pointedAt(in: self.lines, below: last)
        self.last = pointedAt.max() ?? last
        answered =
            pointedAt.isEmpty
            ? last.map { [lines = self.lines] in AnsweredLines.indexes(in: lines, upTo: $0) } ?? []
            : pointedAt
        reply = joined { last == nil ? !isReplyMarker(lines[$0].bare) : isShown($0) }
    }

    /// Whether an older message was found, not only a signature.
    var hasQuote: Bool { rules.contains { $0 != "signature" } }
    /// Whether the words only say that the mail is HTML, as some programs do instead of a text.
    var isPlaceholder: Bool { reply.utf8.count <= 200 && reply.inSmallLetters.holds("html") }
    /// Whether all is shown because there is no new word.
    var isKeptWhole: Bool { last == nil && !reply.isEmpty }

    /// All of it.
    var visible: VisibleReply {
        VisibleReply(
            reply: reply, cut: last == nil ? "" : joined { !isShown($0) }, pieces: pieces(),
            rules: unique(rules) + (isKeptWhole ? ["kept-all"] : []))
    }

    /// "Kind regards" alone is the whole answer.
    private static func keepingLonelySignature(
        _ lines: [ReplyLine], _ rules: [String]
    ) -> ([ReplyLine], [String]) {
        guard !lines.contains(where: { $0.part == .new && !$0.isBlank }),
            lines.contains(where: { $0.part == .signature && !$0.isBlank })
        else { return (lines, rules) }
        var kept = lines
        for index in kept.indices where kept[index].part == .signature { kept[index].part = .new }
        return (kept, rules.filter { $0 != "signature" })
    }

    private func isShown(_ index: Int) -> Bool {
        guard let last, index <= last else { return false }
        guard !answered.isEmpty else { return lines[index].part == .new }
        // Answers between quotes: the quotes that they answer stay. Of what bears no mark only the
        // answered paragraphs do, for nobody could tell the rest from the parent's words.
        return switch lines[index].part {
        case .new, .attribution: true
        case .quoted: lines[index].depth > 0 || answered.contains(index)
        case .heading, .forwarded, .signature: false
        }
    }

    private func pieces() -> [ReplyPiece] {
        var pieces: [ReplyPiece] = []
        var kind: ReplyPiece.Kind?
        var gathered: [Substring] = []
        var isUnmarked = true
        func end() {
            let text = joinedLines(gathered)
            if let kind, !text.isEmpty {
                pieces.append(ReplyPiece(kind, text, isUnmarked: isUnmarked))
            }
            (gathered, isUnmarked) = ([], true)
        }
        for (index, line) in lines.enumerated() {
            if line.isBlank {
                gathered.append("")
                continue
            }
            let this = pieceKind(line, isAnswered: answered.contains(index))
            if this != kind {
                end()
                kind = this
            }
            gathered.append(unquoted(line))
            if line.depth > 0 { isUnmarked = false }
        }
        end()
        return pieces
    }

    private func pieceKind(_ line: ReplyLine, isAnswered: Bool) -> ReplyPiece.Kind {
        switch line.part {
        case .new: .words
        case .quoted: isAnswered ? .answered : .quoted
        case .attribution, .heading: .heading
        case .forwarded: .forwarded
        case .signature: .signature
        }
    }

    private func unquoted(_ line: ReplyLine) -> Substring {
        guard line.depth > 0 else { return line.trimmed }
        let deeper = String(repeating: ">", count: min(line.depth - 1, 20))
        return deeper.isEmpty ? line.bare : Substring(deeper + " " + line.bare)
    }

    /// Lines as one text; trailing spaces go, since only format=flowed gives them a meaning.
    private func joined(where isTaken: (Int) -> Bool) -> String {
        joinedLines(
            lines.indices.lazy.filter(isTaken).map { index in
                let line = lines[index]
                return line.part == .quoted && line.role == .text && !line.isBlank
                    ? line.quoted : line.trimmed
            })
    }

    private func unique(_ rules: [String]) -> [String] {
        var seen: Set<String> = []
        return rules.filter { seen.insert($0).inserted }
    }
}
