import Engines
import MessageFormat
import Store

@testable import Localization

/// A memory on an empty database, at a fixed time.
struct MemoryFixture {
    let database: any Database
    let memory = TranslationMemory(
        ClockAndChance(now: { Instant(milliseconds: 1_000) }, bits: { 0 }))

    static let somali = LanguagePair(.english, tag("so"))

    init(_ engine: Engine) async throws {
        database = try await engine.empty()
    }

    static func tag(_ text: String) -> LanguageTag { LanguageTag(text) ?? .undetermined }

    @discardableResult
    func keep(_ entries: [NewMemoryEntry]) async throws -> MemoryReceipt {
        let memory = memory
        return try await database.write { try memory.keep(entries, $0) }
    }

    @discardableResult
    func keep(
        _ source: String, _ target: String, _ standing: Standing = .machine,
        pair: LanguagePair = somali, at: Int64? = nil, reviewer: String? = nil
    ) async throws -> MemoryReceipt {
        try await keep([
            entry(source, target, standing, pair: pair, at: at, reviewer: reviewer)
        ])
    }

    func entry(
        _ source: String, _ target: String, _ standing: Standing = .machine,
        pair: LanguagePair = somali, at: Int64? = nil, reviewer: String? = nil
    ) throws -> NewMemoryEntry {
        NewMemoryEntry(
            pair, source: try TextSegment(source: source), target: try TextSegment(source: target),
            standing: standing, origin: .person, reviewer: reviewer,
            at: at.map { Instant(milliseconds: $0) })
    }

    func similar(
        _ text: String, pair: LanguagePair = somali, atLeast: Double = 0.75, limit: Int = 5
    ) async throws -> [MemoryMatch] {
        let memory = memory
        let segment = try TextSegment(source: text)
        return try await database.read {
            try memory.similar(to: segment, pair, atLeast: atLeast, limit: limit, $0)
        }
    }

    func exact(_ text: String, pair: LanguagePair = somali) async throws -> MemoryEntry? {
        let memory = memory
        let segment = try TextSegment(source: text)
        return try await database.read { try memory.exact([segment], pair, $0)[segment] }
    }

    func all() async throws -> [MemoryEntry] {
        let memory = memory
        return try await database.read { t in
            var all: [MemoryEntry] = []
            while case let page = try memory.page(after: all.last?.id, limit: 7, t), !page.isEmpty {
                all += page
            }
            return all
        }
    }

    func rebuild() async throws -> MemoryIndexReport {
        let memory = memory
        let draft = try await memory.indexDraft(database)
        return try await database.write { try memory.takeIndex(draft, $0) }
    }
}

/// The same numbers every time.
struct SeededNumbers {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
