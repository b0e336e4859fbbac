extension Unicode.Scalar {
    /// A letter or a mark on one. ASCII, which most text is, without a look into the tables.
    var isPartOfWord: Bool {
        value < 128 ? isASCIILetter : properties.isAlphabetic
    }

    /// `A` to `Z` in either case.
    var isASCIILetter: Bool {
        value | 0x20 >= 0x61 && value | 0x20 <= 0x7A && value < 128
    }

    /// White space, as Unicode has it.
    var isBlank: Bool {
        value < 128 ? value == 32 || (9...13).contains(value) : properties.isWhitespace
    }
}

/// The words of a text: letters without anything between, in small letters.
///
/// Kept as places in bytes, with a mark of each, so that most comparisons need no text: words whose
/// marks differ are different words, where ``marksTell``. Those whose marks are alike must be looked
/// at.
struct PlainWords: Sendable {
    /// Where a word stands among the bytes, and its mark.
    struct Word: Sendable {
        let start: Int
        let end: Int
        let mark: UInt64
    }

    private let bytes: [UInt8]
    /// In order.
    let words: [Word]
    /// How many letters and marks there are in all.
    let letters: Int
    /// Whether words that are the same to a reader are the same in their bytes, so that they have the
    /// same mark. Letters with an accent or a vowel sign may have two spellings.
    let marksTell: Bool
    private let isASCII: Bool

    /// Reads a text; linear.
    init(_ text: String) {
        let bytes = Array(text.lowercased().utf8)
        var scan = WordScan(bytes)
        scan.run()
        self.bytes = bytes
        (words, letters) = (scan.words, scan.letters)
        (marksTell, isASCII) = (scan.marksTell, scan.isASCII)
    }

    /// The bytes of a word.
    func bytes(of word: Word) -> ArraySlice<UInt8> { bytes[word.start..<word.end] }

    /// Each as a text.
    var texts: [String] { words.map { String(decoding: bytes(of: $0), as: UTF8.self) } }

    /// Whether another has the same words in the same order, byte for byte.
    func isSame(as other: PlainWords) -> Bool {
        words.count == other.words.count
            && zip(words, other.words).allSatisfy { own, its in
                own.mark == its.mark && bytes(of: own) == other.bytes(of: its)
            }
    }

    /// How many of another's words are here too, at most: none of those that are is left out.
    func sharedAtMost(with other: PlainWords) -> Int {
        // What is spelt in ASCII has no second spelling.
        guard isASCII || marksTell && other.marksTell else { return other.words.count }
        let known = words.reduce(into: UInt64(0)) { $0 |= 1 << ($1.mark >> 58) }
        return other.words.count { known & 1 << ($0.mark >> 58) != 0 }
    }
}

/// Finds words in the bytes of a text in small letters.
private struct WordScan {
    private let bytes: [UInt8]
    private(set) var words: [PlainWords.Word] = []
    private(set) var letters = 0
    private(set) var marksTell = true
    private(set) var isASCII = true
    private var start = 0
    private var mark = Self.basis
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        words.reserveCapacity(bytes.count / 5 + 1)
    }

    mutating func run() {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte >= 128 else {
                step(index, index + 1, isPart: byte &- 97 < 26)
                index += 1
                continue
            }
            isASCII = false
            marksTell = marksTell && Self.hasOneSpelling(byte)
            let end = min(bytes.count, index + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4))
            step(index, end, isPart: isPartOfWord(index, end))
            index = end
        }
        finish(at: bytes.count)
    }

    private mutating func step(_ index: Int, _ end: Int, isPart: Bool) {
        guard isPart else {
            finish(at: index)
            start = end
            return
        }
        letters += 1
        // FNV-1a.
        for index in index..<end { mark = (mark ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    }

    private mutating func finish(at end: Int) {
        guard end > start else { return }
        words.append(PlainWords.Word(start: start, end: end, mark: mark))
        (start, mark) = (end, Self.basis)
    }

    /// Whether the scalar in these bytes, two or more, is a letter. They came from a text, and so are
    /// right UTF-8 (RFC 3629 §3).
    private func isPartOfWord(_ start: Int, _ end: Int) -> Bool {
        let lead = UInt32(bytes[start]) & (0x7F >> UInt32(end - start))
        let value = bytes[start + 1..<end].reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }
        return Unicode.Scalar(value)?.isPartOfWord == true
    }

    /// By a letter's first byte: Latin up to U+02FF, and U+0400 to U+057F, Cyrillic and Armenian. What
    /// these letters decompose into (Unicode, canonical) always has a scalar beyond them.
    private static func hasOneSpelling(_ lead: UInt8) -> Bool {
        lead < 0xCC || (0xD0...0xD5).contains(lead)
    }
}
