import Inbox
import Store

extension Desk {
    /// Reads an arrival and marks it as read, in one transaction, so that a kill leaves all of it or
    /// nothing.
    ///
    /// `read`: Files what was read.
    /// - Throws: ``StoreError``; the arrival then waits to be read again.
    func finish(
        _ claimed: ClaimedInbound,
        _ read: @escaping @Sendable (borrowing Transaction) throws -> Readings.Result
    ) async throws -> ReadingOutcome {
        try await database.write { t in
            let result = try read(t)
            guard
                try InboundQueue().finish(
                    claimed.id, claim: claimed.claim, family: result.family, t)
            else {
                // Another reader has it: what was written here is rolled back with the throw.
                throw StoreError.conflict("an arrival was taken over while it was read")
            }
            try NoteForStaff(self).note(claimed.id, result, t)
            return result.outcome
        }
    }
}
