#if canImport(Glibc)
    import Glibc
#endif

/// The time for which this thread computed `work`. What other tests take of the processors does not
/// count, so that a limit says something of the work alone.
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
