internal import CICU

/// Where the sentences and words of a text begin and end, by ICU.
///
/// Source: Unicode Standard Annex 29, with CLDR's rules for a language: full stops behind its
/// usual abbreviations (`Mr.`) end no sentence, and words of languages that write none apart
/// (Chinese, Thai, Khmer) are found by dictionary.
public enum TextBreaks {
    /// The sentences, each with the blanks behind it; together they are the text.
    /// - Parameters:
    ///   - text: Any text.
    ///   - language: BCP 47; only the language itself counts. `und` for the general rules.
    /// - Returns: Ranges in order without gaps; none for an empty text.
    public static func sentences(of text: String, language: String) -> [Range<String.Index>] {
        borders(text, sentences: true, "\(plain(language))@ss=standard").map(\.range)
    }

    /// The words, without blanks and marks between them.
    /// - Parameters:
    ///   - text: Any text.
    ///   - language: BCP 47; only the language itself counts. `und` for the general rules.
    /// - Returns: Ranges in order.
    public static func words(of text: String, language: String) -> [Range<String.Index>] {
        borders(text, sentences: false, plain(language)).filter(\.isWord).map(\.range)
    }

    /// The subtag by which ICU finds its rules; what is none says nothing to it.
    private static func plain(_ language: String) -> String {
        let first = language.prefix { $0.isASCII && $0.isLetter }.lowercased()
        return first.isEmpty || first == "und" ? "root" : first
    }

    private struct Piece {
        let range: Range<String.Index>
        let isWord: Bool
    }

    private static func borders(_ text: String, sentences: Bool, _ locale: String) -> [Piece] {
        let units = Array(text.utf16)
        guard let length = Int32(exactly: units.count), length > 0 else { return [] }
        return units.withUnsafeBufferPointer { buffer in
            guard
                let breaks = parley_breaks_open(
                    sentences ? 1 : 0, locale, buffer.baseAddress, length)
            else { return [Piece(range: text.startIndex..<text.endIndex, isWord: true)] }
            defer { parley_breaks_close(breaks) }
            var pieces: [Piece] = []
            var (offset, start) = (0, text.startIndex)
            while case let next = Int(parley_breaks_next(breaks)), next >= 0 {
                let end = text.utf16.index(start, offsetBy: next - offset)
                pieces.append(
                    Piece(range: start..<end, isWord: parley_breaks_is_word(breaks) == 1))
                (offset, start) = (next, end)
            }
            return pieces
        }
    }
}
