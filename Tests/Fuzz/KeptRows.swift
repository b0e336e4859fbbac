import Inbox
import Outreach
import People
import Store

/// A small school's desk over a database file: what is kept there is read and filed by the program's
/// own worker, and must end as a row, also for who opens the file anew.
struct KeptRows {
    /// A new file before that many, so that none grows without end.
    private static let most = 4_096

    private var school: FuzzSchool
    private var kept: Set<InboundID> = []
    private var checks = 0

    init() async throws { school = try await FuzzSchool() }

    /// `turn`: Which of the school's addresses it comes to.
    mutating func keep(mail bytes: [UInt8], to turn: Int) async throws {
        let recipient = school.recipients[turn % school.recipients.count]
        let arrival = Arrival(
            source: "lmtp", deliveryID: nil,
            reversePath: turn.isMultiple(of: 5) ? "" : "a@b.example",
            recipients: [recipient], bytes: bytes)
        school.clock.advance(.milliseconds(1))
        kept.insert(
            try await TakeMail(school.desk, mailboxes: ["liaison"]).keep(arrival).id)
    }

    mutating func keep(
        hook bytes: [UInt8], from provider: String, isReceipt: Bool
    ) async throws {
        let take = TakeText(school.desk)
        school.clock.advance(.milliseconds(1))
        kept.insert(
            isReceipt
                ? try await take.keep(receipts: bytes, deliveryID: nil, from: provider).id
                : try await take.keep(text: bytes, deliveryID: nil, from: provider).id)
    }

    /// Has everything read.
    /// - Throws: ``FuzzFinding`` for what did not end as a row.
    mutating func check() async throws {
        // A receipt that may have come before its message is read again when its claim ends.
        for _ in 0..<InboundQueue.maximumClaims {
            await school.worker.run(drain: true)
            school.clock.advance(.seconds(120))
            if try await unread().isEmpty { break }
        }
        if let failure = school.failures.first { throw FuzzFinding("a worker failed: \(failure)") }
        let lost = try await unread()
        try holds(lost.isEmpty, "\(lost.count) arrivals ended as no row: \(lost.prefix(3))")
        checks += 1
        guard checks.isMultiple(of: 8) else { return }
        try await school.reopen()
        try holds(try await unread().isEmpty, "rows were gone when the file was opened anew")
        guard kept.count >= Self.most else { return }
        await school.close()
        (school, kept) = (try await FuzzSchool(), [])
    }

    /// What has neither a reading nor a place in the tray.
    private func unread() async throws -> [InboundID] {
        let rows: Set<InboundID> = try await school.desk.database.read { t in
            Set(
                try t.rows(
                    "SELECT raw_id FROM readings UNION SELECT raw_id FROM triage"
                ).map { row -> InboundID in try row["raw_id"] })
        }
        return kept.subtracting(rows).sorted { $0.text < $1.text }
    }
}
