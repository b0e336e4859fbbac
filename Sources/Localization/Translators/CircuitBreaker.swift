import Store

/// Leaves a service alone that fails again and again, so that nobody waits for it in vain.
///
/// Closed, it lets everything through. A number of failures in a row opens it; when its wait is over
/// one try goes through, and its end closes it or opens it for twice as long.
/// Source: M. Nygard, Release It!, "Circuit Breaker".
struct CircuitBreaker: Sendable, Hashable {
    /// Failures in a row that open it.
    static let threshold = 5
    /// The first wait; each in a row is twice the one before.
    static let firstWait = Duration.seconds(30)
    static let longestWait = Duration.seconds(1_800)
    /// A try that never ends, because its program was cancelled, keeps nobody out for longer.
    static let trial = Duration.seconds(60)

    private var failures = 0
    private var openings = 0
    private(set) var openUntil: Instant?
    private var tryingUntil: Instant?

    /// Whether a request may go now; a try of an open one is noted.
    mutating func admits(now: Instant) -> Bool {
        guard let openUntil else { return true }
        guard now >= openUntil, tryingUntil.map({ now >= $0 }) ?? true else { return false }
        tryingUntil = now + Self.trial
        return true
    }

    /// A try that was let through did not take place: another may.
    mutating func released() { tryingUntil = nil }

    mutating func succeeded() { self = CircuitBreaker() }

    /// Counts a failure. `chance`: From 0 to 1, so that many programs do not come back at one moment.
    mutating func failed(now: Instant, chance: Double) {
        failures += 1
        let wasTrying = tryingUntil != nil
        tryingUntil = nil
        // Requests that were under way as it opened tell nothing new.
        guard wasTrying || openUntil == nil && failures >= Self.threshold else { return }
        let wait = min(Self.longestWait, Self.firstWait * (1 << min(openings, 8)))
        openings += 1
        openUntil = now + wait * (0.8 + 0.4 * chance)
    }

    /// Opens it at once, for a reason that a repetition cannot change.
    mutating func open(until: Instant) {
        openUntil = max(openUntil ?? until, until)
        tryingUntil = nil
    }

    /// What came back says nothing of the service's health, as a pair that it does not know.
    mutating func answered() {
        if tryingUntil != nil { self = CircuitBreaker() } else { failures = 0 }
    }
}
