import Store

extension TranslationMemory {
    /// Translations of similar segments, best first; with the same score the one that lacks
    /// fewer slots, then the better standing, then the newer.
    ///
    /// The score is 1 − edits ÷ words of the longer segment, 0…1. Words are what ``TextBreaks``
    /// finds, case folded; a slot is one word, the same for all of its kind. Edits are the fewest
    /// words put in, taken out or exchanged, and one more for each slot that would have to be two
    /// at once. Segments of the same words that differ in case or marks have 0.99, and only the
    /// same segment has 1.
    ///
    /// A match can be used: its target has the slots of the segment that was asked for, in the
    /// places of those that they were aligned with, and ``MemoryMatch/missing`` says which it
    /// lacks. One whose target would name what the segment has not is left out.
    ///
    /// Segments of more than 200 words, or none, are only found as the same. At most 153,600 places
    /// of the index and some 400 sentences are looked at, so that a memory of a million sentences
    /// of the same ten words answers in time, though it may not find all; the same words are
    /// always found.
    /// - Parameters:
    ///   - segment: What was written.
    ///   - pair: From which language into which.
    ///   - score: The lowest score; nothing below 0.75 is looked for.
    ///   - limit: How many at most.
    ///   - t: The transaction.
    /// - Returns: The matches; none where nothing is similar.
    /// - Throws: What a statement throws.
    public func similar(
        to segment: TextSegment, _ pair: LanguagePair, atLeast score: Double = 0.75,
        limit: Int = 5, _ t: borrowing Transaction
    ) throws -> [MemoryMatch] {
        let score = min(1, max(IndexedSegment.lowestScore, score))
        let words = SegmentWords(segment, pair.source)
        let frequencies = try MemoryIndex().frequencies(of: words.tokens(pair), t)
        guard limit > 0, let indexed = IndexedSegment(words, pair, frequencies) else {
            return try exact([segment], pair, t).values
                .compactMap { MemoryMatch($0, to: segment, words, atLeast: score) }
        }
        var candidates = try MemoryIndex().candidates(indexed, score, t)
        candidates.removeAll { $0.segment == indexed.posting.segment }
        candidates.insert((indexed.posting.segment, 0), at: 0)
        var best: [MemoryMatch] = []
        for piece in pieces(of: candidates) {
            if best.count == limit, let worst = best.last, let edits = piece.first?.edits,
                worst.score > highest(edits, words.count, score)
            {
                break
            }
            best += try entries(piece.map(\.segment), pair, t).compactMap {
                MemoryMatch($0, to: segment, words, atLeast: score)
            }
            best = Array(best.sorted { $0.comesBefore($1) }.prefix(limit))
        }
        return best
    }

    /// The highest score of so many edits: that of the longest segment which may match.
    private func highest(_ edits: Int, _ words: Int, _ score: Double) -> Double {
        edits == 0 ? 1 : 1 - Double(edits) / (Double(words) / score)
    }

    /// Few at first, for the best is mostly among them.
    private func pieces(
        of candidates: [(segment: Int64, edits: Int)]
    ) -> [ArraySlice<(segment: Int64, edits: Int)>] {
        [candidates.prefix(32)]
            + stride(from: 32, to: candidates.count, by: 128).map {
                candidates[$0..<min($0 + 128, candidates.count)]
            }
    }

    private func entries(
        _ segments: [Int64], _ pair: LanguagePair, _ t: borrowing Transaction
    ) throws -> [MemoryEntry] {
        // A sentence may have many translations, or many ways to write it; no search reads all.
        try t.rows(
            """
            SELECT * FROM memory_entries WHERE words_key IN (\(padded: segments)) LIMIT 512
            """
        ).map(MemoryEntry.init(row:)).filter { $0.pair == pair }
    }
}

extension MemoryMatch {
    fileprivate func comesBefore(_ other: MemoryMatch) -> Bool {
        if score != other.score { return score > other.score }
        if missing.count != other.missing.count { return missing.count < other.missing.count }
        return entry.comesBefore(other.entry)
    }
}
