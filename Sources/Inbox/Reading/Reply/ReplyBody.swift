import Wire

/// A mail's body before it is cut. Kept with what was read, for who answers us is known only later,
/// and with it what we wrote.
struct ReplyBody: Sendable {
    private let text: String
    private let html: HTMLText?
    /// HTML alone knows what is quoted; plain text beside it is nearer to what was typed.
    private let hasPlain: Bool
    private let standing: MailStanding

    init(_ mail: ParsedMail) {
        text = mail.text
        html = mail.html.map { mail.htmlLines ?? htmlLines($0) }
        hasPlain = mail.plainText?.contains { !$0.isWhitespace } ?? false
        standing = MailStanding(mail)
    }

    /// The new words; `sent`: what we wrote in this conversation.
    func visible(_ sent: SentWords = .none) -> VisibleReply {
        guard let html else { return visibleReply(text, sent: sent, as: standing) }
        return hasPlain
            ? visibleReply(text, html: html, sent: sent, as: standing)
            : visibleReply(html: html, sent: sent, as: standing)
    }
}

extension ReadMessage {
    /// Whether knowing what we wrote could change how the body was cut: there are words enough to
    /// hold some of ours without a mark, or answers among ours.
    public var mayHoldSentWords: Bool {
        guard body != nil else { return false }
        return pieces.contains { $0.isUnmarked && $0.text.utf8.count >= 60 }
    }

    /// Whether one of some texts of ours, or part of one, stands where no mark tells it from the
    /// sender's own.
    public func mayRepeat(_ sent: [SentWords]) -> Bool {
        guard !sent.isEmpty else { return false }
        return sent.contains(where: LooseWords(pieces).mayStand)
    }

    /// Whether the new words are one of our texts, or a third of it at least, and nothing else,
    /// however it was wrapped. "1" stands in many a text of ours, and is an answer.
    public func isNothing(but sent: [String]) -> Bool {
        let lines = FoldedText.lines(of: reply)
        let count = lines.reduce(0) { $0 + $1.count }
        return sent.contains { text in
            let ours = FoldedText(text).bytes
            let whole = String(decoding: ours, as: UTF8.self)
            return count > 0 && count * 3 >= ours.count && count <= ours.count * 3
                && lines.allSatisfy { whole.holds(bytesOf: String(decoding: $0, as: UTF8.self)) }
        }
    }

    /// Cuts the body again, now that it is known what we wrote in this conversation.
    ///
    /// What was taken for a reply is an opt-out after all if only a word of `words` is left.
    /// `sent`: Our texts, each as a program may quote it; of HTML the text.
    public mutating func cut(knowing sent: [String], words: OptWords) {
        guard let body else { return }
        let visible = body.visible(SentWords(sent))
        guard visible.pieces != pieces else { return }
        evidence.removeAll { $0.hasPrefix(ReadMessage.cutBy) }
        show(visible)
        languageIsSure = false
        guard kind == .reply || kind == .new, let word = words.match(visible.reply) else { return }
        kind = word == .out ? .optOut : .optIn
        evidence.append("without what we wrote, the whole answer is a word")
    }

    mutating func show(_ visible: VisibleReply) {
        (reply, cut, pieces) = (visible.reply, visible.cut, visible.pieces)
        guard !visible.rules.isEmpty else { return }
        evidence.append(ReadMessage.cutBy + visible.rules.joined(separator: ", "))
    }

    private static let cutBy = "cut by: "
}
