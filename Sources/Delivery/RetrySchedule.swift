import Store

/// When a message that was refused for now is tried again, by the class of the refusal.
public struct RetrySchedule: Sendable {
    /// Waits before attempt 2, 3, … of each class; after the last one the message fails. A message
    /// counts its attempts over all classes, so lists of equal length serve it best.
    public var steps: [RetryClass: [Duration]]

    /// One to four days of patience by class (RFC 5321 §4.5.4.1 asks for it; a dated notice expires
    /// by its own date before that). Every class has as many steps as the others.
    public init() {
        steps = [
            .transient: Self.minutes([1, 5, 15, 30], then: 60, times: 4, then: 180, times: 14),
            // A server that counts by the hour wants the first hour spread out.
            .throttled: Self.minutes([5, 10, 20, 30], then: 60, times: 8, then: 120, times: 10),
            // Reputation and lists change by the hour or the day: haste makes them worse.
            .policy: Self.minutes([15, 30, 60, 120], then: 240, times: 18),
            // Often enough that mended settings are noticed the same morning.
            .ours: Self.minutes([5, 15, 30], then: 60, times: 9, then: 180, times: 10),
        ]
    }

    /// The same waits for every class.
    public init(steps: [Duration]) {
        self.steps = Dictionary(uniqueKeysWithValues: RetryClass.allCases.map { ($0, steps) })
    }

    /// The next try.
    /// `kind`: The class of the last refusal.
    /// `chance`: 0 up to 1; spreads the tries by a fifth to each side.
    /// - Returns: Nil when the schedule has ended.
    public func next(
        after attempt: Int, of kind: RetryClass, now: Instant, chance: Double
    ) -> Instant? {
        guard let waits = steps[kind], waits.indices.contains(attempt - 1) else { return nil }
        return now + waits[attempt - 1] * (0.8 + 0.4 * chance)
    }

    private static func minutes(
        _ first: [Int], then second: Int, times: Int, then third: Int = 0, times more: Int = 0
    ) -> [Duration] {
        (first + Array(repeating: second, count: times) + Array(repeating: third, count: more))
            .map { .seconds($0 * 60) }
    }
}
