import Inbox
import Logging
import Store

/// Looks after what of texts waits for its time: parts whose others did not come, and pictures.
public struct TextRounds: Sendable {
    private let desk: Desk
    private let media: FetchMedia
    private let rest: Duration
    private let pause: @Sendable (Duration) async -> Void
    private let log: Logger

    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, _ media: FetchMedia, rest: Duration = .seconds(2), log: Logger,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.media = media
        self.rest = rest
        self.log = log
        self.pause = pause
    }

    /// Makes rounds until it is cancelled.
    public func keepOn() async {
        while !Task.isCancelled {
            await round()
            await pause(rest)
        }
    }

    /// Does all that is due now.
    public func round() async {
        do {
            try await release()
            // A picture may take its time; no word waits for it.
            while !Task.isCancelled, try await media.fetchOne() { try await release() }
            // After all that this worker can fetch itself, however long none was at work.
            if !Task.isCancelled { try await media.giveUp() }
        } catch {
            log.error("what waits with texts can't be looked at", metadata: ["error": "\(error)"])
        }
    }

    /// Hands texts that have waited long enough for their parts to the readers.
    /// - Throws: ``StoreError``.
    public func release() async throws {
        let count = try await desk.database.write { t in try WaitingParts(desk.source).release(t) }
        guard count > 0 else { return }
        log.notice("parts of texts did not come", metadata: ["texts": "\(count)"])
    }
}
