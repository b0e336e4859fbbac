import MessageFormat
import Store

/// Every translation of free words that the organisation has kept, with where it comes from and
/// who reviewed it.
///
/// The organisation is the database: all its schools share what any of them has had translated, and
/// nobody else does. Segments hold no names (see ``TextSegment``), so neither does the memory,
/// but for the words that nobody marked as one. Each translation of a segment stands once. What is
/// the same is found by key; what is similar by ``similar(to:_:atLeast:limit:_:)``.
public struct TranslationMemory: Sendable {
    private let source: ClockAndChance

    /// Takes the time from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    func now() -> Instant { source.now() }

    /// Translations of exactly these segments, those without one left out: the best standing
    /// wins, then the newest.
    public func exact(
        _ segments: [TextSegment], _ pair: LanguagePair, _ t: borrowing Transaction
    ) throws -> [TextSegment: MemoryEntry] {
        let keys = Dictionary(
            segments.map { (MemoryKey.source(pair, $0), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var best: [TextSegment: MemoryEntry] = [:]
        for batch in batches(keys.keys.sorted()) {
            let rows = try t.rows(
                """
                SELECT * FROM memory_entries WHERE source_key IN (\(padded: Array(batch)))
                """)
            for row in rows {
                let entry = try MemoryEntry(row: row)
                guard entry.pair == pair else { continue }
                if let other = best[entry.source], !entry.comesBefore(other) { continue }
                best[entry.source] = entry
            }
        }
        let wanted = Set(segments)
        return best.filter { wanted.contains($0.key) }
    }

    /// One translation.
    public func entry(_ id: MemoryEntryID, _ t: borrowing Transaction) throws -> MemoryEntry? {
        guard let key = MemoryKey(id) else { return nil }
        return try t.row(
            """
            SELECT * FROM memory_entries
            WHERE source_key = \(key.source) AND target_key = \(key.target)
            """
        ).map(MemoryEntry.init(row:))
    }

    /// Notes that translations were used once more.
    public func use(_ ids: [MemoryEntryID], _ t: borrowing Transaction) throws {
        // In order, so that two who use the same ones never wait for each other.
        for key in ids.compactMap(MemoryKey.init).sorted() {
            try t.execute(
                """
                UPDATE memory_entries SET uses = uses + 1
                WHERE source_key = \(key.source) AND target_key = \(key.target)
                """)
        }
    }

    /// Takes a translation out.
    /// - Returns: False when there is none of this id.
    public func remove(_ id: MemoryEntryID, _ t: borrowing Transaction) throws -> Bool {
        try takeTurn(t)
        guard let key = MemoryKey(id), let entry = try entry(id, t) else { return false }
        try t.execute(
            """
            DELETE FROM memory_entries
            WHERE source_key = \(key.source) AND target_key = \(key.target)
            """)
        let words = SegmentWords(entry.source, entry.pair.source)
        let key2 = words.key(entry.pair)
        let others = try t.row(
            "SELECT 1 AS n FROM memory_entries WHERE words_key = \(key2) LIMIT 1")
        if others == nil { try MemoryIndex().remove(words, entry.pair, t) }
        return true
    }

    /// How many translations there are, by pair, then standing.
    public func statistics(_ t: borrowing Transaction) throws -> [MemoryStatistics] {
        try t.rows(
            """
            SELECT source_language, target_language, standing, COUNT(*) AS n FROM memory_entries
            GROUP BY source_language, target_language, standing
            ORDER BY source_language, target_language, standing
            """
        ).map { row in
            MemoryStatistics(
                pair: try LanguagePair(row: row), standing: try row["standing"],
                entries: try row["n"])
        }
    }

    /// Some translations in the order of their ids, for a file: begin without an id, then go on
    /// behind the last one.
    /// - Parameters:
    ///   - last: The id behind which to go on; nil for the beginning.
    ///   - pair: The only pair to read; every pair when nil.
    ///   - limit: How many at most, 1 or more.
    ///   - t: The transaction.
    /// - Returns: None at the end.
    /// - Throws: What a statement throws.
    public func page(
        after last: MemoryEntryID?, _ pair: LanguagePair? = nil, limit: Int = 500,
        _ t: borrowing Transaction
    ) throws -> [MemoryEntry] {
        let last = last.flatMap(MemoryKey.init) ?? MemoryKey(source: .min, target: .min)
        let only: SQL =
            pair.map {
                "AND source_language = \($0.source.text) AND target_language = \($0.target.text)"
            } ?? ""
        return try t.rows(
            """
            SELECT * FROM memory_entries
            WHERE (source_key, target_key) > (\(last.source), \(last.target)) \(only)
            ORDER BY source_key, target_key LIMIT \(limit)
            """
        ).map(MemoryEntry.init(row:))
    }

    /// Has writers take turns, so that no block of the index is filled twice.
    func takeTurn(_ t: borrowing Transaction) throws {
        try t.execute("UPDATE memory_index SET segments = segments WHERE id = 1")
    }
}

extension Standing: SQLBindable, SQLReadable {}

extension LanguagePair {
    init(row: Row) throws {
        let (source, target): (String, String) = (
            try row["source_language"], try row["target_language"]
        )
        guard let source = LanguageTag(source), let target = LanguageTag(target) else {
            throw StoreError.statement("memory_entries: a language is no BCP 47 tag")
        }
        self.init(source, target)
    }
}

extension MemoryEntry {
    init(row: Row) throws {
        let (source, target): (String, String) = (try row["source"], try row["target"])
        let origin: String = try row["origin"]
        let key = MemoryKey(source: try row["source_key"], target: try row["target_key"])
        do {
            self.init(
                id: key.id, pair: try LanguagePair(row: row),
                source: try TextSegment(source: source), target: try TextSegment(source: target),
                standing: try row["standing"], origin: MemoryOrigin(origin) ?? .imported,
                reviewer: try row["reviewer"], at: try row["at"], uses: try row["uses"])
        } catch let problem as TextSegment.SourceProblem {
            throw StoreError.statement("memory_entries, \(key.id): \(problem)")
        }
    }
}
