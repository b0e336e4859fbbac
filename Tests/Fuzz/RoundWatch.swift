import Foundation
import Synchronization

/// Watches the rounds from a thread of its own, and ends the program when one takes too long or too
/// much memory; what it was fed is then still on disk.
final class RoundWatch: Sendable {
    /// What is watched.
    enum Share { case oneInput, batch }

    private struct Round {
        var number = 0
        var share = Share.oneInput
        var cpu = 0.0
        var wall = ContinuousClock().now
        var isRunning = false
    }

    private struct State {
        var round = Round()
        var slowest = 0.0
        var highest = 0
    }

    #if DEBUG
        /// Without optimisation the same work takes that much longer.
        private static let slowness = 20.0
    #else
        private static let slowness = 1.0
    #endif
    /// Seconds of processor time that one input may take. Other programs' load does not count.
    private static let seconds = 1.0 * slowness
    /// A batch reads each of its inputs once more and stores it.
    private static let batchSeconds = 32.0 * seconds
    /// Seconds in which something waits for what never comes.
    private static let patience = 120.0
    /// MiB that the program may hold.
    private static let memory = 700

    private let name: String
    private let state = Mutex(State())

    init(_ name: String) {
        self.name = name
        Thread.detachNewThread { [self] in
            while true {
                Thread.sleep(forTimeInterval: 0.02)
                look()
            }
        }
    }

    func begin(_ number: Int, _ share: Share) {
        let round = Round(
            number: number, share: share, cpu: Self.cpu(), wall: ContinuousClock().now,
            isRunning: true)
        state.withLock { $0.round = round }
    }

    func end() {
        let now = Self.cpu()
        state.withLock { state in
            state.round.isRunning = false
            if state.round.share == .oneInput {
                state.slowest = max(state.slowest, now - state.round.cpu)
            }
        }
    }

    /// Milliseconds of the slowest input.
    var slowest: Int { state.withLock { Int($0.slowest * 1_000) } }
    /// The most memory, in MiB.
    var highest: Int { state.withLock { $0.highest } }

    private func look() {
        let held = Self.heldMemory()
        let round = state.withLock { state in
            state.highest = max(state.highest, held)
            return state.round
        }
        if held > Self.memory { end("holds \(held) MiB", round.number) }
        guard round.isRunning else { return }
        let used = Self.cpu() - round.cpu
        let limit = round.share == .oneInput ? Self.seconds : Self.batchSeconds
        if used > limit { end("took more than \(limit) s", round.number) }
        let waited = ContinuousClock().now - round.wall
        if waited > .seconds(Self.patience) { end("stands still", round.number) }
    }

    private func end(_ what: String, _ round: Int) -> Never {
        complain("fuzz \(name): round \(round) \(what); its input is in the folder FUZZ_KEEP")
        _exit(3)
    }

    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// MiB of the process that are in memory (proc(5), `statm`).
    private static func heldMemory() -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4 / 1_024
    }
}
