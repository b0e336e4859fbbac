import People
import Wire

/// A way to reach families. A new one is one type and a line in the worker's list.
public protocol OutboundChannel: Sendable {
    /// What it carries.
    var channel: Channel { get }

    /// How many attempts it can have under way at once, such as connections.
    var places: Int { get }

    /// Whether a message that may have left already can be sent once more without harm, because its
    /// receiver knows a repetition.
    var repeatsSafely: Bool { get }

    /// Encodes a claimed message and begins to hand it over, once.
    ///
    /// The message's state is on disk before and is written after; nothing is kept here.
    /// - Parameters:
    ///   - message: The message.
    ///   - cancellation: The worker's: it ends an attempt as soon as that can be done cleanly.
    ///   - ended: Called once with the verdict, on whatever thread the attempt ends: what it does
    ///     must be short.
    /// - Returns: The verdict, when it is known without asking anybody; then `ended` isn't called.
    func begin(
        _ message: ClaimedMessage, _ cancellation: Cancellation,
        ended: @escaping @Sendable (AttemptVerdict) -> Void
    ) -> AttemptVerdict?
}

/// A channel whose attempts are awaited, each in a task of its own: for those whose answers take
/// so long that a task costs nothing beside them.
public protocol AwaitedChannel: OutboundChannel {
    /// Encodes a claimed message and tries to hand it over, once. Cancelling the task ends it as
    /// soon as that can be done cleanly.
    func attempt(_ message: ClaimedMessage) async -> AttemptVerdict
}

extension AwaitedChannel {
    /// An attempt in a task.
    public func begin(
        _ message: ClaimedMessage, _ cancellation: Cancellation,
        ended: @escaping @Sendable (AttemptVerdict) -> Void
    ) -> AttemptVerdict? {
        let task = Task {
            let verdict = await attempt(message)
            cancellation.forget(message)
            ended(verdict)
        }
        cancellation.onCancel(of: message) { task.cancel() }
        return nil
    }
}
