import Store

/// Takes a TMX file into the memory, a portion at a time, so that others write between two of them.
///
/// It judges what it reads before it asks the database for anything: a translation that may be
/// wrong is told, and taken only where a person says so.
public struct TMXImport: Sendable {
    private let memory: TranslationMemory
    private let reviewer: String?
    private let takesDoubtful: Bool
    private let judge: @Sendable (TMXUnit) -> [Doubt]
    /// Beyond so many the index is built once at the end instead of bit by bit.
    public static let indexedAtOnce = 5_000

    /// Prepares an import.
    ///
    /// `reviewedBy`: Whom the operator vouches for as having reviewed everything in the file that
    /// is not marked as a machine's. Without it nothing becomes reviewed, whatever the file says.
    /// `withDoubts`: Takes what is doubtful as well. `judge`: What is doubtful about a translation;
    /// ``doubts(_:)`` alone unless given.
    public init(
        _ memory: TranslationMemory, reviewedBy reviewer: String? = nil,
        withDoubts: Bool = false,
        judge: @escaping @Sendable (TMXUnit) -> [Doubt] = TMXImport.doubts
    ) {
        self.memory = memory
        self.reviewer = reviewer
        takesDoubtful = withDoubts
        self.judge = judge
    }

    /// What the words alone say about a translation, as far as no family should read it.
    ///
    /// Blanks in another order are none: a person who translates puts them where the language wants
    /// them.
    public static func doubts(_ unit: TMXUnit) -> [Doubt] {
        DraftCheck.doubts(source: unit.source, target: unit.target, back: nil, pair: unit.pair)
            .filter { $0.kind.isGrave && $0.kind != .slotOrder }
            + HiddenMarks.doubts(unit.target.words)
    }

    /// What importing would do. A translation that stands twice in the file counts as known.
    /// - Throws: ``TMXProblem`` where the file can't be read, and what a statement throws.
    public func difference(
        _ reader: TMXReader, _ t: borrowing Transaction
    ) throws -> TMXImportReport {
        var report = TMXImportReport()
        var seen: Set<MemoryKey> = []
        var added: [Int64: Int] = [:]
        while let portion = try portion(reader) {
            let new = portion.entries.filter {
                seen.insert(MemoryKey($0.pair, source: $0.source, target: $0.target)).inserted
            }
            report += portion.report
            report.receipt += try memory.difference(new, added: &added, t)
            report.receipt.known += portion.entries.count - new.count
        }
        return report
    }

    /// The next part of the file, judged; nil at its end. Nothing is kept by reading it.
    ///
    /// `limit`: How many translations and problems at most, 1 or more.
    /// - Throws: ``TMXProblem`` where the file can't be read.
    public func portion(_ reader: TMXReader, limit: Int = 1_000) throws -> TMXPortion? {
        var portion = TMXPortion()
        while portion.size < limit, let item = try reader.next() {
            portion.size += 1
            switch item {
            case .unit(let unit): take(unit, &portion)
            case .problem(let problem): portion.report.refuse(problem)
            }
        }
        return portion.size == 0 ? nil : portion
    }

    /// Keeps a portion.
    ///
    /// `done`: How many are behind it in the file. `indexing`: False where the index is built anew
    /// at the end; until then what is kept is found by the same words alone, and the index counts
    /// as stale.
    public func keep(
        _ portion: TMXPortion, behind done: Int = 0, indexing: Bool, _ t: borrowing Transaction
    ) throws -> MemoryReceipt {
        let receipt = try memory.keep(portion.entries, indexing: indexing, t)
        // PostgreSQL would go on reading the whole table for each portion, as it rightly did while
        // there was next to nothing in it.
        if Self.countedAt.contains(where: { (done..<done + portion.size).contains($0) }) {
            try memory.countRows(t)
        }
        return receipt
    }

    private static let countedAt = [1_000, 10_000, 80_000, 640_000]

    private func take(_ unit: TMXUnit, _ portion: inout TMXPortion) {
        portion.report.translations += 1
        let doubts = judge(unit)
        if !doubts.isEmpty {
            portion.report.doubt(TMXDoubt(line: unit.line, doubts: doubts))
            guard takesDoubtful else { return }
        }
        portion.entries.append(entry(unit))
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
