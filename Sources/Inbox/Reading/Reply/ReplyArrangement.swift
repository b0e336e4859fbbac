import Wire

/// Shows lines that were told apart: the new words, what was cut, and all of it in order.
struct ReplyArrangement {
    private var lines: [ReplyLine]
    private var rules: [String]

    init(_ lines: [ReplyLine], rules: [String]) {
        self.lines = lines
        self.rules = rules
    }

    func reply() -> VisibleReply {
        var copy = self
        copy.keepLonelySignature()
        return copy.arranged()
    }

    /// "Kind regards" alone is the whole answer.
    private mutating func keepLonelySignature() {
        guard !lines.contains(where: { $0.part == .new && !$0.isBlank }),
            lines.contains(where: { $0.part == .signature && !$0.isBlank })
        else { return }
        for index in lines.indices where lines[index].part == .signature {
            lines[index].part = .new
        }
        rules.removeAll { $0 == "signature" }
    }

    private func arranged() -> VisibleReply {
        guard let last = lines.lastIndex(where: { $0.part == .new && !$0.isBlank }) else {
            let reply = joined { !isReplyMarker(lines[$0].bare) }
            let kept = reply.isEmpty ? [] : ["kept-all"]
            return VisibleReply(
                reply: reply, cut: "", pieces: pieces(answering: []), rules: unique(rules) + kept)
        }
        let answered = AnsweredLines.indexes(in: lines, upTo: last)
        let shown = shownLines(upTo: last, answered)
        return VisibleReply(
            reply: joined { shown[$0] }, cut: joined { !shown[$0] },
            pieces: pieces(answering: answered),
            rules: unique(rules))
    }

    private func shownLines(upTo last: Int, _ answered: Set<Int>) -> [Bool] {
        guard !answered.isEmpty else {
            return lines.indices.map { $0 <= last && lines[$0].part == .new }
        }
        // Answers between quotes: the quotes that they answer stay. Of what bears no mark only the
        // answered paragraphs do, for nobody could tell the rest from the parent's words.
        return lines.indices.map { index in
            guard index <= last else { return false }
            return switch lines[index].part {
            case .new, .attribution: true
            case .quoted: lines[index].depth > 0 || answered.contains(index)
            case .heading, .forwarded, .signature: false
            }
        }
    }

    private func pieces(answering answered: Set<Int>) -> [ReplyPiece] {
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
