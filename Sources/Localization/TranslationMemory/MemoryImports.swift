import Store

/// How far imports into the memory have come that are not at their end.
public struct MemoryImports: Sendable {
    /// One of them.
    public struct Unfinished: Sendable, Hashable {
        /// The file's name.
        public let name: String
        /// Translations and problems of the file that are behind it.
        public let done: Int
        /// What was kept.
        public let receipt: MemoryReceipt
        /// When the last portion was kept.
        public let at: Instant
    }

    /// Has no state of its own.
    public init() {}

    /// All of them, the newest first.
    public func unfinished(_ t: borrowing Transaction) throws -> [Unfinished] {
        try t.rows("SELECT * FROM memory_imports ORDER BY moved_at DESC, digest")
            .map(Unfinished.init(row:))
    }

    /// The one of a file, if it has been begun.
    public func find(_ digest: String, _ t: borrowing Transaction) throws -> Unfinished? {
        try t.row("SELECT * FROM memory_imports WHERE digest = \(digest)")
            .map(Unfinished.init(row:))
    }

    /// Begins one.
    public func begin(
        _ digest: String, name: String, at now: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO memory_imports
                (digest, name, done, added, raised, known, replaced, refused, begun_at, moved_at)
            VALUES (\(digest), \(name), 0, 0, 0, 0, 0, 0, \(now), \(now))
            ON CONFLICT (digest) DO NOTHING
            """)
    }

    /// Notes one more portion.
    /// - Parameters:
    ///   - digest: Of the file.
    ///   - before: How many were behind it when the portion was read.
    ///   - size: How many the portion has.
    ///   - receipt: What was kept of it.
    ///   - now: When.
    ///   - t: The transaction that keeps the portion.
    /// - Returns: False when somebody else has moved it on; the portion must not be kept twice.
    /// - Throws: What the statement throws.
    public func advance(
        _ digest: String, from before: Int, by size: Int, _ receipt: MemoryReceipt,
        at now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            UPDATE memory_imports SET done = done + \(size), added = added + \(receipt.added),
                raised = raised + \(receipt.raised), known = known + \(receipt.known),
                replaced = replaced + \(receipt.replaced),
                refused = refused + \(receipt.refused), moved_at = \(now)
            WHERE digest = \(digest) AND done = \(before)
            """) == 1
    }

    /// Ends one. Another file of the same name may be somebody else's, and goes on.
    public func end(_ digest: String, _ t: borrowing Transaction) throws {
        try t.execute("DELETE FROM memory_imports WHERE digest = \(digest)")
    }
}

extension MemoryImports.Unfinished {
    fileprivate init(row: Row) throws {
        var receipt = MemoryReceipt()
        receipt.added = try row["added"]
        receipt.raised = try row["raised"]
        receipt.known = try row["known"]
        receipt.replaced = try row["replaced"]
        receipt.refused = try row["refused"]
        self.init(
            name: try row["name"], done: try row["done"], receipt: receipt,
            at: try row["moved_at"])
    }
}
