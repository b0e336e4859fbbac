/// A subject without the marks that answering and forwarding put before it.
public struct BaseSubject: Sendable, Hashable {
    /// The bare subject, white space folded.
    public let text: String
    /// Whether a mark of an answer stood before it.
    public let isReply: Bool
    /// Whether a mark of a forward stood before it, or `(fwd)` after it.
    public let isForward: Bool
}

/// Strips `Re:`, `Fwd:`, `[list]` and their forms in other languages, again and again.
///
/// Source: RFC 5256 §2.1; the localised marks are those that mail programs write. A single letter
/// counts only with its colon (`R:` is Italian, `I:` its forward). Linear.
public func baseSubject(_ subject: String) -> BaseSubject {
    var rest = spaced(subject)[...]
    var isReply = false
    var isForward = false
    while rest.hasSuffix("(fwd)") || rest.hasSuffix("(Fwd)") {
        rest = rest.dropLast(5)
        rest = rest.trimmingSpaces()[...]
        isForward = true
    }
    strip: while true {
        if let colon = rest.prefix(24).firstIndex(where: { $0 == ":" || $0 == "：" }) {
            let mark = markName(rest[..<colon])
            if replyMarks.contains(mark) || forwardMarks.contains(mark) {
                if replyMarks.contains(mark) { isReply = true } else { isForward = true }
                rest = rest[rest.index(after: colon)...].trimmingSpaces()[...]
                continue strip
            }
        }
        if rest.first == "[", let close = rest.firstIndex(of: "]") {
            let after = rest[rest.index(after: close)...].trimmingSpaces()
            guard !after.isEmpty else { break }
            rest = after[...]
            continue
        }
        break
    }
    return BaseSubject(text: String(rest), isReply: isReply, isForward: isForward)
}

/// White space folded; a subject of ASCII mostly is so already.
private func spaced(_ subject: String) -> String {
    var previous: UInt8 = 0x20
    let isSpaced =
        subject.utf8.count <= 2_000 && subject.utf8.last != 0x20
        && subject.utf8.allSatisfy { byte in
            defer { previous = byte }
            return byte > 0x20 && byte < 0x80 || byte == 0x20 && previous != 0x20
        }
    if isSpaced { return subject }
    return subject.prefix(2_000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// `Re[2]`, `RE (3)` and `re ` are all `re`.
private func markName(_ text: Substring) -> String {
    let bare = text.prefix { $0 != "[" && $0 != "(" && $0 != "^" }
    return bare.trimmingSpaces().lowercased()
}

private let replyMarks: Set<String> = [
    "re", "res", "ref", "réf", "aw", "antw", "sv", "vs", "r", "rif", "odp", "ynt",
    "отв", "ответ", "відп", "відповідь", "回复", "答复", "回覆", "答覆", "返信", "回信", "답장", "회신",
    "رد", "الرد", "إعادة", "پاسخ", "جواب", "trả lời", "tl", "jawab", "balas", "atb", "bls",
    "vast", "haa", "sagot", "απ", "σχετ", "השב", "תשובה", "ตอบ", "ref.", "res.", "re.", "svar",
]

private let forwardMarks: Set<String> = [
    "fw", "fwd", "rv", "enc", "tr", "wg", "vb", "doorst", "vl", "i", "pd", "ilt", "i̇lt",
    "пер", "переслано", "пересл", "转发", "轉寄", "轉發", "転送", "전달", "إعادة توجيه", "هدایت",
    "chuyển tiếp", "fs", "vid", "πρθ", "továbbítás", "reenv", "rnv", "préc",
]
