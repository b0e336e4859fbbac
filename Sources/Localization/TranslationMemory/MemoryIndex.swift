import Store

/// In which sentences a word is among the rarest: finds those that may be similar to another
/// without reading the rest.
///
/// The order of words by frequency is frozen in `memory_words` until the index is built anew: it
/// must be the same for what was indexed and what is asked for, and any order is correct, only
/// slower or faster. Words that came later count as rarest.
struct MemoryIndex {
    /// Members of a block at most, so that adding one rewrites no more than 4 KB.
    static let blockSize = 256

    /// Adds sentences; those that are in it already must not be given.
    func add(_ segments: [(SegmentWords, LanguagePair)], _ t: borrowing Transaction) throws {
        let frequencies = try frequencies(of: segments.flatMap { $0.tokens($1) }, t)
        var members: [Int64: [MemoryPosting]] = [:]
        for (words, pair) in segments {
            guard let segment = IndexedSegment(words, pair, frequencies) else { continue }
            for token in segment.prefix(for: IndexedSegment.lowestScore) {
                members[Int64(bitPattern: token), default: []].append(segment.posting)
            }
        }
        try append(members, t)
        try t.execute(
            "UPDATE memory_index SET segments = segments + \(segments.count) WHERE id = 1")
    }

    /// Takes a sentence out.
    func remove(_ words: SegmentWords, _ pair: LanguagePair, _ t: borrowing Transaction) throws {
        let frequencies = try frequencies(of: words.tokens(pair), t)
        guard let segment = IndexedSegment(words, pair, frequencies) else { return }
        for token in segment.prefix(for: IndexedSegment.lowestScore).map(Int64.init(bitPattern:)) {
            let rows = try t.rows(
                """
                SELECT number, members FROM memory_blocks WHERE token = \(token)
                    AND shortest <= \(Int(segment.posting.length))
                    AND longest >= \(Int(segment.posting.length))
                """)
            for row in rows {
                let number: Int = try row["number"]
                try remove(segment.posting, from: try row["members"], (token, number), t)
            }
        }
        try t.execute("UPDATE memory_index SET segments = segments - 1 WHERE id = 1")
    }

    /// How often words stood in the memory when they were last counted; rare ones are missing.
    func frequencies(
        of tokens: [UInt64], _ t: borrowing Transaction
    ) throws -> [UInt64: Int] {
        var found: [UInt64: Int] = [:]
        for batch in batches(Array(Set(tokens))) {
            let rows = try t.rows(
                """
                SELECT token, frequency FROM memory_words
                WHERE token IN (\(padded: batch.map { Int64(bitPattern: $0) }))
                """)
            for row in rows {
                let token: Int64 = try row["token"]
                found[UInt64(bitPattern: token)] = try row["frequency"]
            }
        }
        return found
    }

    private func remove(
        _ posting: MemoryPosting, from block: [UInt8], _ key: (token: Int64, number: Int),
        _ t: borrowing Transaction
    ) throws {
        var rest: [UInt8] = []
        MemoryPosting.each(of: block) { if $0 != posting { $0.append(to: &rest) } }
        guard rest.count < block.count else { return }
        try t.execute(
            """
            UPDATE memory_blocks SET members = \(rest)
            WHERE token = \(key.token) AND number = \(key.number)
            """)
    }

    /// Fills each word's last block, then begins new ones.
    private func append(
        _ members: [Int64: [MemoryPosting]], _ t: borrowing Transaction
    ) throws {
        var last: [Int64: MemoryBlock] = [:]
        for batch in batches(members.keys.sorted()) {
            let rows = try t.rows(
                """
                SELECT b.token AS token, b.number AS number, b.members AS members
                FROM memory_blocks b JOIN (
                    SELECT token, MAX(number) AS number FROM memory_blocks
                    WHERE token IN (\(padded: Array(batch))) GROUP BY token
                ) newest ON newest.token = b.token AND newest.number = b.number
                """)
            for row in rows {
                let block = try MemoryBlock(
                    token: row["token"], number: row["number"], bytes: row["members"])
                last[block.token] = block
            }
        }
        var blocks: [MemoryBlock] = []
        for (token, postings) in members {
            var block = last[token] ?? MemoryBlock(token: token, number: 1)
            for posting in postings {
                if block.members.count >= Self.blockSize {
                    blocks.append(block)
                    block = MemoryBlock(token: token, number: block.number + 1)
                }
                block.members.append(posting)
            }
            blocks.append(block)
        }
        try write(blocks, t)
    }

    func write(_ blocks: [MemoryBlock], _ t: borrowing Transaction) throws {
        try t.insert(
            "INSERT INTO memory_blocks (token, number, shortest, longest, members)",
            blocks.map(\.row),
            """
            ON CONFLICT (token, number) DO UPDATE SET shortest = excluded.shortest,
                longest = excluded.longest, members = excluded.members
            """)
    }
}
