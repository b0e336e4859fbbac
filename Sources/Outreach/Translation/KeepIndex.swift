import Localization
import Logging
import Store

/// Orders the memory's index anew once a day where it has grown stale, so that nobody has to know
/// that there is one.
public struct KeepIndex: Sendable {
    /// How often a worker looks.
    static let interval = Duration.seconds(86_400)
    /// A worker that starts has more urgent things to do.
    static let firstPause = Duration.seconds(900)

    private let desk: Desk
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void

    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, log: Logger, pause: @escaping @Sendable (Duration) async -> Void
    ) {
        (self.desk, self.log, self.pause) = (desk, log, pause)
    }

    /// Looks once a day until it is cancelled.
    public func keepOn() async {
        await pause(Self.firstPause)
        while !Task.isCancelled {
            do {
                if let report = try await run() {
                    log.info(
                        "the memory's index was built anew",
                        metadata: ["sentences": "\(report.segments)"])
                }
            } catch is CancellationError {
                return
            } catch {
                log.error(
                    "the memory's index was not built anew; searches are right, only slower",
                    metadata: ["error": "\(error)"])
            }
            await pause(Self.interval)
        }
    }

    /// Builds the index anew if it is stale.
    ///
    /// Two workers may both read the sentences; the second finds the index in order, and leaves it.
    /// - Returns: What it holds; nil where nothing was to do.
    public func run() async throws -> MemoryIndexReport? {
        let memory = TranslationMemory(desk.source)
        let isStale = try await desk.database.read { t in try memory.indexIsStale(t) }
        guard isStale else { return nil }
        let draft = try await memory.indexDraft(desk.database)
        return try await desk.database.write { t in
            guard try memory.indexIsStale(t) else { return nil }
            let report = try memory.takeIndex(draft, t)
            try desk.audit.record(
                "memory.rebuild", by: nil, on: ("memory", "all"),
                details: ["segments": String(report.segments)], t)
            return report
        }
    }
}
