import Synchronization
import Wire

/// Counts what webhooks brought, since the program began. What was refused leaves only this.
public final class HookCounters: Sendable {
    /// The counts at one moment.
    public struct Counts: Sendable, Hashable {
        /// Put on disk.
        public var kept = 0
        /// Had come before; nothing new was kept.
        public var repeated = 0
        /// Refused for their signature, by reason.
        public var refused: [SignatureRefusal: Int] = [:]
        /// Refused for their size.
        public var tooLarge = 0
        /// Signed, but to an address that we did not hand out.
        public var unknownAddress = 0
        /// Could not be taken for a reason of our own: disk, database, settings. The provider
        /// tries again.
        public var notTaken = 0
    }

    private let counts = Mutex(Counts())

    /// Counts from zero.
    public init() {}

    /// The counts now.
    public var current: Counts { counts.withLock { $0 } }

    func count(_ change: (inout Counts) -> Void) {
        counts.withLock { change(&$0) }
    }
}
