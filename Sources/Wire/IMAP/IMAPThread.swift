import Dispatch

/// A queue that an actor runs on, where its calls may block.
final class IMAPThread: SerialExecutor {
    private let queue = DispatchQueue(label: "imap")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
