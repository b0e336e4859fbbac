import Foundation
import Store

/// One event for many: a roster of so many parents, all queued by the product itself.
struct CountedSend: Sendable {
    let office: Office
    let send: String
    let count: Int

    init(_ count: Int, at office: Office) async throws {
        (self.office, self.count) = (office, count)
        try await office.take(
            (1...count).map { .pair($0, "N\($0)", $0 % 3 == 0 ? "es" : "en", "n\($0)@many.test") })
        send = try await office.announce("Many")
    }

    /// A message as the database has it.
    struct Record: Sendable {
        let messageID: String
        let recipient: String
        let state: String
        /// What became of each attempt, in order.
        var attempts: [String] = []
    }

    /// The messages by Message-ID.
    func records() async throws -> [String: Record] {
        try await office.look { t in
            var records: [String: Record] = [:]
            let rows = try t.rows(
                """
                SELECT messages.message_id AS bears, messages.address, messages.state,
                    attempts.outcome
                FROM messages LEFT JOIN attempts ON attempts.message_id = messages.id
                ORDER BY messages.id, attempts.number
                """)
            for row in rows {
                let id: String = try row["bears"]
                var record =
                    try records[id]
                    ?? Record(messageID: id, recipient: row["address"], state: row["state"])
                if let outcome: String = try row["outcome"] { record.attempts.append(outcome) }
                records[id] = record
            }
            return records
        }
    }
}
