import Store

/// How fast a send goes: what left in the last seconds.
public struct SendingRate: Sendable {
    /// The seconds that count.
    public static let span = Duration.seconds(10)
    private var looks: [(at: Instant, left: Int)] = []

    /// Has seen nothing yet.
    public init() {}

    /// Takes one look at the send. A clock that was set back begins anew.
    public mutating func note(_ progress: SendProgress) {
        note(left: progress.left, at: progress.at)
    }

    mutating func note(left: Int, at now: Instant) {
        if let last = looks.last, now <= last.at { looks = [] }
        looks.append((now, left))
        // The oldest that is kept is the last one before the span began.
        while looks.count > 2, looks[1].at <= now - Self.span { looks.removeFirst() }
    }

    /// Messages a second; nil before a second look.
    public var perSecond: Double? {
        guard looks.count > 1, let first = looks.first, let last = looks.last else { return nil }
        return Double(max(0, last.left - first.left)) / (last.at - first.at).inSeconds
    }

    /// How long so many take at that rate, in whole seconds; nil when nothing moves.
    public func secondsLeft(for open: Int) -> Int? {
        guard let perSecond, perSecond > 0 else { return nil }
        return Int((Double(open) / perSecond).rounded(.up))
    }
}
