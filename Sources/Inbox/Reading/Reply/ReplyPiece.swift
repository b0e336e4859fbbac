/// A stretch of a body, and what it is. In order the pieces hold every line of the body.
public struct ReplyPiece: Sendable, Hashable {
    /// What a stretch is.
    public enum Kind: String, Sendable, Hashable {
        /// New words.
        case words
        /// Quoted lines that the new words right below them answer.
        case answered
        /// Other quoted lines.
        case quoted
        /// What a mail program says about a quote: "On Monday Jane wrote:", "From: … Sent: …".
        case heading
        /// A message that was passed on, with its heading.
        case forwarded
        /// Signatures, device lines, notices.
        case signature
    }

    /// What it is.
    public let kind: Kind
    /// Whether it stands in the body without quote signs, so that only words told what it is.
    let isUnmarked: Bool
    /// Its lines joined by LF, without the outermost quote signs, blank ends trimmed.
    public let text: String

    init(_ kind: Kind, _ text: String, isUnmarked: Bool) {
        self.kind = kind
        self.text = text
        self.isUnmarked = isUnmarked
    }
}
