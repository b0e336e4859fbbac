import Delivery
import Inbox
import People
import Store

/// Takes what answers a mail to staff, so that it never stands in a case as a family's words: a
/// colleague's own words go to the tray, a program's are let lie, and a report of a mail that came
/// back is kept with the mail.
struct AnswerOfStaff {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The Message-IDs that a mail names as what it answers or is about.
    static func named(in read: ReadMessage) -> [String] {
        let all = read.inReplyTo + read.references + read.bounces.compactMap(\.originalMessageID)
        return Array(all.prefix(100))
    }

    /// `known`: The Message-IDs of mails to staff, among those that the mail bears or names.
    /// - Returns: Nil when it answers no such mail.
    func take(
        _ claimed: ClaimedInbound, _ read: ReadMessage, among known: Set<String>,
        _ t: borrowing Transaction
    ) throws -> Readings.Result? {
        // A mail of ours to staff that was sent on to us says nothing new.
        if let id = read.messageID, known.contains(id) { return Readings.Result(.loop) }
        let named = Self.named(in: read).filter(known.contains)
        guard let mail = try StaffMails().mail(bearing: named, t) else { return nil }
        if let bounce = read.bounces.first(where: { $0.kind == .permanent }) {
            try StaffMails().bounced(
                mail.id, "\(bounce.status) \(bounce.reason)", now: desk.source.now(), t)
        }
        guard !read.isAutomatic else { return Readings.Result(.ignored) }
        try TriageTray(desk.source).put(claimed.id, because: .staffAnswer, candidates: [], t)
        return Readings.Result(.triage)
    }
}
