import Localization
import Store

/// The memory, open to somebody who may search it.
public struct MemorySearch: Sendable {
    let database: any Database
    let memory: TranslationMemory

    /// Translations of similar sentences, best first.
    ///
    /// `score`: The lowest, 0.75 to 1. `limit`: How many at most.
    public func similar(
        to segment: TextSegment, _ pair: LanguagePair, atLeast score: Double = 0.75,
        limit: Int = 5
    ) async throws -> [MemoryMatch] {
        try await database.read { t in
            try memory.similar(to: segment, pair, atLeast: score, limit: limit, t)
        }
    }
}
