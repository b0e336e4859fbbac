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
    /// than need be: threefold, and beyond a thousand sentences. So it is as well where they were
    /// never counted: a large import may have kept sentences that no search finds by its index.
    public func indexIsStale(_ t: borrowing Transaction) throws -> Bool {
        guard let row = try t.row("SELECT segments, counted FROM memory_index WHERE id = 1") else {
            return false
        }
        let (segments, counted): (Int, Int) = (try row["segments"], try row["counted"])
        if counted == 0 { return segments > 0 }
        return segments > 1_000 && segments > 3 * counted
    }

    /// Reads all sentences for an index, a page at a time: nobody who writes waits meanwhile.
    ///
    /// Takes some 200 MB for a million sentences.
    /// - Returns: The index, for ``takeIndex(_:_:)``.
    /// - Throws: What a statement throws, or `CancellationError`.
    public func indexDraft(_ database: any Database) async throws -> MemoryIndexDraft {
        var draft = MemoryIndexDraft()
        var page = SourcePage()
        while !page.isLast, !draft.hasCounted {
            try Task.checkCancellation()
            page = try await database.read { [page] t in try sources(behind: page, t) }
            for (words, pair) in page.sentences { draft.count(words, pair) }
        }
        draft.endCounting()
        page = SourcePage()
        while !page.isLast {
            try Task.checkCancellation()
            page = try await database.read { [page] t in try sources(behind: page, t) }
            for (words, pair) in page.sentences { draft.add(words, pair) }
        }
        draft.sort()
        return draft
    }

    /// Puts a new index in the place of the old one. What was kept since it was read is added to it;
    /// what was taken out is found no more, for a search reads the sentences themselves.
    /// - Throws: What a statement throws.
    public func takeIndex(
        _ draft: MemoryIndexDraft, _ t: borrowing Transaction
    ) throws -> MemoryIndexReport {
        try takeTurn(t)
        try t.execute("DELETE FROM memory_words")
        try t.execute("DELETE FROM memory_blocks")
        try t.insert(
            "INSERT INTO memory_words (token, frequency)",
            draft.frequencies.map { [.integer(Int64(bitPattern: $0)), .integer(Int64($1))] }, "")
        var report = MemoryIndexReport(words: draft.frequencies.count)
        report.blocks = try write(draft.postings, t)
        report.segments = try addNewcomers(to: draft, t)
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

    /// What came while the index was read.
    /// - Returns: How many sentences there are.
    private func addNewcomers(
        to draft: MemoryIndexDraft, _ t: borrowing Transaction
    ) throws -> Int {
        var count = 0
        var new: [Int64] = []
        var last = Int64.min
        while true {
            let rows = try t.rows(
                """
                SELECT DISTINCT words_key FROM memory_entries WHERE words_key > \(last)
                ORDER BY words_key LIMIT 10000
                """)
            for row in rows {
                last = try row["words_key"]
                if !draft.segments.contains(last) { new.append(last) }
            }
            count += rows.count
            if rows.count < 10_000 { break }
        }
        for batch in batches(new) {
            var segments: [Int64: (SegmentWords, LanguagePair)] = [:]
            let rows = try t.rows(
                """
                SELECT words_key, source_language, target_language, source FROM memory_entries
                WHERE words_key IN (\(padded: Array(batch)))
                """)
            for row in rows {
                let pair = try LanguagePair(row: row)
                guard let segment = try? TextSegment(source: try row["source"]) else { continue }
                segments[try row["words_key"]] = (SegmentWords(segment, pair.source), pair)
            }
            try MemoryIndex().add(Array(segments.values), t)
        }
        return count
    }

    /// Some sources, and where to go on.
    private struct SourcePage: Sendable {
        var last = MemoryKey(source: .min, target: .min)
        var sentences: [(SegmentWords, LanguagePair)] = []
        var isLast = false
    }

    /// One of several translations of a source may come on two pages.
    private func sources(
        behind page: SourcePage, _ t: borrowing Transaction
    ) throws -> SourcePage {
        var next = SourcePage(last: page.last)
        let rows = try t.rows(
            """
            SELECT source_key, target_key, source_language, target_language, source
            FROM memory_entries
            WHERE (source_key, target_key) > (\(page.last.source), \(page.last.target))
            ORDER BY source_key, target_key LIMIT 1000
            """)
        var before: Int64?
        for row in rows {
            next.last = MemoryKey(source: try row["source_key"], target: try row["target_key"])
            guard next.last.source != before else { continue }
            before = next.last.source
            let pair = try LanguagePair(row: row)
            guard let segment = try? TextSegment(source: try row["source"]) else { continue }
            next.sentences.append((SegmentWords(segment, pair.source), pair))
        }
        next.isLast = rows.count < 1_000
        return next
    }

    private func write(
        _ postings: [(token: Int64, posting: MemoryPosting)], _ t: borrowing Transaction
    ) throws -> Int {
        var count = 0
        var waiting: [MemoryBlock] = []
        for (token, posting) in postings {
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
