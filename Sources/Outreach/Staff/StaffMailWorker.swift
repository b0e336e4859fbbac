import Delivery
import Logging
import Store

/// Tells staff by mail what waits for them: makes the mails that are due and hands them over, one
/// after another. Killed at any moment it loses nothing; a mail that was on its way goes again with
/// the same Message-ID.
public struct StaffMailWorker: Sendable {
    private static let rest = Duration.seconds(5)
    private let desk: Desk
    private let mailer: StaffMailer
    private let lease: Duration
    private let schedule: RetrySchedule
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void

    /// `lease`: For how long a mail is a worker's own.
    /// `schedule`: When a mail is tried again.
    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, mailer: StaffMailer, lease: Duration = .seconds(60),
        schedule: RetrySchedule = RetrySchedule(), log: Logger,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.mailer = mailer
        self.lease = lease
        self.schedule = schedule
        self.log = log
        self.pause = pause
    }

    /// Works until it is cancelled.
    public func keepOn() async {
        while !Task.isCancelled {
            await runDue()
            await pause(Self.rest)
        }
    }

    /// Makes and sends what is due now.
    public func runDue() async {
        do {
            try await WriteToStaff(desk).makeDue()
            try await TellReviewers(desk).makeDue()
            while !Task.isCancelled {
                let claimed = try await claim()
                if claimed.isEmpty { return }
                // A mail that is on its way when the program ends is brought to its end: half a mail
                // would go again. A task of its own is not cancelled with this one.
                for mail in claimed { try await Task { try await send(mail) }.value }
            }
        } catch {
            log.error("staff were not told", metadata: ["error": "\(error)"])
        }
    }

    /// One at a time, each under a lease of its own; it looks before it writes, for nearly always
    /// nothing is due.
    func claim() async throws -> [ClaimedStaffMail] {
        let (now, lease) = (desk.source.now(), lease)
        let isAny = try await desk.database.read { t in try StaffMails().isAnyDue(now: now, t) }
        guard isAny else { return [] }
        return try await desk.database.write { t in
            try StaffMails().claim(limit: 1, lease: lease, now: now, t)
        }
    }

    private func send(_ claimed: ClaimedStaffMail) async throws {
        let verdict = await mailer.attempt(claimed.mail)
        let (now, event) = (desk.source.now(), event(for: verdict, of: claimed))
        if verdict.course != .accepted {
            log.warning(
                "a mail to staff did not go out",
                metadata: ["staff": "\(claimed.mail.staff)", "attempt": "\(claimed.attempt)"])
        }
        try await desk.database.write { t in
            try StaffMails().settle(claimed, event, now: now, t)
        }
    }

    private func event(
        for verdict: AttemptVerdict, of claimed: ClaimedStaffMail
    ) -> MessageState.Event {
        func next(_ kind: RetryClass) -> Instant? {
            schedule.next(
                after: claimed.attempt, of: kind, now: desk.source.now(),
                chance: desk.source.fraction())
        }
        return switch verdict.course {
        case .accepted: .accepted(reply: verdict.reply)
        case .later(let kind): .refusedForNow(reply: verdict.reply, next: next(kind))
        case .never: .refused(reply: verdict.reply)
        case .unclear: .answerUnknown(reply: verdict.reply, next: next(.transient))
        }
    }
}
