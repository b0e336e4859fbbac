import Store

extension MemoryIndex {
    /// Blocks read for one search, and sentences looked at closely: what a memory full of the same
    /// few words costs at most. A search that meets them may miss what is similar, never what is
    /// the same.
    static let maximumBlocks = 300
    static let maximumCandidates = 400

    /// Sentences that may be as similar as a score to another, those of the fewest possible edits
    /// first, each with that number.
    func candidates(
        _ segment: IndexedSegment, _ score: Double, _ t: borrowing Transaction
    ) throws -> [(segment: Int64, edits: Int)] {
        let length = Int(segment.posting.length)
        let shortest = required(of: length, score)
        let longest = Int((Double(length) / score + 1e-9).rounded(.down))
        var left = Self.maximumBlocks
        var found: [[Int64]] = []
        for token in segment.prefix(for: score) where left > 0 {
            let rows = try t.rows(
                """
                SELECT members FROM memory_blocks WHERE token = \(Int64(bitPattern: token))
                    AND longest >= \(shortest) AND shortest <= \(longest)
                LIMIT \(left)
                """)
            left -= rows.count
            for row in rows {
                MemoryPosting.each(of: try row["members"]) { posting in
                    guard let edits = segment.fewestEdits(to: posting, score) else { return }
                    while found.count <= edits { found.append([]) }
                    found[edits].append(posting.segment)
                }
            }
        }
        return best(of: found)
    }

    private func best(of found: [[Int64]]) -> [(segment: Int64, edits: Int)] {
        var seen: Set<Int64> = []
        var best: [(segment: Int64, edits: Int)] = []
        for (edits, segments) in found.enumerated() {
            for segment in segments where seen.insert(segment).inserted {
                best.append((segment, edits))
                if best.count == Self.maximumCandidates { return best }
            }
        }
        return best
    }
}
