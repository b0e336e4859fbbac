import Dispatch
import Synchronization

/// Tells a listener that the database may have changed: a hint that saves waiting, never the only
/// way to learn of work. Changes that follow closely are told once.
public typealias ChangeFeed = AsyncStream<Void>

extension ChangeFeed {
    /// A feed that keeps one hint for a listener who is busy, with the end that gives them.
    static func hints() -> (feed: ChangeFeed, source: Continuation) {
        let (feed, source) = makeStream(bufferingPolicy: .bufferingNewest(1))
        return (feed, source)
    }
}

/// Looks again and again, on a queue of its own, until the listener goes.
///
/// Unchecked because `look` runs on `queue` alone.
final class RepeatedLook: @unchecked Sendable {
    private let queue = DispatchQueue(label: "parley.changes")
    private let timer: any DispatchSourceTimer

    /// `look`: Says whether something has changed since it was called last.
    init(
        every interval: Duration, to source: ChangeFeed.Continuation,
        _ look: @escaping () -> Bool, end: @escaping () -> Void
    ) {
        timer = DispatchSource.makeTimerSource(queue: queue)
        let milliseconds = Int(interval.milliseconds)
        timer.schedule(
            deadline: .now(), repeating: .milliseconds(milliseconds),
            leeway: .milliseconds(milliseconds / 4))
        timer.setEventHandler { if look() { source.yield() } }
        timer.setCancelHandler(handler: end)
        source.onTermination = { _ in self.timer.cancel() }
        timer.resume()
    }
}
