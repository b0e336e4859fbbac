import NIOCore

/// What a connection does, and until when it may go on doing so. Pure: the time comes in.
struct ConnectionClock {
    private let patience: ConnectionPatience
    /// Since when the server waits for what it waits for now.
    private var since: NIODeadline
    private var isFirst = true
    private var unanswered = 0
    private var isReading = false
    private var pendingWrites = 0
    private var isEnding = false

    /// A connection that has just begun.
    init(_ patience: ConnectionPatience, at now: NIODeadline) {
        self.patience = patience
        since = now
    }

    /// A request's head has been read. `isLast`: The client wants no more answers after this one.
    mutating func headRead(isLast: Bool, at now: NIODeadline) {
        isFirst = false
        isReading = true
        unanswered += 1
        isEnding = isEnding || isLast
        // What stands behind other requests is not waited for until its turn comes.
        if unanswered == 1 { since = now }
    }

    /// All of a request has been read. - Returns: Whether the connection is to end here.
    mutating func endRead(at now: NIODeadline) -> Bool {
        isReading = false
        since = now
        return isOver
    }

    /// Part of an answer waits to be taken.
    mutating func writes(at now: NIODeadline) {
        if pendingWrites == 0 { since = now }
        pendingWrites += 1
    }

    /// The client has taken a part. - Returns: Whether the connection is to end here.
    mutating func written(at now: NIODeadline) -> Bool {
        pendingWrites -= 1
        since = now
        return isOver
    }

    /// Whether the client has what it asked for and wants no more.
    private var isOver: Bool { isEnding && unanswered == 0 && pendingWrites == 0 && !isReading }

    /// Whether nothing more is to be read: RFC 9112 §9.6 forbids to take requests after the last.
    var isDeaf: Bool { isEnding && !isReading }

    /// Whether an answer that begins now begins before its request has ended; then the rest of the
    /// request is of no use, and no other may follow it on this connection.
    mutating func answerBegins() -> Bool {
        let isEarly = isReading && unanswered == 1
        isEnding = isEnding || isEarly
        return isEarly
    }

    /// An answer is complete, as far as the server has a hand in it.
    mutating func answered(at now: NIODeadline) {
        // The answer to what could not be parsed belongs to no request.
        unanswered = max(0, unanswered - 1)
        since = now
    }

    /// What comes can't be understood any more.
    mutating func broken() {
        isReading = true
        isEnding = true
    }

    /// When the connection's time is up; nil while the server itself is at work.
    var deadline: NIODeadline? {
        guard let patience = currentPatience else { return nil }
        return since + TimeAmount(patience)
    }

    private var currentPatience: Duration? {
        if pendingWrites > 0 { return patience.stalledAnswer }
        if isReading && unanswered == 0 { return patience.lingering }
        if isReading && unanswered == 1 { return patience.wholeRequest }
        if unanswered > 0 { return nil }
        if isEnding { return patience.lingering }
        return isFirst ? patience.firstHead : patience.idle
    }
}
