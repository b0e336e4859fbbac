import Inbox
import Store

/// An arrival that was read, and how it is filed.
struct Filing: Sendable {
    let claimed: ClaimedInbound
    /// Files it. Run again from the start after a conflict, it changes nothing outside.
    let file: @Sendable (borrowing Transaction) throws -> Readings.Result

    init(
        _ claimed: ClaimedInbound,
        _ file: @escaping @Sendable (borrowing Transaction) throws -> Readings.Result
    ) {
        self.claimed = claimed
        self.file = file
    }

    /// Files it, marks it as read, and notes who of the staff is to be told.
    fileprivate func finish(
        at desk: Desk, _ t: borrowing Transaction
    ) throws -> ReadingOutcome {
        let result = try file(t)
        guard
            try InboundQueue().finish(claimed.id, claim: claimed.claim, family: result.family, t)
        else {
            // Another reader has it: what was written here is rolled back with the throw.
            throw StoreError.conflict("an arrival was taken over while it was read")
        }
        try NoteForStaff(desk).note(claimed.id, result, t)
        return result.outcome
    }
}

extension Desk {
    /// Files an arrival and marks it as read, in one transaction, so that a kill leaves all of it or
    /// nothing.
    ///
    /// `read`: Files what was read.
    /// - Throws: ``StoreError``; the arrival then waits to be read again.
    func finish(
        _ claimed: ClaimedInbound,
        _ read: @escaping @Sendable (borrowing Transaction) throws -> Readings.Result
    ) async throws -> ReadingOutcome {
        try await database.write { t in try Filing(claimed, read).finish(at: self, t) }
    }

    /// Files arrivals one after another and marks them as read, in one transaction: all or none.
    /// - Returns: What was made of each, in order.
    /// - Throws: ``StoreError``; what one of them met. Each may then be tried alone.
    func finish(_ filings: [Filing]) async throws -> [ReadingOutcome] {
        try await database.write { t in
            try filings.map { filing in try filing.finish(at: self, t) }
        }
    }
}
