/// A segment as the index sees it: its words as a set, rarest first.
struct IndexedSegment {
    /// Sentences with more words are found when they are the same, not when they are similar.
    static let maximumWords = 200
    /// No search goes below this score, so no more of a sentence has to be indexed.
    static let lowestScore = 0.75

    let posting: MemoryPosting
    /// One for each word, rarest first, then by value.
    let tokens: [UInt64]

    /// Nil where it has no words, or too many.
    ///
    /// `frequencies`: How often words stood in the memory when they were last counted.
    init?(_ words: SegmentWords, _ pair: LanguagePair, _ frequencies: [UInt64: Int]) {
        guard words.count > 0, words.count <= Self.maximumWords else { return nil }
        let tokens = words.tokens(pair)
        posting = MemoryPosting(
            segment: words.key(pair), signature: tokens.reduce(0) { $0 | 1 << ($1 >> 58) },
            length: UInt8(words.count))
        self.tokens = tokens.map { (frequencies[$0] ?? 0, $0) }.sorted { $0 < $1 }.map(\.1)
    }

    /// The words of which two segments of a score or more share at least one.
    ///
    /// Prefix filtering: of n words ⌈score · n⌉ have to be shared, so among the n − ⌈score · n⌉ + 1
    /// first of any order that both keep to is one of them. Source: Chaudhuri, Ganti, Kaushik, "A
    /// primitive operator for similarity joins in data cleaning", 2006; Bayardo et al., "Scaling up
    /// all pairs similarity search", 2007.
    func prefix(for score: Double) -> ArraySlice<UInt64> {
        tokens.prefix(tokens.count - required(of: tokens.count, score) + 1)
    }

    /// The fewest edits to another by the bits of their words; nil when they are too many, or the
    /// lengths too far apart.
    func fewestEdits(to other: MemoryPosting, _ score: Double) -> Int? {
        let (mine, its) = (Int(posting.length), Int(other.length))
        let longest = max(mine, its)
        let allowed = longest - required(of: longest, score)
        let without = longest - mine + (posting.signature & ~other.signature).nonzeroBitCount
        let added = longest - its + (other.signature & ~posting.signature).nonzeroBitCount
        let fewest = max(without, added)
        return fewest <= allowed ? fewest : nil
    }
}
