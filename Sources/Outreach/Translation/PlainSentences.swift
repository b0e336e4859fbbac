import Localization

/// Knows at once most sentences that name nobody: those of plain words, each of which was looked at
/// before and is in nobody's name.
struct PlainSentences: Sendable {
    /// So many different words are remembered.
    private static let limit = 100_000
    private var isSomebody: [Substring: Bool] = [:]

    /// Whether a text holds none but plain words that name nobody. A capital behind the first letter,
    /// a figure, a hyphen or a letter beyond ASCII is not plain: a name may be cut up or bent there.
    ///
    /// `judge`: Whether a word by itself is of somebody's name.
    mutating func nameNobody(_ text: String, judge: (String) -> Bool) -> Bool {
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            let isEnd = index == words.count - 1
            let bare =
                word.last.map { $0 == "," || (isEnd && ".!?".contains($0)) } ?? false
                ? word.dropLast() : word
            guard Self.isPlain(bare, isFirst: index == 0) else { return false }
            if isSomebody(bare, judge) { return false }
        }
        return true
    }

    /// A single letter may be one of `h o d a n`; "a" is in every second sentence.
    private static func isPlain(_ word: Substring, isFirst: Bool) -> Bool {
        guard word.utf8.count > 1 || word == "a" || (isFirst && word == "A") else { return false }
        var mayBeCapital = isFirst
        for byte in word.utf8 {
            let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            guard isSmall || (isCapital && mayBeCapital) else { return false }
            mayBeCapital = false
        }
        return true
    }

    private mutating func isSomebody(_ word: Substring, _ judge: (String) -> Bool) -> Bool {
        if let known = isSomebody[word] { return known }
        let found = judge(String(word))
        if isSomebody.count < Self.limit { isSomebody[Substring(String(word))] = found }
        return found
    }
}
