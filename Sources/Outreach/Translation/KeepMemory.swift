import Foundation
import Localization
import MessageFormat
import People
import Store
import Wire

/// Brings translations into the organisation's memory, takes them out, and orders it anew.
public struct KeepMemory: Sendable {
    private let desk: Desk
    private var memory: TranslationMemory { TranslationMemory(desk.source) }

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What importing a TMX file would do; nothing is changed.
    /// - Throws: ``Refusal`` for who may not, or a file that can't be read.
    public func difference(
        _ file: URL, reviewedBy reviewer: String?, by handle: String
    ) async throws -> TMXImportReport {
        let memory = memory
        return try await reading(file) {
            try await desk.database.read { t in
                _ = try Acting().staff(handle, to: .manage, t)
                return try TMXImport(memory, reviewedBy: reviewer).difference(
                    TMXReader(try XMLReader(file: file)), t)
            }
        }
    }

    /// Imports a TMX file, whole or not at all; units that can't be taken are counted and told.
    /// - Throws: ``Refusal`` for who may not, or a file that can't be read.
    public func apply(
        _ file: URL, reviewedBy reviewer: String?, by handle: String
    ) async throws -> TMXImportReport {
        let (memory, audit) = (memory, desk.audit)
        return try await reading(file) {
            try await desk.database.write { t in
                let staff = try Acting().staff(handle, to: .manage, t)
                let report = try TMXImport(memory, reviewedBy: reviewer).apply(
                    TMXReader(try XMLReader(file: file)), t)
                try audit.record(
                    "memory.import", by: staff.id, on: ("memory", "all"),
                    details: [
                        "added": String(report.receipt.added),
                        "raised": String(report.receipt.raised),
                        "replaced": String(report.receipt.replaced),
                        "refused": String(report.refused),
                        "vouched": String(reviewer != nil),
                    ], t)
                return report
            }
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

    /// Builds the index of similar sentences from the start.
    public func rebuild(by handle: String) async throws -> MemoryIndexReport {
        let (memory, audit) = (memory, desk.audit)
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .manage, t)
            let report = try memory.rebuildIndex(t)
            try audit.record(
                "memory.rebuild", by: staff.id, on: ("memory", "all"),
                details: ["segments": String(report.segments)], t)
            return report
        }
    }

    /// Writes the memory as TMX, a page at a time.
    ///
    /// `write`: Takes each piece of the file in turn.
    /// - Returns: How many translations were written.
    public func export(
        _ pair: LanguagePair?, program: String, write: (String) throws -> Void
    ) async throws -> Int {
        let memory = memory
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

    private func reading(
        _ file: URL, _ body: () async throws -> TMXImportReport
    ) async throws -> TMXImportReport {
        do {
            return try await body()
        } catch let problem as TMXProblem {
            throw Refusal(
                "\(file.lastPathComponent) was not imported; nothing was changed. \(problem)")
        } catch let error as CocoaError {
            throw Refusal(
                "The file \(file.lastPathComponent) can't be read: \(error.localizedDescription)")
        }
    }
}
