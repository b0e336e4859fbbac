import Store

extension TranslationMemory {
    /// Keeps translations.
    ///
    /// The same pair, source and target are one entry, whose standing only rises; with it go where
    /// it came from, who reviewed it and when. A reviewed target takes the place of what machines
    /// made of the same source, and no machine's comes beside it again. A target whose slots are
    /// not those of the source is refused, for a blank lost would be a name lost.
    public func keep(
        _ entries: [NewMemoryEntry], _ t: borrowing Transaction
    ) throws -> MemoryReceipt {
        try keep(entries, indexing: true, t)
    }

    /// `indexing`: False where ``takeIndex(_:_:)`` follows soon; until then the index is stale.
    func keep(
        _ entries: [NewMemoryEntry], indexing: Bool, _ t: borrowing Transaction
    ) throws -> MemoryReceipt {
        try takeTurn(t)
        var receipt = MemoryReceipt()
        for batch in batches(entries) {
            receipt += try keep(batch: Array(batch), indexing: indexing, t)
        }
        if !indexing, receipt.added > 0 {
            // Counted, and counted as unknown: whoever looks finds a stale index.
            try t.execute(
                """
                UPDATE memory_index SET segments = segments + \(receipt.added), counted = 0
                WHERE id = 1
                """)
        }
        return receipt
    }

    /// What keeping would do, ``MemoryReceipt/replaced`` aside.
    ///
    /// `added`: How many targets came to each source so far, for there is a limit.
    func difference(
        _ entries: [NewMemoryEntry], added: inout [Int64: Int], _ t: borrowing Transaction
    ) throws -> MemoryReceipt {
        var receipt = MemoryReceipt()
        for batch in batches(entries) {
            var kept = try KeptStandings(Array(batch), after: added, t)
            added = [:]
            for entry in batch {
                guard entry.isWhole else {
                    receipt.refused += 1
                    continue
                }
                let key = MemoryKey(entry.pair, source: entry.source, target: entry.target)
                switch kept.take(entry, key) {
                case .added: receipt.added += 1
                case .raised: receipt.raised += 1
                case .known: receipt.known += 1
                case .refused: receipt.refused += 1
                }
            }
            added = kept.added
        }
        return receipt
    }

    private func keep(
        batch: [NewMemoryEntry], indexing: Bool, _ t: borrowing Transaction
    ) throws -> MemoryReceipt {
        var receipt = MemoryReceipt()
        var kept = try KeptStandings(batch, t)
        var (new, raised): ([MemoryKey: NewMemoryEntry], [MemoryKey: NewMemoryEntry]) = ([:], [:])
        for entry in batch {
            guard entry.isWhole else {
                receipt.refused += 1
                continue
            }
            let key = MemoryKey(entry.pair, source: entry.source, target: entry.target)
            switch kept.take(entry, key) {
            case .added:
                receipt.added += 1
                new[key] = entry
            case .raised:
                receipt.raised += 1
                if new[key] != nil { new[key] = entry } else { raised[key] = entry }
            case .known: receipt.known += 1
            case .refused: receipt.refused += 1
            }
        }
        if indexing { try index(new.values.map { $0 }, t) }
        try insert(new, t)
        for (key, entry) in raised.sorted(by: { $0.key < $1.key }) { try raise(key, entry, t) }
        receipt.replaced = try removeMachines(behind: kept.reviewedSources, t)
        return receipt
    }

    /// Before they are inserted: those whose words nobody has said yet.
    private func index(_ entries: [NewMemoryEntry], _ t: borrowing Transaction) throws {
        var segments: [Int64: (SegmentWords, LanguagePair)] = [:]
        for entry in entries {
            let words = SegmentWords(entry.source, entry.pair.source)
            segments[words.key(entry.pair)] = (words, entry.pair)
        }
        guard !segments.isEmpty else { return }
        let rows = try t.rows(
            """
            SELECT DISTINCT words_key FROM memory_entries
            WHERE words_key IN (\(padded: segments.keys.sorted()))
            """)
        for row in rows { segments[try row["words_key"]] = nil }
        try MemoryIndex().add(Array(segments.values), t)
    }

    private func insert(
        _ entries: [MemoryKey: NewMemoryEntry], _ t: borrowing Transaction
    ) throws {
        let rows = entries.sorted { $0.key < $1.key }.map { key, entry -> [SQLValue] in
            let words = SegmentWords(entry.source, entry.pair.source).key(entry.pair)
            return [
                .integer(key.source), .integer(key.target), .integer(words),
                entry.pair.source.text.sqlValue, entry.pair.target.text.sqlValue,
                entry.source.source.sqlValue, entry.target.source.sqlValue,
                entry.standing.sqlValue, entry.origin.description.sqlValue,
                entry.reviewer.sqlValue, (entry.at ?? now()).sqlValue,
                .integer(Int64(entry.uses)),
            ]
        }
        try t.insert(
            """
            INSERT INTO memory_entries (source_key, target_key, words_key, source_language,
                target_language, source, target, standing, origin, reviewer, at, uses)
            """, rows, "ON CONFLICT (source_key, target_key) DO NOTHING")
    }

    private func raise(
        _ key: MemoryKey, _ entry: NewMemoryEntry, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE memory_entries SET standing = \(entry.standing),
                origin = \(entry.origin.description), reviewer = \(entry.reviewer),
                at = \(entry.at ?? now())
            WHERE source_key = \(key.source) AND target_key = \(key.target)
            """)
    }

    /// The reviewed one has the same source, so the index stays as it is.
    private func removeMachines(
        behind sources: [Int64], _ t: borrowing Transaction
    ) throws -> Int {
        guard !sources.isEmpty else { return 0 }
        return try t.execute(
            """
            DELETE FROM memory_entries
            WHERE source_key IN (\(padded: sources)) AND standing = \(Standing.machine)
            """)
    }
}

extension NewMemoryEntry {
    /// Whether both sides say something and have the same slots.
    fileprivate var isWhole: Bool {
        source.hasSameSlots(as: target) && source.isSomething && target.isSomething
    }
}

extension TextSegment {
    /// Whether there is anything but white space in it.
    var isSomething: Bool {
        parts.contains {
            if case .words(let words) = $0 { !words.allSatisfy(\.isWhitespace) } else { true }
        }
    }
}
