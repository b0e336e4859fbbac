import MessageFormat
import Store

/// An index of similar sentences in the making, beside the one that is searched: reading a million
/// sentences takes most of a minute, and nobody who writes has to wait for that.
public struct MemoryIndexDraft: Sendable {
    /// How often words stand, by which a sentence's rarest are chosen.
    var frequencies: [UInt64: Int] = [:]
    /// In which sentences a word is among the rarest.
    var postings: [(token: Int64, posting: MemoryPosting)] = []
    /// All sentences that were read.
    var segments: Set<Int64> = []
    /// Sentences from which words were counted.
    var counted = 0

    /// Entries stand in the order of a digest, so the first ones are a fair sample.
    private static let sample = 50_000

    /// Whether enough has been read to know which words are rare.
    var hasCounted: Bool { counted >= Self.sample }

    mutating func count(_ words: SegmentWords, _ pair: LanguagePair) {
        guard !hasCounted else { return }
        for token in words.tokens(pair) { frequencies[token, default: 0] += 1 }
        counted += 1
    }

    mutating func endCounting() { frequencies = frequencies.filter { $0.value > 2 } }

    mutating func add(_ words: SegmentWords, _ pair: LanguagePair) {
        // Sentences that differ in case or marks are one.
        guard segments.insert(words.key(pair)).inserted,
            let segment = IndexedSegment(words, pair, frequencies)
        else { return }
        for token in segment.prefix(for: IndexedSegment.lowestScore) {
            postings.append((Int64(bitPattern: token), segment.posting))
        }
    }

    mutating func sort() {
        postings.sort {
            ($0.token, $0.posting.length, $0.posting.segment)
                < ($1.token, $1.posting.length, $1.posting.segment)
        }
    }
}
