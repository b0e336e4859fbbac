import Foundation
import Synchronization

/// Where a worker's processor time goes, stage by stage: for whoever tunes it.
public final class StageTimes: Sendable {
    /// A part of the work that one thread does without a pause.
    public enum Stage: String, Sendable, CaseIterable {
        /// Finding messages and counting their attempts, without the rules.
        case claim
        /// Asking whether they may leave.
        case rules
        /// From the stored words to the bytes of a mail.
        case encode
        /// Writing down what became of them.
        case settle
    }

    private let nanoseconds = Mutex<[Stage: Int64]>([:])

    /// Nothing is measured yet.
    public init() {}

    /// Does some work and counts its processor time, that of inner stages left out.
    public func measure<Result, Problem: Error>(
        _ stage: Stage, _ work: () throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let before = (Self.now(CLOCK_THREAD_CPUTIME_ID), inner)
        defer {
            let all = Self.now(CLOCK_THREAD_CPUTIME_ID) - before.0
            nanoseconds.withLock { times in
                let within = stage == .claim ? (times[.rules] ?? 0) - before.1 : 0
                times[stage, default: 0] += all - within
            }
        }
        return try work()
    }

    /// Claims are one after another, so what was added meanwhile was added within.
    private var inner: Int64 { nanoseconds.withLock { $0[.rules] ?? 0 } }

    /// Seconds by stage; `rest` is what the process has used beside them: SMTP, its sockets, the
    /// threads' turns, commits.
    public func seconds() -> [String: Double] {
        var seconds = nanoseconds.withLock { times in
            Dictionary(
                uniqueKeysWithValues: Stage.allCases.map {
                    ($0.rawValue, Double(times[$0] ?? 0) / 1e9)
                })
        }
        let all = Double(Self.now(CLOCK_PROCESS_CPUTIME_ID)) / 1e9
        seconds["rest"] = max(0, all - seconds.values.reduce(0, +))
        return seconds
    }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension StageTimes? {
    /// Does some work; its time is counted where somebody wants to know.
    public func measure<Result, Problem: Error>(
        _ stage: StageTimes.Stage, _ work: () throws(Problem) -> Result
    ) throws(Problem) -> Result {
        guard let self else { return try work() }
        return try self.measure(stage, work)
    }
}
