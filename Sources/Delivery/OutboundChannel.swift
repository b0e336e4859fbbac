import People

/// A way to reach families. A new one is one type and a line in the worker's list.
public protocol OutboundChannel: Sendable {
    /// What it carries.
    var channel: Channel { get }

    /// How many attempts it can have under way at once, such as connections.
    var places: Int { get }

    /// Whether a message that may have left already can be sent once more without harm, because its
    /// receiver knows a repetition.
    var repeatsSafely: Bool { get }

    /// Encodes a claimed message and tries to hand it over, once.
    ///
    /// The message's state is on disk before and is written after; nothing is kept here.
    func attempt(_ message: ClaimedMessage) async -> AttemptVerdict
}
