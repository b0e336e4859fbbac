import Cases
import Delivery
import People
import Store

/// Ends bulk notices to a mail address, or begins them again, by the link that each of them bears.
///
/// Whoever has the link may do so, as RFC 8058 wants it: no log-in, no question. It concerns bulk
/// notices to that address and nothing else; case mail and invitations go on.
public struct NewsByMail: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Where the address stands, and changes nothing.
    /// `token`: What stood in the path.
    /// - Returns: Nil when the token is none of ours, or its message is gone.
    public func look(_ token: String) async throws -> NewsPage? {
        try await page(token, .asked) { _, _ in false }
    }

    /// Ends bulk notices to the address; does nothing where they have ended.
    public func stop(_ token: String) async throws -> NewsPage? {
        try await page(token, .stopped) { message, t in
            try desk.suppressions.add(
                message.address, .email, .bulk, because: .optOut, inbound: nil, t)
        }
    }

    /// Lets bulk notices go to the address again; does nothing where they do.
    public func resume(_ token: String) async throws -> NewsPage? {
        try await page(token, .resumed) { message, t in
            try desk.suppressions.liftBulk(message.address, .email, t)
        }
    }

    /// What the page is answered to.
    private enum Act: String {
        case asked, stopped, resumed
    }

    /// What the words of the page need.
    private struct Found: Sendable {
        let isStopped: Bool
        let contact: Contact?
        let school: School
    }

    /// Changes what is to be changed in one transaction, then finds the words: a catalog with an
    /// error undoes no wish.
    private func page(
        _ token: String, _ act: Act,
        _ change: @escaping @Sendable (OutboundMessage, borrowing Transaction) throws -> Bool
    ) async throws -> NewsPage? {
        guard case .valid(let id, .stop)? = desk.tokens.verdict(on: "stop+\(token)") else {
            return nil
        }
        let work: @Sendable (borrowing Transaction) throws -> Found? = { t in
            guard let message = try Outbox().message(id, t), message.channel == .email,
                let school = try Schools().school(message.school, t)
            else { return nil }
            if try change(message, t) { try keep(act, message, t) }
            return Found(
                isStopped: try desk.suppressions.stops(message.address, .email, isBulk: true, t),
                contact: try Contacts().contact(message.contact, t), school: school)
        }
        let found = try await act == .asked ? desk.database.read(work) : desk.database.write(work)
        return try found.map { found in
            try NewsWords(desk.localizer, found.contact?.languages ?? [], found.school).page(
                isStopped: found.isStopped, hasResumed: act == .resumed)
        }
    }

    /// On the audit trail and on the family's timeline. Nobody knows who pressed the button: mail
    /// is forwarded, and a mail program presses it for its owner.
    private func keep(
        _ act: Act, _ message: OutboundMessage, _ t: borrowing Transaction
    ) throws {
        let action = act == .stopped ? "news.stop" : "news.resume"
        try desk.audit.record(
            action, by: nil, on: ("message", message.id.text), family: message.family, t)
        guard let file = try Conversations(desk).standing(of: message.family, t) else { return }
        var entry = NewEntry(
            .choice, by: .family,
            act == .stopped
                ? "No more notices to all families by email, by the link in a notice."
                : "Notices to all families by email again, by the link in a notice.",
            language: "en")
        entry.channel = .email
        entry.message = message.id
        entry.isUnverified = true
        try desk.timeline.add(entry, to: file, t)
    }
}
