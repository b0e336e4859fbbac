import Store

/// What is kept of the sources of a batch, and what the batch makes of it.
struct KeptStandings {
    enum Change { case added, raised, known, refused }

    /// Translations of one source at most: whoever looks it up reads them all.
    static let maximumTargets = 100

    private var standings: [MemoryKey: Standing] = [:]
    private var counts: [Int64: Int] = [:]
    private var reviewed: Set<Int64> = []
    private var newlyReviewed: Set<Int64> = []
    /// Targets that came beside those of the memory, by source.
    private(set) var added: [Int64: Int] = [:]

    /// `earlier`: What earlier batches of the same file would add, where nothing is kept.
    init(
        _ batch: [NewMemoryEntry], after earlier: [Int64: Int] = [:], _ t: borrowing Transaction
    ) throws {
        added = earlier
        let sources = Set(batch.map { MemoryKey.source($0.pair, $0.source) }).sorted()
        let rows = try t.rows(
            """
            SELECT source_key, target_key, standing FROM memory_entries
            WHERE source_key IN (\(padded: sources))
            """)
        for row in rows {
            let key = MemoryKey(source: try row["source_key"], target: try row["target_key"])
            let standing: Standing = try row["standing"]
            standings[key] = standing
            counts[key.source, default: 0] += 1
            if standing == .reviewed { reviewed.insert(key.source) }
        }
        for source in sources { counts[source, default: 0] += earlier[source] ?? 0 }
    }

    var reviewedSources: [Int64] { newlyReviewed.sorted() }

    mutating func take(_ entry: NewMemoryEntry, _ key: MemoryKey) -> Change {
        let before = standings[key]
        if let before, before >= entry.standing { return .known }
        if entry.standing == .machine, before == nil, reviewed.contains(key.source) {
            return .known
        }
        if before == nil {
            guard counts[key.source, default: 0] < Self.maximumTargets else { return .refused }
            counts[key.source, default: 0] += 1
            added[key.source, default: 0] += 1
        }
        standings[key] = entry.standing
        if entry.standing == .reviewed {
            reviewed.insert(key.source)
            newlyReviewed.insert(key.source)
        }
        return before == nil ? .added : .raised
    }
}
