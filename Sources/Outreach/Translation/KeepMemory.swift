import Foundation
import Localization
import MessageFormat
import People
import Store
import Wire

/// Looks into the organisation's memory, takes translations out, and orders it anew.
public struct KeepMemory: Sendable {
    private let desk: Desk
    private var memory: TranslationMemory { TranslationMemory(desk.source) }

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens the memory for searches, of which the audit trail has one line and no words.
    /// - Throws: ``Refusal`` for who may not.
    public func search(by handle: String) async throws -> MemorySearch {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try desk.audit.record("memory.search", by: staff.id, on: ("memory", "all"), t)
        }
        return MemorySearch(database: desk.database, memory: memory)
    }

    /// How many translations there are, by pair, then standing.
    /// - Throws: ``Refusal`` for who may not.
    public func statistics(by handle: String) async throws -> [MemoryStatistics] {
        try await desk.database.read { t in
            _ = try Acting().staff(handle, to: .review, t)
            return try memory.statistics(t)
        }
    }

    /// Takes a translation out.
    /// - Throws: ``Refusal`` for who may not, or an id that there is not.
    public func remove(_ id: MemoryEntryID, by handle: String) async throws {
        let (memory, audit) = (memory, desk.audit)
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .manage, t)
            guard try memory.remove(id, t) else {
                throw Refusal(
                    "The memory has no translation \(id). `parley translate memory search` shows ids."
                )
            }
            try audit.record("memory.remove", by: staff.id, on: ("memory", id.text), t)
        }
    }

    /// Imports that were interrupted and would go on if they were run again, the newest first.
    /// - Throws: ``Refusal`` for who may not.
    public func unfinished(by handle: String) async throws -> [MemoryImports.Unfinished] {
        try await desk.database.read { t in
            _ = try Acting().staff(handle, to: .review, t)
            return try MemoryImports().unfinished(t)
        }
    }

    /// Builds the index of similar sentences from the start; others may write until it is put in
    /// the place of the old one.
    /// - Throws: ``Refusal`` for who may not.
    public func rebuild(by handle: String) async throws -> MemoryIndexReport {
        let (memory, audit) = (memory, desk.audit)
        let staff = try await desk.database.read { t in
            try Acting().staff(handle, to: .manage, t)
        }
        let draft = try await memory.indexDraft(desk.database)
        return try await desk.database.write { t in
            let report = try memory.takeIndex(draft, t)
            try audit.record(
                "memory.rebuild", by: staff.id, on: ("memory", "all"),
                details: ["segments": String(report.segments)], t)
            return report
        }
    }

    /// Writes the memory as TMX, a page at a time.
    ///
    /// It is on record before the first page is read.
    /// `write`: Takes each piece of the file in turn.
    /// - Returns: How many translations were written.
    /// - Throws: ``Refusal`` for who may not.
    public func export(
        _ pair: LanguagePair?, program: String, by handle: String,
        write: (String) throws -> Void
    ) async throws -> Int {
        let memory = memory
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try desk.audit.record(
                "memory.export", by: staff.id, on: ("memory", "all"),
                details: ["pair": pair?.description ?? "all"], t)
        }
        var writer = TMXWriter(source: pair?.source.text, program: program)
        var last: MemoryEntryID?
        var count = 0
        while true {
            let behind = last
            let page = try await desk.database.read { try memory.page(after: behind, pair, $0) }
            for entry in page { writer.write(entry) }
            try write(writer.take())
            count += page.count
            guard let end = page.last else { break }
            last = end.id
        }
        writer.end()
        try write(writer.take())
        return count
    }
}
