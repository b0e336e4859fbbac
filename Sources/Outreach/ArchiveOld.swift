import Delivery
import Logging
import People
import Store

/// Archives what has ended long ago, a few rows at a time: each batch is a transaction of its own, so
/// that a kill leaves every row in one place or the other, and others write between two of them.
public struct ArchiveOld: Sendable {
    /// How often a worker does it.
    static let interval = Duration.seconds(86_400)
    /// A worker that starts has more urgent things to do.
    static let firstPause = Duration.seconds(600)
    /// Between two batches.
    static let breath = Duration.milliseconds(20)
    private let desk: Desk
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void

    /// Works at a desk.
    public init(
        _ desk: Desk, log: Logger, pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.log = log
        self.pause = pause
    }

    /// Archives once a day until it is cancelled.
    public func keepOn() async {
        guard desk.archiveAfterDays != nil else { return }
        await pause(Self.firstPause)
        while !Task.isCancelled {
            do {
                let moved = try await run()
                log.info(
                    "archived",
                    metadata: ["attempts": "\(moved.attempts)", "texts": "\(moved.texts)"])
            } catch {
                log.error("what is old was not archived", metadata: ["error": "\(error)"])
            }
            await pause(Self.interval)
        }
    }

    /// How much there is to archive now.
    /// - Throws: ``Refusal`` where nothing is ever archived.
    public func backlog() async throws -> Archive.Backlog {
        let archive = try archive()
        return try await desk.database.read { t in try archive.backlog(t) }
    }

    /// Archives all that is old enough, or as much as there is time for before it is cancelled.
    /// - Returns: How much.
    /// - Throws: ``Refusal`` where nothing is ever archived; what was moved before a failure stays
    ///   moved, and the next run goes on.
    public func run() async throws -> Archive.Backlog {
        let (archive, source) = (try archive(), desk.source)
        var moved = Archive.Backlog()
        var attempts: Archive.Step<OutboundID>?
        while attempts?.isLast != true, !Task.isCancelled {
            let step = try await desk.database.write { [last = attempts?.last] t in
                try archive.moveAttempts(after: last, t)
            }
            moved.attempts += step.moved
            attempts = step
            await pause(Self.breath)
        }
        var texts: Archive.Step<SendID>?
        while texts?.isLast != true, !Task.isCancelled {
            let step = try await desk.database.write { [last = texts?.last] t in
                try archive.moveTexts(after: last, now: source.now(), t)
            }
            moved.texts += step.moved
            texts = step
            await pause(Self.breath)
        }
        return moved
    }

    private func archive() throws(Refusal) -> Archive {
        guard let days = desk.archiveAfterDays else {
            throw Refusal(
                "Nothing is archived: storage.archive_after_days is 0. Set it to a number of days.")
        }
        return Archive(before: desk.source.now() - .seconds(days * 86_400))
    }
}
