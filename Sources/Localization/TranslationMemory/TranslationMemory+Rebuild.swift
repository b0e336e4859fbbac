import Store

/// What an index holds.
public struct MemoryIndexReport: Sendable, Hashable, Codable {
    /// Different sentences, case and marks apart.
    public var segments = 0
    /// Words that are counted as frequent.
    public var words = 0
    /// Rows of the index.
    public var blocks = 0
}

extension TranslationMemory {
    /// Whether the memory has grown so much since its words were counted that searches are slower
    /// than need be: threefold, and beyond a thousand sentences.
    public func indexIsStale(_ t: borrowing Transaction) throws -> Bool {
        guard let row = try t.row("SELECT segments, counted FROM memory_index WHERE id = 1") else {
            return false
        }
        let (segments, counted): (Int, Int) = (try row["segments"], try row["counted"])
        return segments > 1_000 && segments > 3 * counted
    }

    /// Counts the words anew and builds the index of similar sentences from the start.
    ///
    /// Takes some 150 MB and a minute for a million sentences, and others who write to an SQLite
    /// database wait meanwhile.
    public func rebuildIndex(_ t: borrowing Transaction) throws -> MemoryIndexReport {
        try takeTurn(t)
        try t.execute("DELETE FROM memory_words")
        try t.execute("DELETE FROM memory_blocks")
        let frequencies = try countWords(t)
        try t.insert(
            "INSERT INTO memory_words (token, frequency)",
            frequencies.map { [.integer(Int64(bitPattern: $0)), .integer(Int64($1))] }, "")
        var postings: [(token: Int64, posting: MemoryPosting)] = []
        var report = MemoryIndexReport(words: frequencies.count)
        try eachSource(t) { words, pair in
            guard let segment = IndexedSegment(words, pair, frequencies) else { return true }
            for token in segment.prefix(for: IndexedSegment.lowestScore) {
                postings.append((Int64(bitPattern: token), segment.posting))
            }
            return true
        }
        postings.sort {
            ($0.token, $0.posting.length, $0.posting.segment)
                < ($1.token, $1.posting.length, $1.posting.segment)
        }
        report.blocks = try write(postings, t)
        report.segments = try t.number(
            "SELECT COUNT(DISTINCT words_key) AS n FROM memory_entries")
        try t.execute(
            """
            UPDATE memory_index SET segments = \(report.segments), counted = \(report.segments)
            WHERE id = 1
            """)
        try countRows(t)
        return report
    }

    /// Tells the database how much there is, so that it chooses its ways by that.
    func countRows(_ t: borrowing Transaction) throws {
        try t.execute("ANALYZE memory_entries")
        try t.execute("ANALYZE memory_words")
        try t.execute("ANALYZE memory_blocks")
    }

    /// Sentences from which words are counted: entries stand in the order of a digest, so the first
    /// ones are a fair sample.
    private static let sample = 50_000

    private func countWords(_ t: borrowing Transaction) throws -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        var sentences = 0
        try eachSource(t) { words, pair in
            for token in words.tokens(pair) { counts[token, default: 0] += 1 }
            sentences += 1
            return sentences < Self.sample
        }
        return counts.filter { $0.value > 2 }
    }

    /// Walks over all sources until the body returns false; one of several translations may come
    /// several times.
    private func eachSource(
        _ t: borrowing Transaction, _ body: (SegmentWords, LanguagePair) throws -> Bool
    ) throws {
        var last = MemoryKey(source: .min, target: .min)
        var before: Int64?
        while true {
            let rows = try t.rows(
                """
                SELECT source_key, target_key, source_language, target_language, source
                FROM memory_entries
                WHERE (source_key, target_key) > (\(last.source), \(last.target))
                ORDER BY source_key, target_key LIMIT 1000
                """)
            for row in rows {
                last = MemoryKey(source: try row["source_key"], target: try row["target_key"])
                guard last.source != before else { continue }
                before = last.source
                let pair = try LanguagePair(row: row)
                let text: String = try row["source"]
                guard let segment = try? TextSegment(source: text) else { continue }
                guard try body(SegmentWords(segment, pair.source), pair) else { return }
            }
            if rows.count < 1000 { return }
        }
    }

    private func write(
        _ postings: [(token: Int64, posting: MemoryPosting)], _ t: borrowing Transaction
    ) throws -> Int {
        var count = 0
        var waiting: [MemoryBlock] = []
        for (index, (token, posting)) in postings.enumerated() {
            // Sentences that differ in case or marks are one.
            if index > 0, postings[index - 1] == (token, posting) { continue }
            if let last = waiting.last, last.token == token {
                if last.members.count < MemoryIndex.blockSize {
                    waiting[waiting.count - 1].members.append(posting)
                    continue
                }
                waiting.append(MemoryBlock(token: token, number: last.number + 1))
            } else {
                waiting.append(MemoryBlock(token: token, number: 1))
            }
            waiting[waiting.count - 1].members.append(posting)
            if waiting.count > 1_000, let last = waiting.popLast() {
                try MemoryIndex().write(waiting, t)
                count += waiting.count
                waiting = [last]
            }
        }
        try MemoryIndex().write(waiting, t)
        return count + waiting.count
    }
}
