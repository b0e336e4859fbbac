import Crypto
import Foundation
import Localization
import People
import Store
import Wire

/// Imports a file into the organisation's memory: shown first, then taken a portion at a time.
///
/// The file is read to its end before anything is kept, so one that breaks off changes nothing.
/// Then each portion is one short transaction together with how far the import has come. Whoever is
/// interrupted runs the same command again, which goes on there; what a run would keep twice it
/// knows already.
public struct ImportMemory: Sendable {
    /// How a file is to be taken.
    public struct Terms: Sendable {
        /// Whom the operator vouches for; nil for nobody.
        public var reviewer: String?
        /// Whether what is doubtful is taken as well.
        public var withDoubts = false

        /// Nobody vouches, and nothing doubtful is taken, unless said.
        public init(reviewer: String? = nil, withDoubts: Bool = false) {
            (self.reviewer, self.withDoubts) = (reviewer, withDoubts)
        }
    }

    /// Translations in a transaction: a fifth of a second.
    private static let portion = 5_000
    /// Between two portions, so that SQLite's other writers get their turn.
    private static let breath = Duration.milliseconds(20)

    private let desk: Desk
    private let pause: @Sendable (Duration) async -> Void
    private var memory: TranslationMemory { TranslationMemory(desk.source) }

    /// Works at a desk. `pause`: Waits.
    public init(_ desk: Desk, pause: @escaping @Sendable (Duration) async -> Void) {
        (self.desk, self.pause) = (desk, pause)
    }

    /// What importing a TMX file would do; nothing is changed.
    /// - Throws: ``Refusal`` for who may not, or a file that can't be read.
    public func difference(
        _ file: URL, _ terms: Terms, by handle: String
    ) async throws -> TMXImportReport {
        try await reading(file) {
            let importer = try await importer(terms, by: handle).importer
            return try await desk.database.read { t in
                try importer.difference(TMXReader(try XMLReader(file: file)), t)
            }
        }
    }

    /// Imports a TMX file; what can't be taken is counted and told.
    /// - Throws: ``Refusal`` for who may not, a file that can't be read, or one that somebody else
    ///   is importing at this moment.
    public func apply(
        _ file: URL, _ terms: Terms, by handle: String
    ) async throws -> TMXImportReport {
        try await reading(file) {
            let (importer, staff) = try await importer(terms, by: handle)
            let count = try Self.count(TMXReader(try XMLReader(file: file)))
            let digest = try Self.digest(of: file, terms)
            let (name, desk) = (file.lastPathComponent, desk)
            var report = try await take(
                file, digest, importer, isIndexed: count <= TMXImport.indexedAtOnce
            ) { t in
                // What is kept before an interruption has somebody who answers for it, too.
                try desk.audit.record(
                    "memory.import-begin", by: staff.id, on: ("memory", "all"),
                    details: [
                        "file": String(name.prefix(100)),
                        "withDoubts": String(terms.withDoubts),
                        "vouched": String(terms.reviewer != nil),
                    ], t)
            }
            if try await desk.database.read({ t in try memory.indexIsStale(t) }) {
                let draft = try await memory.indexDraft(desk.database)
                _ = try await desk.database.write { t in try memory.takeIndex(draft, t) }
            }
            report.receipt = try await desk.database.write { [report] t in
                let kept = try MemoryImports().find(digest, t)?.receipt ?? report.receipt
                try MemoryImports().end(digest, t)
                try desk.audit.record(
                    "memory.import", by: staff.id, on: ("memory", "all"),
                    details: [
                        "added": String(kept.added), "raised": String(kept.raised),
                        "replaced": String(kept.replaced), "refused": String(report.refused),
                        "overfull": String(kept.refused),
                        "doubtful": String(report.doubtful),
                        "withDoubts": String(terms.withDoubts),
                        "vouched": String(terms.reviewer != nil),
                    ], t)
                return kept
            }
            return report
        }
    }

    /// Portion after portion. What a run before this one has kept is judged for the report alone.
    ///
    /// `onRecord`: Notes that it begins, or goes on, before anything is kept.
    private func take(
        _ file: URL, _ digest: String, _ importer: TMXImport, isIndexed: Bool,
        onRecord: @escaping @Sendable (borrowing Transaction) throws -> Void
    ) async throws -> TMXImportReport {
        let (imports, source) = (MemoryImports(), desk.source)
        let kept = try await desk.database.write { t in
            try imports.begin(digest, name: file.lastPathComponent, at: source.now(), t)
            try onRecord(t)
            return try imports.find(digest, t)?.done ?? 0
        }
        let reader = TMXReader(try XMLReader(file: file))
        var report = TMXImportReport()
        var done = 0
        while done < kept,
            let portion = try importer.portion(
                reader, limit: min(Self.portion, kept - done))
        {
            report += portion.report
            done += portion.size
        }
        while let portion = try importer.portion(reader, limit: Self.portion) {
            try Task.checkCancellation()
            var own = portion.report
            own.receipt = try await desk.database.write { [done] t in
                let receipt = try importer.keep(
                    portion, behind: done, indexing: isIndexed, t)
                guard
                    try imports.advance(
                        digest, from: done, by: portion.size, receipt, at: source.now(), t)
                else {
                    throw Refusal(
                        "Somebody else imports this file at this moment. Wait for that to end.")
                }
                return receipt
            }
            report += own
            done += portion.size
            await pause(Self.breath)
        }
        return report
    }

    private func importer(
        _ terms: Terms, by handle: String
    ) async throws -> (importer: TMXImport, staff: StaffMember) {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .manage, t)
            let doubts = try MemoryDoubts(desk, staff, t)
            let importer = TMXImport(
                memory, reviewedBy: terms.reviewer, withDoubts: terms.withDoubts,
                judge: { doubts.doubts($0) })
            return (importer, staff)
        }
    }

    /// How many translations there are, to the end: a file that can't be read throws here.
    private static func count(_ reader: TMXReader) throws -> Int {
        var count = 0
        while let item = try reader.next() { if case .unit = item { count += 1 } }
        return count
    }

    private static func digest(of file: URL, _ terms: Terms) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var hash = SHA256()
        while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
            hash.update(data: bytes)
        }
        hash.update(data: Data("\0\(terms.reviewer ?? "")\0\(terms.withDoubts)".utf8))
        return Base32.encode(hash.finalize())
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
