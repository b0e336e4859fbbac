import Store
import Synchronization

/// A clock that a test sets, and chance that is the same in every run.
///
/// The clock stands still until ``advance(_:)``; any number of tasks may ask it.
public final class FixedClock: Sendable {
    private struct State {
        var now: Instant
        var seed: UInt64
    }

    private let state: Mutex<State>

    /// Monday, 23 November 2026, 15:00 UTC, unless a test says otherwise.
    /// `seed`: Two clocks of one seed give the same ids.
    public init(_ now: Instant = Instant(milliseconds: 1_795_446_000_000), seed: UInt64 = 1) {
        state = Mutex(State(now: now, seed: seed))
    }

    /// The present moment.
    public var now: Instant { state.withLock { $0.now } }

    /// Lets time pass.
    public func advance(_ duration: Duration) {
        state.withLock { $0.now = $0.now + duration }
    }

    /// What the code under test takes its time and ids from.
    public var source: ClockAndChance {
        ClockAndChance(now: { self.now }, bits: { self.bits() })
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): a counter, mixed, so that no number comes twice.
    private func bits() -> UInt64 {
        var mixed = state.withLock { state in
            state.seed &+= 0x9E37_79B9_7F4A_7C15
            return state.seed
        }
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
