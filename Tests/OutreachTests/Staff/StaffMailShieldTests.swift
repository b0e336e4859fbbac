import Delivery
import Engines
import People
import Store
import Synchronization
import Testing
import Wire

@testable import Outreach

/// A mail server that answers when a test lets it.
private final class PatientPost: MailSending {
    private typealias Ended = @Sendable (SMTPOutcome) -> Void
    let connections = 1
    private let waiting = Mutex<(ended: Ended, cancellation: Cancellation)?>(nil)

    func begin(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPOutcome) -> Void
    ) -> SMTPOutcome? {
        waiting.withLock { $0 = (ended, cancellation) }
        return nil
    }

    var hasBegun: Bool { waiting.withLock { $0 != nil } }
    var isCancelled: Bool { waiting.withLock { $0?.cancellation.isCancelled ?? false } }

    func answer(_ outcome: SMTPOutcome) { waiting.withLock { $0 }?.ended(outcome) }
}

@Test(arguments: Engine.reachable)
func `a mail to staff that is on its way when the program ends is brought to its end`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    fixture.clock.advance(.seconds(3_600))
    let post = PatientPost()
    let worker = Task { await fixture.staffWorker(post).keepOn() }
    try await eventually("the mail is on its way") { post.hasBegun }
    worker.cancel()
    #expect(!post.isCancelled)
    post.answer(.accepted(SMTPReply(250, "2.0.0", "ok")))
    await worker.value
    let state = try await fixture.database.read { t in
        try StaffMails().latest(to: StaffID(text: "amina"), t)?.state
    }
    #expect(state == .sent)
}
