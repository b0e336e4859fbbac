import Store

/// When a message that was refused for now is tried again.
public struct RetrySchedule: Sendable {
    /// Waits before attempt 2, 3, …; after the last one the message fails.
    public var steps: [Duration]

    /// Five minutes to three hours, over about two days (RFC 5321 §4.5.4.1 asks for patience; a
    /// dated notice expires by its own date before that).
    public init(
        steps: [Duration] = [.seconds(60), .seconds(300), .seconds(900), .seconds(1_800)]
            + Array(repeating: .seconds(3_600), count: 4)
            + Array(repeating: .seconds(10_800), count: 14)
    ) {
        self.steps = steps
    }

    /// The next try.
    /// `chance`: 0 up to 1; spreads the tries by a fifth to each side.
    /// - Returns: Nil when the schedule has ended.
    public func next(after attempt: Int, now: Instant, chance: Double) -> Instant? {
        guard steps.indices.contains(attempt - 1) else { return nil }
        return now + steps[attempt - 1] * (0.8 + 0.4 * chance)
    }
}
