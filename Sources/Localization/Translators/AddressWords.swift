import Foundation

/// Web and mail addresses, and what a phone would make a link of.
enum AddressWords {
    /// Those of one text that another lacks, in small letters.
    static func added(in target: CheckedText, to source: CheckedText) -> Set<String> {
        let found = found(in: target)
        return found.isEmpty ? [] : found.subtracting(self.found(in: source))
    }

    private static func found(in text: CheckedText) -> Set<String> {
        guard text.may(.address) else { return [] }
        let plain = text.may(.beyondASCII) ? plain(text.text) : text.text
        var found: Set<String> = []
        for word in plain.split(whereSeparator: \.isWhitespace) where isAddress(word) {
            found.insert(word.lowercased())
        }
        return found
    }

    /// With wide letters and other stops, strokes and at signs as phones and name servers take them.
    ///
    /// Source: UTS 46 §2.3, the full stops of a domain name; UTS 39, strokes that look like `/`.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars
        where !Lookalikes.isUnseen(scalar) {
            switch scalar {
            // Behind a letter of Chinese it ends a sentence.
            case "\u{3002}", "\u{FF61}": plain.append(last.isASCII ? "." : scalar)
            case "\u{2024}", "\u{FE52}", "\u{FF0E}": plain.append(".")
            case "\u{2044}", "\u{2215}", "\u{29F8}": plain.append("/")
            default: plain.append(scalar)
            }
            last = scalar
        }
        return String(plain)
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
