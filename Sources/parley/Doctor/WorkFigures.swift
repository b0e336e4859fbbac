import Delivery
import Inbox
import Outreach
import Store

/// How far the work has come: what is overdue, and what waits for a person. Numbers only.
struct WorkFigures: Sendable, Hashable {
    /// Messages that are due, and since when the oldest is.
    var due = 0
    var dueSince: Instant?
    /// The latest attempt; asked for only when something is overdue.
    var lastAttempt: Instant?
    /// Sends that stand still, the oldest first.
    var stalled: [StalledSend] = []
    /// Arrivals that nobody has read yet, and since when.
    var unread = 0
    var unreadSince: Instant?
    /// Arrivals that ended their readers.
    var setAside = 0
    /// Arrivals that a person has to place, and since when.
    var triage = 0
    var triageSince: Instant?

    /// A worker that runs is never so far behind.
    static let patience = Duration.seconds(900)

    init() {}

    /// Counts in one view.
    /// `patience`: How long a send may stand still.
    init(
        now: Instant, patience: Duration = SendingPolicy().stalledAfter, _ t: borrowing Transaction
    ) throws {
        let overdue = try Outbox().overdue(now: now, t)
        (due, dueSince) = (overdue.count, overdue.since)
        if let dueSince, dueSince + Self.patience < now {
            lastAttempt = try Outbox().lastAttempt(t)
        }
        stalled = try Outbox().stalled(patience: patience, now: now, t)
        let arrivals = try InboundQueue().unread(t)
        (unread, unreadSince) = (arrivals.count, arrivals.since)
        setAside = try InboundQueue().setAside(t)
        let tray = try TriageTray(.real).backlog(t)
        (triage, triageSince) = (tray.count, tray.since)
    }
}

extension WorkFigures {
    func findings(now: Instant) -> [Finding] {
        [outbox(now), stalledSends(now), unreadArrivals(now), setAsideArrivals, openTriage(now)]
    }

    private func outbox(_ now: Instant) -> Finding {
        guard let dueSince, dueSince + Self.patience < now else {
            return .ok("outbox", "Outbox: \(due) due, none of them for long")
        }
        let what = "Outbox: \(due) due, the oldest for \(age(dueSince, now))"
        guard let lastAttempt, lastAttempt + Self.patience >= now else {
            return .fail(
                "outbox", what + ", and nothing was tried lately",
                "Start `parley serve` or `parley worker`.")
        }
        return .warn("outbox", what, "Workers are behind: start another `parley worker`.")
    }

    private func stalledSends(_ now: Instant) -> Finding {
        guard let oldest = stalled.first else {
            return .ok("sends", "Sends: none stands still")
        }
        let count = counted(stalled.count, "stands", "stand")
        return .fail(
            "sends", "Sends: \(count) still, \(oldest.reference) for \(age(oldest.since, now))",
            "See that `parley serve` or `parley worker` runs and that the mail server answers; "
                + "`parley send status \(oldest.reference)` shows the send.")
    }

    private func unreadArrivals(_ now: Instant) -> Finding {
        guard let unreadSince, unreadSince + Self.patience < now else {
            return .ok("reading", "Arrivals: \(unread) to be read, none of them for long")
        }
        return .fail(
            "reading", "Arrivals: \(unread) to be read, the oldest for \(age(unreadSince, now))",
            "Start `parley serve` or `parley worker`.")
    }

    private var setAsideArrivals: Finding {
        setAside == 0
            ? .ok("set-aside", "Arrivals set aside: none")
            : .warn(
                "set-aside",
                "Arrivals set aside, since reading them failed three times: \(setAside)",
                "See `parley triage list --as YOU`; the bytes are kept. Report it, please.")
    }

    private func openTriage(_ now: Instant) -> Finding {
        guard let triageSince else { return .ok("triage", "Triage: nothing waits") }
        let what = "Triage: \(triage) waiting, the oldest for \(age(triageSince, now))"
        // A weekend may pass; a family should not wait longer.
        guard triageSince + .seconds(3 * 86_400) < now else { return .ok("triage", what) }
        return .warn(
            "triage", what, "Somebody has to say where they belong: `parley triage list --as YOU`.")
    }

    /// In the largest unit that gives a whole number.
    private func age(_ since: Instant, _ now: Instant) -> String {
        let minutes = max(0, now.milliseconds - since.milliseconds) / 60_000
        return switch minutes {
        case ..<120: "\(minutes) min"
        case ..<2_880: "\(minutes / 60) h"
        default: "\(minutes / 1_440) days"
        }
    }
}
