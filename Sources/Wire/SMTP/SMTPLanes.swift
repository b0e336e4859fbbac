import Synchronization

/// One connection's loop, and what the server said about itself there.
struct SMTPLane: Sendable {
    let loop: TransferLoop
    /// The keywords of the last EHLO reply on it; nil when none was heard.
    var offers: [String: String]?
}

/// Lends out lanes, at most so many at a time; who comes when all are out waits in line.
///
/// The lane that came back last goes out first, so that few connections carry a light load.
final class SMTPLanes: Sendable {
    private let turns: Turns
    private let spare = Mutex<[SMTPLane]>([])
    private let idle: Duration

    init(limit: Int, idle: Duration) {
        turns = Turns(limit)
        self.idle = idle
    }

    /// A lane for the caller alone, to be given back.
    /// - Returns: nil when the pool is closed, the task cancelled or memory is short.
    func borrow() async -> SMTPLane? {
        guard await turns.take() else { return nil }
        if let lane = spare.withLock({ $0.popLast() }) ?? replacement() { return lane }
        turns.giveBack()
        return nil
    }

    /// A new lane in place of one that has ended.
    func replacement() -> SMTPLane? { TransferLoop(idle: idle).map { SMTPLane(loop: $0) } }

    /// Takes a lane back.
    func giveBack(_ lane: SMTPLane) {
        spare.withLock { $0.append(lane) }
        turns.giveBack()
    }

    /// Lends nothing more, waits for what is lent and closes all connections.
    func close() async {
        await turns.close()
        let left = spare.withLock { spare in
            defer { spare = [] }
            return spare
        }
        for lane in left { await lane.loop.stop() }
    }
}
