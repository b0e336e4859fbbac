import Delivery
import People
import Store
import Synchronization
import Wire

@testable import Outreach

/// A mail server that takes what staff get, or answers as a test wants.
final class StaffPost: MailSending {
    /// One mail that was handed over.
    struct Taken: Sendable {
        let envelope: MailEnvelope
        let bytes: [UInt8]

        func mail() throws -> ParsedMail { try readMail(bytes).value }
    }

    let connections = 1
    private let taken = Mutex<[Taken]>([])
    private let outcome: SMTPOutcome

    init(_ outcome: SMTPOutcome = .accepted(SMTPReply(250, "2.0.0", "ok"))) {
        self.outcome = outcome
    }

    func begin(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPOutcome) -> Void
    ) -> SMTPOutcome? {
        taken.withLock { $0.append(Taken(envelope: envelope, bytes: bytes)) }
        return outcome
    }

    var mails: [Taken] { taken.withLock { $0 } }
}

extension DeskFixture {
    /// Amina, Tom and Pat have a mailbox each.
    func giveStaffMailboxes() async throws {
        for handle in ["amina", "tom", "pat"] {
            try await school.change(
                "UPDATE staff SET email = \("\(handle)@school.example") WHERE id = \(handle)")
        }
    }

    func staffWorker(
        _ post: any MailSending, _ policy: SendingPolicy? = nil
    ) -> StaffMailWorker {
        let desk = policy.map(desk(sending:)) ?? desk
        return StaffMailWorker(
            desk,
            mailer: StaffMailer(identity: desk.identity, client: post, now: desk.source.now),
            log: silentLog, pause: realPause)
    }

    /// What staff are sent now.
    func tellStaff(_ policy: SendingPolicy? = nil) async throws -> [ParsedMail] {
        let post = StaffPost()
        await staffWorker(post, policy).runDue()
        return try post.mails.map { try $0.mail() }
    }

    func choose(_ choice: NotifyChoice, for handle: String = "amina") async throws {
        _ = try await ChooseNotifications(desk).set(choice, of: handle, by: handle)
    }
}
