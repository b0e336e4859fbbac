import Delivery
import Inbox
import People
import Store
import Wire

/// Knows our own mail when it comes back: sent on by a rule of a mailbox, spread by a list, bounced
/// from program to program.
///
/// Only a mail that holds nothing but what we wrote is let lie. Whoever adds a word to it, a parent
/// whose program copies our fields for one, is read: losing a parent's words is worse than an entry.
struct ReturnedMail: Sendable {
    /// What a mail turned out to be, and by which sign.
    enum Finding: Sendable {
        /// Ours and nothing else.
        case own(String)
        /// It bears our sign, and words that are not ours: they are filed, and nothing answers them.
        case withOtherWords(String)
    }

    private let desk: Desk
    private let sent: SentTexts

    init(_ desk: Desk, _ sent: SentTexts) {
        self.desk = desk
        self.sent = sent
    }

    /// What a mail of ours it is; nil when it is none.
    ///
    /// A report that returns our mail is about it, not the mail itself, and is read as a report.
    func find(
        _ read: ReadMessage, _ signs: MailSigns, _ known: inout Known, _ t: borrowing Transaction
    ) throws -> Finding? {
        guard !read.isReport else { return nil }
        // The messages of ours that it names, itself among them where it is one.
        let ours = try known.ours.messages(bearing: MailNames.messageIDs(in: read, signs), t)
        if let id = read.messageID, let own = ours.first(where: { $0.messageID == id }) {
            let sign = "its Message-ID is that of a mail of ours"
            return try says(read, [own], t) ? .own(sign) : .withOtherWords(sign)
        }
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        if let from, let local = localPart(of: from, at: desk.identity.domain),
            case .valid(let id, _)? = desk.tokens.verdict(on: local)
        {
            let sign = "it comes from an address of ours that only answers go to"
            let own = try known.ours.message(id, t).map { [$0] } ?? []
            return try says(read, own, t) ? .own(sign) : .withOtherWords(sign)
        }
        guard read.loopMarks.contains(desk.identity.domain.lowercased()) else { return nil }
        let isOwn =
            try from == desk.identity.from.address.lowercased()
            || says(read, ours + addressed(by: signs, &known, t), t)
        // With other words it is a program's mail by its mark already.
        return isOwn ? .own("it bears our own mark, X-Parley-Loop") : nil
    }

    /// The messages whose signed addresses it came to.
    private func addressed(
        by signs: MailSigns, _ known: inout Known, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try signs.addressed.prefix(5).compactMap { verdict in
            guard case .valid(let id, _) = verdict else { return nil }
            return try known.ours.message(id, t)
        }
    }

    /// Whether its words are those of one of these messages and no others.
    private func says(
        _ read: ReadMessage, _ messages: [OutboundMessage], _ t: borrowing Transaction
    ) throws -> Bool {
        let renderings = try messages.prefix(5).compactMap { try sent.rendering(of: $0, t) }
        return read.isNothing(but: renderings.flatMap { [$0.text, sent.html(of: $0)] })
    }
}
