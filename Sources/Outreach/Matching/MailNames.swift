import Inbox
import People
import Wire

/// What a mail names that is asked for, before it is filed.
struct MailNames: Sendable {
    let inbound: InboundID
    /// What its copies have in common, beside the digest.
    let identity: String?
    let digest: String
    /// Messages of ours, by signed addresses.
    let messages: [OutboundID]
    /// Message-IDs, its own among them.
    let messageIDs: [String]
    /// Message-IDs that a mail to staff may bear.
    let staffMails: [String]
    /// The From address in the form of the roster.
    let from: String?

    init(_ claimed: ClaimedInbound, _ read: ReadMessage, _ signs: MailSigns) {
        (inbound, identity, digest) = (claimed.id, read.identity, signs.digest)
        staffMails = [read.messageID].compactMap { $0 } + AnswerOfStaff.named(in: read)
        // A report is about one message, and asks for it itself.
        guard !read.isReport else {
            (messages, messageIDs, from) = ([], [], nil)
            return
        }
        let addressed = signs.addressed.compactMap { verdict -> OutboundID? in
            guard case .valid(let id, _) = verdict else { return nil }
            return id
        }
        messages = addressed + signs.quoted
        messageIDs = Self.messageIDs(in: read, signs)
        from = read.from.flatMap { try? readAddressFolded($0.address) }
    }

    /// The Message-IDs that a mail bears or names, its own first.
    static func messageIDs(in read: ReadMessage, _ signs: MailSigns) -> [String] {
        [read.messageID].compactMap { $0 } + GatherFacts.ancestors(of: read) + signs.quotedIDs
    }
}

extension ReadMessage {
    /// It is about a mail, or nothing that could be read: where it belongs is not asked.
    var isReport: Bool { [.bounce, .receipt, .complaint, .unreadable].contains(kind) }
}
