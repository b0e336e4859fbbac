import Cases
import Delivery
import Engines
import Localization
import Logging
import MessageFormat
import People
import Store

@testable import Outreach

/// The school of ``DeskFixture`` with a rule for words, a translator (`deeqa`) and a case of Ali's.
struct TranslatingFixture {
    let fixture: DeskFixture
    let file: Case
    var desk: Desk { fixture.desk }
    var clock: FixedClock { fixture.clock }
    var review: ReviewDraft { ReviewDraft(desk) }

    init(
        _ engine: Engine, rule: [String: String] = ["default": "review"],
        services: TranslationServices? = nil
    ) async throws {
        let policy = try FreeTextPolicy(setting: rule, standard: .english)
        fixture = try await DeskFixture(
            engine, translating: Translating(policy: policy, services: services))
        file = try await fixture.refer()
        let (desk, school) = (fixture.desk, file.school)
        try await desk.database.write { t in
            let deeqa = StaffMember(
                id: desk.source.newID(), school: school, handle: "deeqa", name: "Deeqa Nuur",
                role: .translator, email: nil)
            _ = try Staff().insert(deeqa, at: desk.source.now(), t)
        }
        let languages = ["so", "ar"].compactMap { LanguageTag($0) }
        for handle in ["deeqa", "amina"] {
            _ = try await ChooseLanguages(desk).set(languages, of: handle, by: "amina")
        }
    }

    /// Writes to Ali's family in the liaison's own words.
    func write(_ words: String) async throws -> SendReceipt {
        let use = SendFilled(desk)
        let plan = try await use.plan(
            "message", about: file.reference, TypedValues(["words=\(words)"]), by: "amina")
        return try await use.send(plan, by: "amina")
    }

    func announce(_ title: String, _ description: String) async throws -> SendReceipt {
        let announce = AnnounceEvent(desk)
        let event = try await announce.set(
            .init(
                at: "2026-12-11 18:00", until: nil, place: "Library",
                words: [.english: .init(title: title, description: description)]), by: "amina")
        return try await announce.send(
            try await announce.plan(event.reference, to: Audience(), by: "amina"), by: "amina")
    }

    /// - Returns: The meeting's reference.
    func invite(note: String) async throws -> String {
        let arrange = ArrangeMeeting(desk)
        let request = ArrangeMeeting.Request(
            at: "2026-12-03 17:30", minutes: 30, place: "Room 12", teacher: nil, principal: nil,
            interpreter: nil, note: note)
        let meeting = try await arrange.set(request, for: file.reference, by: "amina")
        _ = try await arrange.invite(meeting.reference, by: "amina")
        return meeting.reference
    }

    /// What a worker does.
    func work() async throws {
        await TranslationWorker(desk, log: Logger(label: "test"), pause: { _ in }).runDue()
    }

    /// Deeqa translates and approves.
    func approve(_ draft: String, _ sentences: [String]) async throws {
        _ = try await review.claim(draft, by: "deeqa")
        for (number, words) in zip(1..., sentences) {
            _ = try await review.correct(draft, sentence: number, to: words, by: "deeqa")
        }
        _ = try await review.approve(draft, by: "deeqa")
    }

    func waiting() async throws -> [WaitingLine] {
        try await ListWaiting(desk).list(by: "amina")
    }

    /// A copy that is in the outbox.
    struct Copy {
        let address: String, language: String, text: String, standing: String
    }

    /// Every message of a notice.
    func messages(of notice: String) async throws -> [Copy] {
        try await desk.database.read { t in
            try t.rows(
                """
                SELECT messages.address, renderings.language, renderings.text_body,
                    renderings.standing
                FROM messages JOIN sends ON sends.id = messages.send_id
                JOIN renderings ON renderings.id = messages.rendering_id
                WHERE sends.notice = \(notice) ORDER BY messages.id
                """
            ).map { row in
                Copy(
                    address: try row["address"], language: try row["language"],
                    text: try row["text_body"], standing: try row["standing"])
            }
        }
    }
}
