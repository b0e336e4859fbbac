import Delivery
import Inbox
import People
import Store
import Wire

/// Knows our own mail when it comes back: sent on by a rule of a mailbox, spread by a list, bounced
/// from program to program.
struct ReturnedMail: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Why a mail is one of ours; nil when it is not.
    ///
    /// A report that returns our mail is about it, not the mail itself, and is read as a report.
    /// `ours`: The messages of ours that it names, itself among them where it is one.
    func sign(
        _ read: ReadMessage, naming ours: [OutboundMessage], _ t: borrowing Transaction
    ) throws -> String? {
        if let id = read.messageID, ours.contains(where: { $0.messageID == id }) {
            return "its Message-ID is that of a mail of ours"
        }
        guard ![.bounce, .receipt, .complaint, .unreadable].contains(read.kind) else { return nil }
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        if let from, let local = localPart(of: from, at: desk.identity.domain),
            case .valid? = desk.tokens.verdict(on: local)
        {
            return "it comes from an address of ours that only answers go to"
        }
        guard read.loopMarks.contains(desk.identity.domain.lowercased()) else { return nil }
        return try isOfFamily(from, read, ours, t) ? nil : "it bears our own mark, X-Parley-Loop"
    }

    /// A family's program that copies our fields into its answer: its words are kept with the case,
    /// as a program's, and nothing answers them. Losing a parent's words is worse than one entry.
    private func isOfFamily(
        _ from: String?, _ read: ReadMessage, _ ours: [OutboundMessage],
        _ t: borrowing Transaction
    ) throws -> Bool {
        guard let from, from != desk.identity.from.address.lowercased(),
            let answered = read.inReplyTo.first,
            let message = ours.first(where: { $0.messageID == answered })
        else { return false }
        return try Contacts().contacts(using: from, .email, t)
            .contains { $0.family == message.family }
    }
}
