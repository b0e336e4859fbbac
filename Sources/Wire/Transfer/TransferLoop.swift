internal import CCurl
import Foundation

/// What a loop can carry out: mail, web requests, and whatever else libcurl speaks.
protocol Transfer: Sendable {
    associatedtype Report: Sendable

    /// Sets an easy handle up for it, on the loop's thread.
    func begin(
        on easy: UnsafeMutableRawPointer, _ cancellation: Cancellation, _ sockets: OpenSockets
    ) -> any ActiveTransfer<Report>
}

/// A transfer under way, which libcurl's callbacks may point to. Confined to the loop's thread, which
/// keeps it alive until the easy handle has left the multi handle.
protocol ActiveTransfer<Report>: AnyObject {
    associatedtype Report: Sendable

    /// The report, taken before the handle is reset.
    func report(_ code: CURLcode) -> Report
}

/// One libcurl multi handle on one thread, with an async face.
///
/// The thread owns the multi handle and every easy handle; others put requests into the locked
/// state and wake it. Connections stay open in the multi handle and are used again. Mail goes
/// by ``SMTPLanes``, since libcurl waits on the thread for some of a mail server's replies.
final class TransferLoop: Sendable {
    private typealias Easy = UnsafeMutableRawPointer

    private struct Job: Sendable {
        /// Begins on a handle; what it returns is called with the result code.
        let begin: @Sendable (Easy, OpenSockets) -> (CURLcode) -> Void
        let cannotBegin: @Sendable () -> Void
    }

    private enum Phase { case running, stopping, closing, ended }

    private struct State {
        var jobs: [Job] = []
        var phase = Phase.running
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
        /// From `closing` on, the multi handle must not be touched by others.
        var mayWake: Bool { phase == .running || phase == .stopping }
    }

    private let state = BargingMutex(State())
    private let multi: MultiHandle
    private let idleMilliseconds: Int32

    /// Starts the thread; nil when libcurl has no memory.
    /// - Parameter idle: With nothing to do for so long, the loop closes its connections and ends.
    init?(idle: Duration) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let pointer = curl_multi_init() else { return nil }
        multi = MultiHandle(pointer: pointer)
        idleMilliseconds = MultiHandle.wait(idle)
        Thread.detachNewThread { [self] in runThread() }
    }

    /// Runs one request to its end. Cancelling the task breaks it off, unless message bytes have
    /// left: then it waits on for the answer, for the endpoint's `cancelGrace`.
    /// - Returns: nil when the loop has ended and did nothing.
    func run<Work: Transfer>(_ transfer: Work) async -> Work.Report? {
        let cancellation = Cancellation()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Work.Report?, Never>) in
                let job = Job { easy, sockets in
                    let active = transfer.begin(on: easy, cancellation, sockets)
                    return { done.resume(returning: active.report($0)) }
                } cannotBegin: {
                    done.resume(returning: nil)
                }
                if !submit(job) { job.cannotBegin() }
            }
        } onCancel: {
            cancellation.cancel()
            state.withLock { if $0.mayWake { multi.wake() } }
        }
    }

    private func submit(_ job: Job) -> Bool {
        state.withLock { state in
            guard state.phase == .running else { return false }
            state.jobs.append(job)
            multi.wake()
            return true
        }
    }

    /// Finishes what runs, closes the connections and ends the thread; returns after that. A server
    /// that does not answer QUIT is not waited for.
    func stop() async {
        await withCheckedContinuation { done in
            let ended = state.withLock { state in
                guard state.phase != .ended else { return true }
                if state.phase == .running { state.phase = .stopping }
                state.waitingForEnd.append(done)
                if state.mayWake { multi.wake() }
                return false
            }
            if ended { done.resume() }
        }
    }
}

// MARK: The thread

extension TransferLoop {
    /// What the thread holds: transfers under way, by handle, and handles for the next.
    private struct Work {
        var live: [Easy: (CURLcode) -> Void] = [:]
        var spare: [Easy] = []
    }

    private func runThread() {
        let sockets = OpenSockets()
        var work = Work()
        var idledOut = false
        while let jobs = nextJobs(idledOut: idledOut && work.live.isEmpty, busy: !work.live.isEmpty)
        {
            for job in jobs { start(job, &work, sockets) }
            var running: Int32 = 0
            curl_multi_perform(multi.pointer, &running)
            finishDone(&work)
            // While something runs, look at least once a second at cancellations and time-outs.
            let wait = work.live.isEmpty ? idleMilliseconds : 1000
            idledOut = multi.poll(upTo: wait)
        }
        // QUIT still leaves; its answer, for which libcurl would wait two minutes, does not matter.
        sockets.stopReading()
        for easy in work.spare { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi.pointer)
        withExtendedLifetime(sockets) {}
        let waiting = state.withLock { state in
            state.phase = .ended
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for done in waiting { done.resume() }
    }

    /// The new requests; nil when the thread is to end. From then on nobody wakes it any more.
    private func nextJobs(idledOut: Bool, busy: Bool) -> [Job]? {
        state.withLock { state in
            if state.jobs.isEmpty, !busy, state.phase == .stopping || idledOut {
                state.phase = .closing
                return nil
            }
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    private func start(_ job: Job, _ work: inout Work, _ sockets: OpenSockets) {
        guard let easy = work.spare.popLast() ?? curl_easy_init() else { return job.cannotBegin() }
        work.live[easy] = job.begin(easy, sockets)
        curl_multi_add_handle(multi.pointer, easy)
    }

    private func finishDone(_ work: inout Work) {
        var easy: Easy?
        var code = CURLE_OK
        while cc_next_done(multi.pointer, &easy, &code) != 0 {
            guard let easy, let finish = work.live.removeValue(forKey: easy) else { continue }
            // No callback after this: `finish` is what keeps their target alive.
            curl_multi_remove_handle(multi.pointer, easy)
            finish(code)
            // The connection lives in the multi handle; this is a shell for the next transfer.
            curl_easy_reset(easy)
            work.spare.append(easy)
        }
    }
}

extension Duration {
    /// Whole milliseconds, at least 1, since libcurl takes 0 for "no limit".
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000_000 else { return 1_000_000_000_000 }
        return max(1, Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }
}
