import Store

/// Whether a worker has been in touch with the database for long enough to judge others by their
/// leases.
///
/// While a database is away, or the clock has jumped, every lease ends, those of the living too:
/// whoever is back first would take messages that others have sent and can't write down yet. So
/// after a break a worker waits for half a lease, in which the living renew theirs.
struct UnbrokenTouch {
    private let lease: Duration
    private var last: (at: ContinuousClock.Instant, clock: Instant)?
    /// When the latest break ended; nil while there has been none.
    private var mended: ContinuousClock.Instant?
    private var isBroken = false

    init(lease: Duration) {
        self.lease = lease
    }

    /// Whether others may be judged now. `clock`: The time of day, which may jump.
    mutating func isUnbroken(at now: ContinuousClock.Instant, clock: Instant) -> Bool {
        if let last {
            let (passed, told) = (now - last.at, clock - last.clock)
            let jump = told - passed
            // The living renew three times in a lease: after two thirds of it one may have ended.
            if passed > lease * 2 / 3 || jump > lease / 3 || jump < .zero - lease / 3 {
                isBroken = true
            }
        }
        guard !isBroken else { return false }
        return mended.map { now - $0 > lease / 2 } ?? true
    }

    /// A round has gone well.
    mutating func succeeded(at now: ContinuousClock.Instant, clock: Instant) {
        if isBroken { mended = now }
        isBroken = false
        last = (now, clock)
    }

    /// The database could not be reached.
    mutating func failed() {
        isBroken = true
    }
}
