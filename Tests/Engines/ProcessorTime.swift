import Foundation

/// The processor time that this thread spent in `work`. What other tests take of the processors does
/// not count, so that a limit says something of the work alone; nor does what `work` hands to other
/// threads.
public func processorTime(of work: () throws -> Void) rethrows -> Duration {
    let began = threadTime()
    try work()
    return threadTime() - began
}

private func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
