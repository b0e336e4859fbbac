/// Web and mail addresses, and what a phone would make a link of.
enum AddressWords {
    /// All in a text, in small letters.
    static func found(in text: String) -> Set<String> {
        var found: Set<String> = []
        guard mayHoldOne(text) else { return found }
        for word in text.split(whereSeparator: \.isWhitespace) where isAddress(word) {
            found.insert(word.lowercased())
        }
        return found
    }

    /// Most texts hold none, which their bytes tell at once.
    private static func mayHoldOne(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "@"): return true
            case UInt8(ascii: "/") where before == byte: return true
            case _ where before == UInt8(ascii: "."):
                if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A { return true }
            default: break
            }
            before = byte
        }
        return false
    }

    /// Small letters on both sides of a full stop: a missing blank behind a sentence has a capital.
    private static func isAddress(_ word: Substring) -> Bool {
        if word.contains("@") && word.count > 1 || word.contains("://") { return true }
        if word.lowercased().hasPrefix("www.") { return true }
        let pieces = word.split(separator: ".", omittingEmptySubsequences: false)
        return zip(pieces, pieces.dropFirst()).contains { before, after in
            guard let last = before.last, last.isLetter || last.isNumber else { return false }
            // A single letter before or behind is an abbreviation: `a.m.`, `p.ej.`.
            let letters = after.prefix { $0.isASCII && $0.isLowercase }
            return letters.count >= 2 && before.count { $0.isLetter } >= 2
        }
    }
}
