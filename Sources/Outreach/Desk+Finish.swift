import Inbox
import Store

/// A mail that was read, and how it is filed.
struct Filing: Sendable {
    let claimed: ClaimedInbound
    /// What is asked for before.
    let names: MailNames
    /// Files it. Run again from the start after a conflict, it changes nothing outside.
    let file: @Sendable (inout Known, borrowing Transaction) throws -> Readings.Result

    init(
        _ claimed: ClaimedInbound, naming names: MailNames,
        _ file: @escaping @Sendable (inout Known, borrowing Transaction) throws -> Readings.Result
    ) {
        self.claimed = claimed
        self.names = names
        self.file = file
    }
}

extension Desk {
    /// Files an arrival and marks it as read, in one transaction, so that a kill leaves all of it or
    /// nothing; and notes who of the staff is to be told.
    ///
    /// `read`: Files what was read.
    /// - Throws: ``StoreError``; the arrival then waits to be read again.
    func finish(
        _ claimed: ClaimedInbound,
        _ read: @escaping @Sendable (borrowing Transaction) throws -> Readings.Result
    ) async throws -> ReadingOutcome {
        try await database.write { t in
            let result = try read(t)
            try end([(claimed, result)], t)
            try NoteForStaff(self).note(claimed.id, result, t)
            return result.outcome
        }
    }

    /// Files mails one after another and marks them as read, in one transaction: all or none.
    ///
    /// `then`: What else is done in that transaction.
    /// - Returns: What was made of each, in order; what `then` gave.
    /// - Throws: ``StoreError``; what one of them met. Each may then be tried alone.
    func finish<Next: Sendable>(
        _ filings: [Filing], then: @escaping @Sendable (borrowing Transaction) throws -> Next
    ) async throws -> ([ReadingOutcome], Next) {
        try await database.write { t in
            var known = try Known(filings.map(\.names), self, t)
            let results = try filings.map { filing in
                let result = try filing.file(&known, t)
                try NoteForStaff(self).note(filing.claimed.id, result, among: known.cases, t)
                return (filing.claimed, result)
            }
            try end(results, t)
            return (results.map(\.1.outcome), try then(t))
        }
    }

    private func end(
        _ read: [(ClaimedInbound, Readings.Result)], _ t: borrowing Transaction
    ) throws {
        let isOurs = try InboundQueue().finish(
            read.map { ($0.id, claim: $0.claim, family: $1.family) }, t)
        // Another reader has one: what was written here is rolled back with the throw.
        guard isOurs else {
            throw StoreError.conflict("an arrival was taken over while it was read")
        }
    }
}
