/// The words with which mail programs say *wrote*, looked up word by word; in scripts that put no
/// space between words they are looked for anywhere.
struct WritingVerbs {
    private let words: Set<Substring>
    private let unspaced: [[UInt8]]
    private let lasts: ByteSet

    /// The verbs of every language's table.
    static let standard = WritingVerbs(MailPhrases.every(.wrote))

    init(_ phrases: [String]) {
        // The last word is enough: "a écrit".
        let last = phrases.compactMap { $0.split(separator: " ").last }
        words = Set(last)
        lasts = ByteSet(endsOf: last.map(String.init))
        unspaced = last.filter { $0.unicodeScalars.allSatisfy(isUnspaced) }.map { Array($0.utf8) }
    }

    /// Whether a line that ends in a byte may end in one, or in a colon or sign behind one.
    func mayEnd(in last: UInt8) -> Bool {
        let isLetterOrDigit = (0x30...0x39).contains(last) || (0x61...0x7A).contains(last | 0x20)
        return lasts.contains(last)
            || !isLetterOrDigit && last != 0x2E && last != 0x21
                && last != 0x3F
    }

    /// Whether the text, in lower case, ends in one.
    func ends(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return endsPlainly(text) }
        // From the end: what stands before the last word says nothing.
        guard let end = text.lastIndex(where: { !parts($0) }) else { return false }
        let start = text[..<end].lastIndex(where: parts).map(text.index(after:))
        let last = text[(start ?? text.startIndex)...end]
        if words.contains(last) { return true }
        let bytes = Array(last.utf8)
        return unspaced.contains { $0.count <= bytes.count && bytes.suffix($0.count) == $0[...] }
    }

    /// The same of ASCII, in which no script is without spaces.
    private func endsPlainly(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let end = bytes.lastIndex(where: { !parts($0) }) else { return false }
        let start = bytes[..<end].lastIndex(where: parts).map(bytes.index(after:))
        return words.contains(text[(start ?? bytes.startIndex)...end])
    }

    /// Whether one stands anywhere in the text, in lower case.
    func stand(in text: String) -> Bool {
        if tokens(text).contains(where: { words.contains($0) }) { return true }
        guard text.unicodeScalars.contains(where: isUnspaced) else { return false }
        let bytes = Array(text.utf8)
        return unspaced.contains { verb in
            bytes.count >= verb.count
                && (0...(bytes.count - verb.count)).contains { at in
                    bytes[at] == verb[0] && bytes[at..<at + verb.count] == verb[...]
                }
        }
    }

    private func tokens(_ text: String) -> [Substring] {
        text.split(whereSeparator: parts)
    }

    private func parts(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09...0x0D, 0x20, 0x22, 0x2C, 0x3A...0x3C, 0x3E: true
        default: false
        }
    }

    /// Whether a character stands between words.
    private func parts(_ character: Character) -> Bool {
        if let byte = character.asciiValue { return parts(byte) }
        return character.isWhitespace || "،、，".contains(character)
            || character.unicodeScalars.allSatisfy { isColonScalar($0) || isSpaceOrMark($0) }
    }
}

/// Chinese, Japanese, Korean (whose particles join the words), Thai, Lao, Khmer, Burmese.
private func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    isOfUnspacedScript(scalar) || isHangulSyllable(scalar)
}
