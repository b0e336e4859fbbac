import Engines
import Store
import Testing

@testable import Localization

@Suite struct CircuitBreakerTests {
    private let start = Instant(milliseconds: 1_000_000)

    @Test func `it opens after five failures in a row, and each wait is twice the last`() {
        var breaker = CircuitBreaker()
        var now = start
        for _ in 0..<4 { breaker.failed(now: now, chance: 0.5) }
        let admitted1 = breaker.admits(now: now)
        #expect(admitted1)
        breaker.failed(now: now, chance: 0.5)
        for wait in [30, 60, 120, 240, 480, 960, 1_800, 1_800] {
            let admitted2 = breaker.admits(now: now + .seconds(wait) - .milliseconds(1))
            #expect(!admitted2)
            now = now + .seconds(wait)
            let admitted3 = breaker.admits(now: now)
            #expect(admitted3)
            breaker.failed(now: now, chance: 0.5)
        }
    }

    @Test func `one try goes through at a time, and its success closes it`() {
        var breaker = CircuitBreaker()
        for _ in 0..<5 { breaker.failed(now: start, chance: 0.5) }
        let later = start + .seconds(31)
        let admitted4 = breaker.admits(now: later)
        #expect(admitted4)
        let admitted5 = breaker.admits(now: later)
        #expect(!admitted5)
        let admitted6 = breaker.admits(now: later + CircuitBreaker.trial)
        #expect(admitted6)
        breaker.succeeded()
        #expect(breaker == CircuitBreaker())
    }

    @Test func `a success between failures counts them anew`() {
        var breaker = CircuitBreaker()
        for _ in 0..<20 {
            for _ in 0..<4 { breaker.failed(now: start, chance: 0) }
            breaker.succeeded()
        }
        let admitted7 = breaker.admits(now: start)
        #expect(admitted7)
    }

    @Test func `failures of what was under way as it opened do not lengthen the wait`() {
        var breaker = CircuitBreaker()
        for _ in 0..<12 { breaker.failed(now: start, chance: 0.5) }
        let admitted8 = breaker.admits(now: start + .seconds(30))
        #expect(admitted8)
    }

    /// Retry-After, at 2026-11-23T15:00:00Z, and the seconds that it means.
    @Test(
        arguments: [
            ("120", 120), ("0", 0), ("-1", nil), ("99999999", nil), ("soon", nil), ("", nil),
            ("1.5", nil), ("Mon, 23 Nov 2026 15:01:00 GMT", 60),
            ("Mon, 23 Nov 2026 14:59:00 GMT", nil),
        ] as [(String, Int?)])
    func `a provider's wish to be left alone is read in both forms`(
        _ value: String, _ seconds: Int?
    ) {
        let found = RetryAfter.read([("retry-AFTER", value)], now: FixedClock().now)
        #expect(found == seconds.map { .seconds($0) })
    }

    @Test(arguments: [
        (TranslatorFailure.Kind.unreachable, 200), (.silent, 200), (.busy, 500), (.rate, 1_000),
    ])
    func `waits double by class, spread by chance, within patience`(
        _ kind: TranslatorFailure.Kind, _ first: Int
    ) {
        let failure = TranslatorFailure(kind, "")
        let wait = { (attempt: Int, chance: Double) in
            RetryWait.after(failure, attempt: attempt, left: .seconds(15), chance: chance)
        }
        #expect(wait(1, 0) == .milliseconds(first) * 0.5)
        #expect(wait(1, 0.5) == .milliseconds(first))
        #expect(wait(3, 0.5) == .milliseconds(first * 4))
        #expect(wait(4, 0.5) == nil)
        #expect(
            RetryWait.after(failure, attempt: 1, left: .milliseconds(first), chance: 0.5) == nil)
    }

    @Test func `what a repetition cannot change is not repeated`() {
        for kind in [TranslatorFailure.Kind.key, .quota, .request, .pair, .malformed, .tooLarge] {
            let failure = TranslatorFailure(kind, "", retryAfter: .seconds(1))
            #expect(
                RetryWait.after(failure, attempt: 1, left: .seconds(15), chance: 0.5) == nil)
        }
    }
}
