import Delivery
import Engines
import Foundation
import Inbox
import Localization
import Outreach
import People
import Store
import Wire

/// A small school's desk over a database file: what is kept there is read and filed by the program's
/// own worker, and must end as a row, also for who opens the file anew.
struct KeptRows {
    /// A new file before that many, so that none grows without end.
    private static let most = 4_096

    private var school: School
    private var kept: Set<InboundID> = []
    private var checks = 0

    init() async throws { school = try await School() }

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
        (school, kept) = (try await School(), [])
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

/// The school: one family with mail and phone, and a meeting to which it was invited.
private struct School {
    let clock = FixedClock()
    let failures = Failures()
    private let place: Place
    private(set) var desk: Desk
    /// One for all that the desk reads, since it knows the words of every language.
    private(set) var worker: ReadingWorker
    /// Where mail may come to.
    private(set) var recipients: [String] = []

    init() async throws {
        place = try Engine.sqlite.fresh()
        let database = try await place.make()
        _ = try await Migrator(program: "fuzz").migrate(database, now: clock.now)
        desk = try Self.desk(database, clock, AddressToken(.made(clock.source)))
        worker = ReadingWorker(desk, log: failures.log, pause: { _ in })
        let school = try await SmallSchool(in: database, clock: clock)
        try await school.add(
            SmallSchool.Parent("asha", of: "hassan", students: ["ali"], language: "so"))
        let file = try await ReferStudent(desk).refer(
            student: "ali", family: "hassan", concern: "attention", words: "Tired.", by: "tom")
        let arrange = ArrangeMeeting(desk)
        let meeting = try await arrange.set(
            ArrangeMeeting.Request(
                at: "2026-12-03 17:30", minutes: 30, place: "Room 12", teacher: nil, principal: nil,
                interpreter: nil, note: ""), for: file.reference, by: "amina")
        _ = try await arrange.invite(meeting.reference, by: "amina")
        recipients = try await addresses()
    }

    /// Every kind of address that a message of ours has, and one that it has not.
    private func addresses() async throws -> [String] {
        let ids: [OutboundID] = try await desk.database.read { t in
            try t.rows("SELECT id FROM messages").map { row -> OutboundID in try row["id"] }
        }
        let tokens = ids.prefix(1).flatMap { id in
            [AddressToken.Purpose.reply, .bounce, .stop].map { desk.tokens.localPart($0, for: id) }
        }
        return (tokens + ["liaison", "reply+damaged"]).map { "\($0)@in.school.example" }
    }

    mutating func reopen() async throws {
        await desk.database.close()
        desk = try Self.desk(try place.open(), clock, desk.tokens)
        worker = ReadingWorker(desk, log: failures.log, pause: { _ in })
    }

    func close() async {
        await desk.database.close()
        try? FileManager.default.removeItem(
            at: URL(filePath: place.target).deletingLastPathComponent())
    }

    private static let library = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try NoticeLibrary.load(
            templates: root.appending(path: "templates"), locales: root.appending(path: "locales"))
    }

    private static func desk(
        _ database: any Database, _ clock: FixedClock, _ tokens: AddressToken
    ) throws -> Desk {
        let account = try SMSProvider.named("standard-webhooks", folder: nil).account([
            "url": "http://127.0.0.1:9/send",
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ])
        return Desk(
            database: database, source: clock.source,
            localizer: Localizer(
                library: try library.get(), policy: TranslationPolicy(minimum: .draft)),
            tokens: tokens,
            identity: MailIdentity(
                domain: "in.school.example",
                from: Mailbox(name: "Amina", address: "liaison@in.school.example")),
            phone: nil, acknowledgeWithin: 2,
            texts: TextLine(
                account: account, senders: SenderPool(ordinary: ["+12125550100"]), publicURL: nil))
    }
}
