import Inbox
import Logging
import People
import Store
import Wire

/// Fetches what came beside texts, after these were filed: a provider that keeps its pictures to
/// itself delays no word. Each picture is a row with a time to try it; a kill repeats an attempt.
public struct FetchMedia: Sendable {
    /// Waits before attempt 2, 3, …; after the last one it is told as not to be had.
    private static let waits: [Duration] = [
        .seconds(30), .seconds(120), .seconds(600), .seconds(3_600), .seconds(21_600),
    ]

    private let desk: Desk
    private let fetcher: MediaFetcher?
    private let log: Logger

    /// `fetcher`: For the provider that is set up; nil where none is.
    public init(_ desk: Desk, _ fetcher: MediaFetcher?, log: Logger) {
        self.desk = desk
        self.fetcher = fetcher
        self.log = log
    }

    /// Fetches one of those that are due.
    /// - Returns: False when none is.
    /// - Throws: ``StoreError``.
    public func fetchOne() async throws -> Bool {
        // Another worker may have the provider that this one lacks.
        guard let fetcher else { return false }
        let claimed = try await desk.database.write { t in
            try KeptMedia(desk.source).claim(of: fetcher.provider, t)
        }
        guard let claimed else { return false }
        let outcome = await fetcher.fetch(claimed.url)
        try await desk.database.write { t in try settle(claimed, outcome, t) }
        return true
    }

    /// Gives up what no worker has had the provider for in a week.
    /// - Throws: ``StoreError``.
    public func giveUp() async throws {
        let count = try await desk.database.write { t in try KeptMedia(desk.source).giveUp(t) }
        guard count > 0 else { return }
        log.notice("pictures of a provider that is gone", metadata: ["pictures": "\(count)"])
    }

    private func settle(
        _ claimed: ClaimedMedia, _ outcome: MediaOutcome, _ t: borrowing Transaction
    ) throws {
        let media = KeptMedia(desk.source)
        var metadata: Logger.Metadata = [
            "inbound": "\(claimed.inbound)", "position": "\(claimed.position)",
        ]
        switch outcome {
        case .fetched(let bytes):
            guard let type = MediaType.accepted(bytes) else {
                let why = "it is no picture, sound, film, PDF, business card or plain text"
                return try media.fail(claimed, because: why, next: nil, t)
            }
            try media.keep(bytes, as: type, for: claimed, t)
            return log.info("a picture is here", metadata: metadata)
        case .later(let why):
            let isLast = claimed.attempt > Self.waits.count
            let next = isLast ? nil : desk.source.now() + Self.waits[claimed.attempt - 1]
            try media.fail(claimed, because: why, next: next, t)
            metadata["reason"] = "\(why)"
        case .never(let why):
            try media.fail(claimed, because: why, next: nil, t)
            metadata["reason"] = "\(why)"
        }
        log.notice("a picture could not be fetched", metadata: metadata)
    }
}
