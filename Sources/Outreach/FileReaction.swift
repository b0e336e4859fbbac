import Cases
import Delivery
import Inbox
import People
import Store

/// Puts a reaction to a text of ours ("Liked “…”") where that text stands. It is no answer to
/// anything, nobody has to decide about it, and it is answered by nothing.
struct FileReaction: Sendable {
    private let desk: Desk
    /// For how long back a text is looked for that somebody reacts to.
    private static let memory = Duration.seconds(90 * 86_400)

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Files it.
    ///
    /// What was quoted says to which text it is, also where several conversations are open on the
    /// number; where nothing was, it stands with what was asked last. Where neither is on a timeline
    /// it is only recorded: a heart below a notice to everybody opens no conversation.
    func file(
        _ reaction: Reaction, _ claimed: ClaimedInbound, _ read: inout ReadMessage,
        from sender: TextSender, _ placement: Placement, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        read.kind = .reaction
        let found: (message: OutboundMessage, words: String)?
        do {
            found = try message(quoted: reaction, sender, t)
        } catch is Unclear {
            return Readings.Result(.recorded)
        }
        let quotes = found.flatMap { self.lead(to: $0.message, sender) }
        // What another family was told stays out of this one's timeline.
        let belongs = found == nil ? self.lead(placement, sender) : quotes
        guard let lead = belongs, let file = try place(of: lead, t) else {
            var result = Readings.Result(.recorded)
            result.family = belongs?.family ?? onlyFamily(of: sender)
            return result
        }
        var entry = NewEntry(text: read, of: claimed, from: sender)
        entry.kind = .reaction
        entry.message = lead.message
        entry.evidence = lead.evidence.rawValue
        entry.details["reaction"] = reaction.sign
        let words = found.map { excerpt($0.words) } ?? reaction.quoted ?? reaction.object
        entry.details["reactionTo"] = words
        if reaction.isRemoval { entry.details["takenBack"] = "yes" }
        let id = try desk.timeline.add(entry, to: file, t)
        return Readings.Result(filed: id, in: file, by: lead.evidence)
    }

    /// Which of our texts to the number it quotes, the latest one; automatic answers among them.
    private func message(
        quoted reaction: Reaction, _ sender: TextSender, _ t: borrowing Transaction
    ) throws -> (message: OutboundMessage, words: String)? {
        guard let quoted = reaction.quoted.map(OptWords.fold), quoted.count >= 3 else { return nil }
        let since = desk.source.now() - Self.memory
        var latest: (message: OutboundMessage, words: String)?
        for message in try Outbox().sent(to: sender.number, .sms, since: since, t) {
            guard let rendering = try Outbox().rendering(of: message.id, t) else { continue }
            let own = OptWords.fold(rendering.text)
            // A short word could stand in any text: then the whole has to be it.
            let isQuoted = quoted.count >= 12 ? own.contains(quoted) : own == quoted
            guard isQuoted else { continue }
            guard let known = latest else {
                latest = (message, rendering.text)
                continue
            }
            // The same words went to two families on this phone: which is meant nobody can say.
            if known.message.family != message.family { throw Unclear() }
        }
        return latest
    }

    private struct Unclear: Error {}

    /// Nil where the family no longer has the number.
    private func lead(to message: OutboundMessage, _ sender: TextSender) -> Lead? {
        guard sender.facts.senderFamilies.contains(message.family) else { return nil }
        return Lead(
            .numberPair, family: message.family, contact: message.contact, caseID: message.caseID,
            message: message.id)
    }

    private func lead(_ placement: Placement, _ sender: TextSender) -> Lead? {
        if case .file(let lead, false, _) = placement { return lead }
        return nil
    }

    private func onlyFamily(of sender: TextSender) -> FamilyID? {
        sender.facts.senderFamilies.count == 1 ? sender.facts.senderFamilies.first : nil
    }

    private func place(of lead: Lead, _ t: borrowing Transaction) throws -> Case? {
        if let id = lead.caseID { return try desk.caseBook.find(id, t) }
        return try desk.caseBook.standing(of: lead.family, t)
    }

    private func excerpt(_ words: String) -> String {
        let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }
}
