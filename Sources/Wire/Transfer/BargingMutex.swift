import Foundation

/// A value that one thread at a time may see, for locks that are taken tens of thousands of times a
/// second by more threads than there are processors.
///
/// `Synchronization.Mutex` hands a contended lock over to the thread that has waited longest (a
/// priority-inheritance futex on Linux): each of its turns then waits for a thread to be scheduled,
/// and the others spin meanwhile. Here whoever runs takes the lock. With 12 connections on two
/// processors that was a quarter of a worker's time.
package final class BargingMutex<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
    }

    package func withLock<Result, Problem: Error>(
        _ body: (inout Value) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
