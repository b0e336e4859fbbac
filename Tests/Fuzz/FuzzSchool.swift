import Delivery
import Engines
import Foundation
import Localization
import Outreach
import People
import Store
import Wire

/// The school: one family with mail and phone, and a meeting to which it was invited.
struct FuzzSchool {
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
