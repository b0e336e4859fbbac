import Delivery
import Synchronization

/// What a ``SendingLoop`` should know and has not looked at yet.
final class News: Sendable {
    struct Content {
        /// What was known of the outbox is not to be believed any more.
        var hasChanged = false
        /// Lanes whose servers have asked for a pause. That is on disk now, and what waits for them
        /// need not be tried.
        var shut: Set<Lane> = []
        /// Outcomes are on disk: a text to the same number may go now.
        var hasWritten = false
    }

    private let content = Mutex(Content())

    /// Something was put in the outbox.
    func note() { content.withLock { $0.hasChanged = true } }

    /// Outcomes were written.
    func note(_ group: [(ClaimedMessage, AttemptVerdict)]) {
        content.withLock { content in
            content.hasWritten = true
            for (message, verdict) in group where verdict.course == .later(.throttled) {
                content.shut.insert(message.lane)
            }
            // Then the channel may be shut as well.
            if !content.shut.isEmpty || group.allSatisfy(\.1.isUnreached) {
                content.hasChanged = true
            }
        }
    }

    var isThere: Bool { content.withLock { $0.hasChanged || $0.hasWritten } }

    func take() -> Content {
        content.withLock { content in
            defer { content = Content() }
            return content
        }
    }
}
