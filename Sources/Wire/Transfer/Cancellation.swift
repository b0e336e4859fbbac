import Synchronization

/// Set from any thread: the caller of what is under way no longer waits.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)
    private let reactions = BargingMutex<[ObjectIdentifier: @Sendable () -> Void]>([:])

    /// Nothing is cancelled yet.
    public init() {}

    /// Whether ``cancel()`` was called.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Cancels, once for all, and tells everybody who asked for it.
    public func cancel() {
        let told = reactions.withLock { reactions in
            flag.store(true, ordering: .relaxed)
            defer { reactions = [:] }
            return reactions.values
        }
        for reaction in told { reaction() }
    }

    /// Has something done once it is cancelled; at once when it is already.
    /// `who`: Whose reaction it is, until ``forget(_:)``.
    public func onCancel(of who: AnyObject, _ reaction: @escaping @Sendable () -> Void) {
        let isLate = reactions.withLock { reactions in
            guard !isCancelled else { return true }
            reactions[ObjectIdentifier(who)] = reaction
            return false
        }
        if isLate { reaction() }
    }

    /// What was asked for need not be done any more.
    public func forget(_ who: AnyObject) {
        reactions.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(who)) }
    }
}
