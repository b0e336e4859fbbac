import Inbox
import People
import Store
import Wire

/// Takes mail for the school: decides who is known here, and keeps the bytes before it is
/// acknowledged.
public struct TakeMail: MailKeeper {
    private let desk: Desk
    private let mailboxes: Set<String>
    private let together: KeepTogether

    /// `mailboxes`: Local parts without a token that are known here, such as `liaison`.
    public init(_ desk: Desk, mailboxes: Set<String>) {
        self.desk = desk
        self.mailboxes = mailboxes
        together = KeepTogether(desk)
    }

    /// Mail for our domain only. A token that is damaged or forged is let in: a person looks at it.
    public func verdict(on recipient: String) -> RecipientVerdict {
        guard let local = localPart(of: recipient, at: desk.identity.domain) else {
            return .noRelaying
        }
        let name = local.lowercased()
        if desk.tokens.verdict(on: name) != nil { return .accept }
        let base = name.split(separator: "+").first.map(String.init) ?? name
        return mailboxes.contains(base) ? .accept : .noSuchMailbox
    }

    /// Keeps a mail; returns only after it is on disk.
    public func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
        let kept = try await keep(
            Arrival(
                source: mail.mode.rawValue, deliveryID: nil, reversePath: mail.reversePath,
                recipients: mail.recipients, bytes: mail.bytes))
        return .kept(kept.id.text)
    }

    /// Keeps an arrival of any source.
    /// - Throws: ``StorageFull`` when there is no room, or hardly any.
    public func keep(_ arrival: Arrival) async throws -> Keeping {
        try desk.mustHaveRoomForMail()
        return try await together.keep(arrival)
    }
}
