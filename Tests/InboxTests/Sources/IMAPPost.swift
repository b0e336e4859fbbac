import Engines
import Foundation
import People
import Store
import Synchronization
import Testing
import Wire

@testable import Inbox

/// A folder on a mail server, a watch over it, and a database to keep in.
struct IMAPPost: Sendable {
    let fixture: KeepingFixture
    let told = Told()
    var folder: IMAPFolder
    var largest = 1 << 20

    /// What a watch told.
    final class Told: Sendable {
        private let events = Mutex<[SourceEvent]>([])
        var all: [SourceEvent] { events.withLock { $0 } }
        var problems: [String] {
            all.compactMap { if case .problem(let sentence) = $0 { sentence } else { nil } }
        }
        var kept: Int { all.count { if case .kept = $0 { true } else { false } } }
        var repeated: Int { all.count { if case .repeated = $0 { true } else { false } } }
        func add(_ event: SourceEvent) { events.withLock { $0.append(event) } }
    }

    init(_ engine: Engine, _ folder: IMAPFolder) async throws {
        fixture = try await KeepingFixture(engine)
        self.folder = folder
    }

    init(
        _ engine: Engine, _ server: ScriptedMailbox, after: IMAPFolder.After? = nil
    ) async throws {
        let target = try #require(IMAPFolderName("Parley"))
        try await self.init(
            engine,
            IMAPFolder(
                server.endpoint, try #require(IMAPFolderName("INBOX")),
                after: after ?? .move(target)))
    }

    /// A source as a new start of the program has it.
    func source() -> IMAPSource {
        IMAPSource(
            folder, largest: largest,
            memory: IMAPMemory(fixture.database, fixture.clock.source, folder: folder),
            now: { fixture.clock.now })
    }

    /// Looks so many times with one source, and lets the time between two looks pass.
    func watch(
        looks: Int = 1, every rest: Duration = .seconds(15), with source: IMAPSource? = nil,
        between: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async {
        let source = source ?? self.source()
        let count = Mutex(0)
        let watch = SourceWatch(
            source, every: rest, keep: { try await fixture.keep($0) },
            pause: { rest in
                fixture.clock.advance(rest)
                let seen = count.withLock { number in
                    number += 1
                    return number
                }
                await between(seen)
                if seen >= looks { withUnsafeCurrentTask { $0?.cancel() } }
            }, tell: { told.add($0) })
        await Task { await watch.run() }.value
        await source.close()
    }

    func rows() async throws -> Int {
        try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound")
    }

    func notes() async throws -> Int {
        try await fixture.school.count("SELECT COUNT(*) AS n FROM imap_notes")
    }
}
