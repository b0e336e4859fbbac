import Store

extension InboundQueue {
    /// Arrivals that nobody has read yet.
    public func unread(_ t: borrowing Transaction) throws -> Backlog {
        try t.backlog(
            "SELECT COUNT(*) AS n, MIN(received_at) AS since FROM inbound WHERE state = 'kept'")
    }

    /// Arrivals that ended their readers.
    public func setAside(_ t: borrowing Transaction) throws -> Int {
        try t.number("SELECT COUNT(*) AS n FROM inbound WHERE state = \(InboundState.setAside)")
    }
}

extension TriageTray {
    /// Arrivals that a person has to place.
    public func backlog(_ t: borrowing Transaction) throws -> Backlog {
        try t.backlog("SELECT COUNT(*) AS n, MIN(at) AS since FROM triage WHERE state = 'open'")
    }
}
