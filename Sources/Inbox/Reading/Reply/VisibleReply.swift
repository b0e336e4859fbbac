import Wire

/// A body divided into the words that are new and what was cut.
public struct VisibleReply: Sendable, Hashable {
    /// The new words, lines ended by LF, blank ends trimmed. Never empty where the body is not.
    ///
    /// Answers between quoted lines stand with the quotes that they answer, which begin with `>`.
    public let reply: String
    /// What was cut, in order: quotes, attributions, signatures, forwarded messages.
    public let cut: String
    /// The whole body in order, each stretch with what it is.
    public let pieces: [ReplyPiece]
    /// Which rules cut, for the record: `quote`, `attribution`, `header-block` …
    public let rules: [String]

    /// Whether an older message was found in the body, not only a signature.
    public var hasQuote: Bool { rules.contains { $0 != "signature" && $0 != "kept-all" } }

    /// Whether a message was passed on in it.
    public var hasForwarded: Bool { pieces.contains { $0.kind == .forwarded } }
}

/// Cuts quoted messages and signatures from a body, for display; the raw message keeps them.
///
/// Small rules over lines, each of which looks at a few lines only, so that the whole is linear.
/// Answers between quoted lines stay, with the quotes that they answer. When nothing would be left
/// everything is shown.
/// - Parameters:
///   - text: The body as plain text.
///   - html: The same body as HTML, whose marks tell what plain text leaves open.
///   - sent: What we wrote in this conversation, to be known again without any mark.
///   - standing: How the mail stands to those before it.
/// - Returns: The words and what was cut.
public func visibleReply(
    _ text: String, html: HTMLText? = nil, sent: SentWords = .none,
    as standing: MailStanding = .answer
) -> VisibleReply {
    var lines = ReplyLine.lines(of: text)
    if let html { MarkedSignature(html).mark(&lines) }
    let plain = ReplyCutter.cut(lines, sent, standing)
    guard let html else { return plain.visible }
    let marked = cut(html, sent, standing)
    return (isMoreExact(marked, than: plain) ? marked : plain).visible
}

/// The words that are new in HTML alone.
func visibleReply(
    html: HTMLText, sent: SentWords = .none, as standing: MailStanding = .answer
) -> VisibleReply {
    cut(html, sent, standing).visible
}

private func cut(_ html: HTMLText, _ sent: SentWords, _ standing: MailStanding) -> ReplyArrangement
{
    ReplyCutter.cut(html.lines.map { ReplyLine(html: $0) }, sent, standing)
}

/// Plain text is nearer to what was typed; but HTML may know of a quote, or of its first lines,
/// what plain text does not show.
private func isMoreExact(_ marked: ReplyArrangement, than plain: ReplyArrangement) -> Bool {
    if plain.isPlaceholder, !marked.reply.isEmpty { return true }
    guard marked.hasQuote, !marked.isKeptWhole, !marked.reply.isEmpty else { return false }
    guard plain.hasQuote, !plain.isKeptWhole else { return true }
    let (fewer, more) = (FoldedText(marked.reply).bytes, FoldedText(plain.reply).bytes)
    return !fewer.isEmpty && fewer.count < more.count && more.starts(with: fewer)
}
