import Store

/// What importing a file would do, or has done.
public struct TMXImportReport: Sendable, Hashable, Codable {
    /// Translations read, problems not among them.
    public var translations = 0
    /// Kept, raised and known.
    public var receipt = MemoryReceipt()
    /// How many units can't be taken.
    public var refused = 0
    /// The first of what is wrong, with lines.
    public var problems: [TMXProblem] = []

    /// Nothing yet.
    public init() {}
}

/// Takes a TMX file into the memory: shown first, then whole or not at all.
public struct TMXImport: Sendable {
    private let memory: TranslationMemory
    private let reviewer: String?
    /// Problems that are told one by one.
    private static let told = 100
    /// Beyond so many the index is built once at the end instead of bit by bit.
    private static let indexedAtOnce = 5_000

    /// Prepares an import.
    ///
    /// `reviewedBy`: Whom the operator vouches for as having reviewed everything in the file that
    /// is not marked as a machine's. Without it nothing becomes reviewed, whatever the file says.
    public init(_ memory: TranslationMemory, reviewedBy reviewer: String? = nil) {
        self.memory = memory
        self.reviewer = reviewer
    }

    /// What applying would do. A translation that stands twice in the file counts as known.
    /// - Throws: ``TMXProblem`` where the file can't be read, and what a statement throws.
    public func difference(
        _ reader: TMXReader, _ t: borrowing Transaction
    ) throws -> TMXImportReport {
        var report = TMXImportReport()
        var seen: Set<MemoryKey> = []
        while let page = try page(reader, &report) {
            let new = page.filter {
                seen.insert(MemoryKey($0.pair, source: $0.source, target: $0.target)).inserted
            }
            report.receipt += try memory.difference(new, t)
            report.receipt.known += page.count - new.count
        }
        return report
    }

    /// Keeps everything, in the caller's one transaction. The body of a transaction may run again,
    /// so each time it needs a reader that begins at the beginning.
    /// - Throws: ``TMXProblem`` where the file can't be read, and what a statement throws.
    public func apply(
        _ reader: TMXReader, _ t: borrowing Transaction
    ) throws -> TMXImportReport {
        var report = TMXImportReport()
        var isIndexed = true
        var counted = 1_000
        while let page = try page(reader, &report) {
            // PostgreSQL would go on reading the whole table for each page, as it rightly did while
            // there was next to nothing in it.
            if report.translations > counted {
                try memory.countRows(t)
                counted = report.translations * 8
            }
            if report.translations > Self.indexedAtOnce { isIndexed = false }
            report.receipt += try memory.keep(page, indexing: isIndexed, t)
        }
        if try !isIndexed || memory.indexIsStale(t) { _ = try memory.rebuildIndex(t) }
        return report
    }

    private func page(
        _ reader: TMXReader, _ report: inout TMXImportReport
    ) throws -> [NewMemoryEntry]? {
        var page: [NewMemoryEntry] = []
        while page.count < 1_000, let item = try reader.next() {
            switch item {
            case .unit(let unit): page.append(entry(unit))
            case .problem(let problem):
                report.refused += 1
                if report.problems.count < Self.told { report.problems.append(problem) }
            }
        }
        report.translations += page.count
        return page.isEmpty ? nil : page
    }

    private func entry(_ unit: TMXUnit) -> NewMemoryEntry {
        let isVouchedFor = reviewer != nil && unit.standing != .machine
        let isProviders = if case .provider = unit.origin { true } else { false }
        let now = memory.now()
        return NewMemoryEntry(
            unit.pair, source: unit.source, target: unit.target,
            standing: isVouchedFor ? .reviewed : unit.standing == .machine ? .machine : .draft,
            origin: isProviders ? unit.origin : .imported, reviewer: isVouchedFor ? reviewer : nil,
            at: unit.at.map { min($0, now) }, uses: unit.uses)
    }
}
