import Cases
import Delivery
import Engines
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store
import Wire

@testable import Outreach

/// A desk with the repository's own notices, and a school around it.
///
/// Families: `hassan` (Asha, Somali) and `warsame` (Yusuf, Arabic), who are apart and have one
/// child, Ali; `lopez` (Rosa, Spanish); `chen` and `kim`, who share an address.
struct DeskFixture: Sendable {
    let school: SmallSchool
    let clock: FixedClock
    let desk: Desk
    static let domain = "in.school.example"
    static let liaison = "liaison@in.school.example"
    var database: any Database { school.database }

    /// `texts`: Whether a text provider is set up.
    /// `domain`: Where answers come to, of a second school.
    init(
        _ engine: Engine, acknowledgeWithin days: Int? = nil, texts: Bool = false,
        preferred: Channel = .email, keepFree: Int = 0, staffHours: StaffHours? = nil,
        domain: String = Self.domain, translating: Translating = Translating()
    ) async throws {
        clock = FixedClock()
        school = try await SmallSchool(engine, clock: clock)
        let shared = ["home@example.org"]
        for parent in [
            SmallSchool.Parent("asha", of: "hassan", students: ["ali"], language: "so"),
            .init("yusuf", of: "warsame", students: ["ali"], language: "ar"),
            .init("rosa", of: "lopez", students: ["ana"], language: "es"),
            .init("mei", of: "chen", students: ["bo"], addresses: shared),
            .init("joon", of: "kim", students: ["sun"], addresses: shared),
        ] { try await school.add(parent) }
        desk = Desk(
            database: school.database, source: clock.source, localizer: try Self.localizer.get(),
            tokens: AddressToken(.made(clock.source)),
            identity: MailIdentity(
                domain: domain, from: Mailbox(name: "Amina", address: "liaison@\(domain)")),
            phone: nil, acknowledgeWithin: days, staffHours: staffHours,
            texts: texts ? try Self.line() : nil,
            preferred: preferred, keepFree: keepFree, translating: translating)
    }

    private static func line() throws -> TextLine {
        let provider = try SMSProvider.named("standard-webhooks", folder: nil)
        let account = try provider.account([
            "url": "http://127.0.0.1:9/send",
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ])
        return TextLine(
            account: account, senders: SenderPool(ordinary: ["+12125550100"]), publicURL: nil)
    }

    private static let localizer = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try NoticeLibrary.load(
            templates: root.appending(path: "templates"), locales: root.appending(path: "locales"))
        return Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
    }

    // MARK: What staff do

    /// A teacher refers Ali, for one of his families.
    func refer(_ family: String = "hassan") async throws -> Case {
        try await ReferStudent(desk).refer(
            student: "ali", family: family, concern: "attention", words: "Tired in class.",
            by: "tom")
    }

    /// Sets a meeting and invites to it.
    func invite(_ file: Case) async throws -> (meeting: Meeting, message: OutboundMessage) {
        let arrange = ArrangeMeeting(desk)
        let meeting = try await arrange.set(Self.request(), for: file.reference, by: "amina")
        let receipt = try await arrange.invite(meeting.reference, by: "amina")
        // Ids of one moment are in no order: the copy of the first address, in every run.
        let copies = try await messages(of: receipt)
        guard let first = copies.min(by: { $0.address < $1.address }) else { throw Missing() }
        return (meeting, first)
    }

    static func request(at: String = "2026-12-03 17:30", minutes: Int = 30)
        -> ArrangeMeeting.Request
    {
        ArrangeMeeting.Request(
            at: at, minutes: minutes, place: "Room 12", teacher: nil, principal: nil,
            interpreter: nil, note: "")
    }

    /// Sets an event.
    func event() async throws -> SchoolEvent {
        try await AnnounceEvent(desk).set(
            .init(
                at: "2026-12-11 18:00", until: nil, place: "Library",
                words: [.english: .init(title: "Reading night", description: "")]), by: "amina")
    }

    /// Announces an event to everybody.
    func announce() async throws -> [OutboundMessage] {
        let (event, announce) = (try await event(), AnnounceEvent(desk))
        let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
        return try await messages(of: try await announce.send(plan, by: "amina"))
    }

    /// What an urgent word would reach.
    func urgentPlan() async throws -> NoticePlan {
        try await SendWords(desk).urgent(
            FreeWords("School closes at noon."), to: Audience(), reason: "snow", by: "amina")
    }

    /// The copies that a plan comes to.
    func copies(of plan: NoticePlan) async throws -> [NoticePreview.Copy] {
        try await SendNotice(desk).preview(plan).copies.listed
    }

    /// Whom a plan leaves out.
    func leftOut(of plan: NoticePlan) async throws -> [Recipients.LeftOut] {
        try await SendNotice(desk).preview(plan).leftOut.listed
    }

    /// Stops bulk notices to an address, as its reader asked.
    func stopBulk(_ address: String) async throws {
        try await database.write { t in
            try Suppressions(clock.source).add(
                address, .email, .bulk, because: .optOut, inbound: nil, t)
        }
    }

    // MARK: What is there afterwards

    func messages(of receipt: SendReceipt) async throws -> [OutboundMessage] {
        try await database.read { t in
            guard let name = receipt.reference, let report = try Outbox().report(named: name, t)
            else { return [] }
            return try Outbox().messages(of: report.id, t)
        }
    }

    func message(_ id: OutboundID) async throws -> OutboundMessage {
        let found = try await database.read { t in try Outbox().message(id, t) }
        guard let found else { throw Missing() }
        return found
    }

    func entries(of file: Case) async throws -> [TimelineEntry] {
        try await entries(ofCase: file.id)
    }

    func entries(ofCase id: CaseID) async throws -> [TimelineEntry] {
        try await database.read { t in try Timeline(clock.source).entries(of: id, t) }
    }

    /// A family's standing conversations.
    func standing(_ family: String) async throws -> [Case] {
        try await database.read { t in
            try CaseBook(clock.source).open(of: FamilyID(text: family), t)
                .filter { $0.kind == .general }
        }
    }

    func answers(to occasion: Occasion) async throws -> [GivenAnswer] {
        try await database.read { t in try Answers(clock.source).latest(to: occasion, t) }
    }

    /// Whether an address gets bulk notices, and whether it gets case mail.
    func isStopped(_ address: String) async throws -> (bulk: Bool, all: Bool) {
        try await database.read { t in
            let suppressions = Suppressions(clock.source)
            return (
                try suppressions.stops(address, .email, isBulk: true, t),
                try suppressions.stops(address, .email, isBulk: false, t)
            )
        }
    }

    func triage() async throws -> [TriageItem] {
        try await database.read { t in try TriageTray(clock.source).open(t) }
    }
}

/// What a test had put there is not there.
struct Missing: Error {}
