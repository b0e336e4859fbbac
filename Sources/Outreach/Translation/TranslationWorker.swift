import Localization
import Logging
import People
import Store

/// Translates what is wanted, and sends what has waited for it. Killed at any moment it loses
/// nothing: a draft that it held is taken by another when its lease ends.
public struct TranslationWorker: Sendable {
    private static let rest = Duration.seconds(2)
    private let desk: Desk
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void

    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, log: Logger,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.log = log
        self.pause = pause
    }

    /// Works until it is cancelled. However long services take, what has waited for long enough goes.
    public func keepOn() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await repeated { await draftDue() } }
            group.addTask { await repeated { await releaseDue() } }
        }
    }

    /// Does what is due now.
    public func runDue() async {
        await draftDue()
        await releaseDue()
    }

    private func repeated(_ round: () async -> Void) async {
        while !Task.isCancelled {
            await round()
            await pause(Self.rest)
        }
    }

    private func draftDue() async {
        do {
            while !Task.isCancelled, try await workOnce() {}
        } catch {
            log.error("words were not translated", metadata: ["error": "\(error)"])
        }
    }

    private func releaseDue() async {
        do {
            try await ReleaseWaiting(desk, log: log).releaseDue()
        } catch {
            log.error("what waits was not looked at", metadata: ["error": "\(error)"])
        }
    }

    /// Works on one draft that is named, and sends what waits for it: for who wants to see it now.
    public func work(on draft: DraftID) async throws {
        _ = try await workOnce(draft)
        try await ReleaseWaiting(desk, log: log).release(for: draft)
    }

    /// Works on one draft.
    /// - Returns: Whether there was one.
    private func workOnce(_ id: DraftID? = nil) async throws -> Bool {
        guard try await desk.database.read({ t in try desk.drafts.isAnyDue(t) }) else {
            return false
        }
        let (drafts, lease) = (desk.drafts, desk.translating.lease)
        let taken = try await desk.database.write { t in try drafts.take(id, lease: lease, t) }
        guard let taken else { return false }
        do {
            _ = try await DraftWork(desk).work(taken)
        } catch {
            log.error(
                "a draft could not be made",
                metadata: ["draft": "\(taken.draft.id)", "error": "\(error)"])
            // It is tried again, ever later: what stands in the way may be of this draft alone.
            let due = desk.source.now() + .seconds(60 << min(taken.attempt, 6))
            try await desk.database.write { t in try drafts.putOff(taken, until: due, t) }
        }
        return true
    }
}
