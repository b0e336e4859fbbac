/// Web and mail addresses, and what a phone would make a link of.
enum AddressWords {
    /// Those of one text that another lacks, in small letters.
    static func added(in target: CheckedText, to source: CheckedText) -> Set<String> {
        let found = found(in: target)
        return found.isEmpty ? [] : found.subtracting(self.found(in: source))
    }

    private static func found(in text: CheckedText) -> Set<String> {
        guard text.may(.address) else { return [] }
        var found: Set<String> = []
        for word in text.text.split(whereSeparator: \.isWhitespace) where isAddress(word) {
            found.insert(word.lowercased())
        }
        return found
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
