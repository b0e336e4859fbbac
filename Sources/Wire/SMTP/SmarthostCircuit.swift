/// Which of several servers may be tried now. No clock and no I/O: the time comes in, as
/// milliseconds on any scale that only goes forwards.
///
/// A server that fails is set aside for half a minute, twice as long each time it fails again, five
/// minutes at most. When that time is over one message tries it, and the others wait for what
/// becomes of that one.
struct SmarthostCircuit: Sendable {
    private struct State: Sendable {
        var failures = 0
        /// Set aside until then; nil when it is in use.
        var until: Int64?
        var isTried = false
    }

    private var states: [State]
    private static let first: Int64 = 30_000
    private static let longest: Int64 = 300_000

    /// `count`: How many servers there are.
    init(_ count: Int) {
        states = Array(repeating: State(), count: count)
    }

    /// The servers to try, in order. Whoever asks tries them, and tells of each.
    mutating func candidates(_ now: Int64) -> [Int] {
        states.indices.filter { index in
            guard let until = states[index].until else { return true }
            guard until <= now, !states[index].isTried else { return false }
            states[index].isTried = true
            return true
        }
    }

    /// A server was not needed after all.
    mutating func skipped(_ index: Int) {
        states[index].isTried = false
    }

    /// A server has answered as servers do, whatever it said of the message.
    mutating func worked(_ index: Int) {
        states[index] = State()
    }

    /// A server could not be used. Of many messages that find this out at once the first counts.
    mutating func failed(_ index: Int, _ now: Int64) {
        let state = states[index]
        if let until = state.until, until > now, !state.isTried { return }
        let failures = state.failures + 1
        let wait = min(Self.longest, Self.first << Int64(min(failures - 1, 10)))
        states[index] = State(failures: failures, until: now + wait)
    }

    /// Whether a server is in use.
    func isUp(_ index: Int) -> Bool { states[index].until == nil }
}
