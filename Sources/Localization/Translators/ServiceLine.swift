import Store
import Synchronization

/// One service of the settings, and how it has behaved since this program started.
final class ServiceLine: Sendable {
    let service: TranslatorSettings.Service
    let translator: any Translator
    private let source: ClockAndChance
    private let breaker = Mutex(CircuitBreaker())

    init(
        _ service: TranslatorSettings.Service, _ translator: any Translator,
        _ source: ClockAndChance
    ) {
        self.service = service
        self.translator = translator
        self.source = source
    }

    var name: String { service.name }

    /// Until when it is left alone; nil when it may be asked.
    var openUntil: Instant? {
        let now = source.now()
        return breaker.withLock { $0.openUntil.flatMap { $0 > now ? $0 : nil } }
    }

    /// Why a request may not go now; nil when it may.
    func refusal() -> TranslatorFailure? {
        let now = source.now()
        guard !breaker.withLock({ $0.admits(now: now) }) else { return nil }
        return TranslatorFailure(
            .paused, "It failed before, and is left alone until \(openUntil ?? now).",
            service: name)
    }

    /// A try that was let through did not take place.
    func released() { breaker.withLock { $0.released() } }

    func succeeded() { breaker.withLock { $0.succeeded() } }

    /// Leaves it alone until a moment.
    func pause(until: Instant) { breaker.withLock { $0.open(until: until) } }

    /// Learns from a failure.
    /// - Returns: Until when the provider itself wants to be left alone, worth keeping.
    func learn(from failure: TranslatorFailure, patience: Duration) -> Instant? {
        let (now, chance) = (source.now(), source.fraction())
        switch failure.kind {
        case .quota:
            let until = failure.retryAfter.map { now + $0 } ?? MonthlyBudget.end(of: now)
            pause(until: until)
            return until
        case .rate:
            guard let wait = failure.retryAfter, wait > patience else { break }
            pause(until: now + wait)
            return now + wait
        case .key: pause(until: now + CircuitBreaker.longestWait)
        case _ where failure.countsAgainstService:
            breaker.withLock { $0.failed(now: now, chance: chance) }
        default: breaker.withLock { $0.answered() }
        }
        return nil
    }
}
