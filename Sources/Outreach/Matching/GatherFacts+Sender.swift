import Cases
import Delivery
import Inbox
import People
import Store
import Wire

// What rests on the From line.
extension GatherFacts {
    func addSender(
        _ address: String, _ read: ReadMessage, _ known: inout Known,
        to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        facts.senderFamilies = try known.people.families(using: address, t)
        var families = facts.senderFamilies
        if families.isEmpty {
            for lead in try LearntSenders(desk.source).places(of: address, .email, t)
            where !families.contains(lead.family) {
                families.append(lead.family)
            }
            facts.learntFamilies = families
            if !families.isEmpty {
                facts.namedPeople = try NameSearch(in: "\(read.subject)\n\(read.reply)")
                    .familiesOfNamed(t)
            }
        }
        let evidence: Evidence = facts.senderFamilies.isEmpty ? .learnt : .sender
        for family in families {
            for file in try known.cases.open(of: family, t) where file.kind == .concern {
                facts.senderCases.append(
                    Lead(evidence, family: family, contact: nil, caseID: file.id))
            }
        }
    }

    /// A mail that follows one of the same sender's.
    func addThread(
        _ read: ReadMessage, _ from: String, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        let named = Self.ancestors(of: read)
        let found = try Readings(desk.source).filed(bearing: named, t)
        for id in named {
            for mail in found where mail.messageID == id {
                guard mail.from.flatMap({ try? readAddressFolded($0) }) == from else { continue }
                // Whoever was shut out with our mail's address is not let in by the own mail's.
                let answered = try desk.timeline.entry(readFrom: mail.inbound, t)?.message
                if let answered, try Outbox().isWithdrawn(answered, t) { continue }
                try noteIfClosed(mail.caseID, in: &facts, t)
                let lead = Lead(
                    .thread, family: mail.family, contact: nil, caseID: mail.caseID)
                if !facts.leads.contains(lead) { facts.leads.append(lead) }
            }
        }
    }

    /// What we sent to the sender's families lately, if the body quotes one place's words alone.
    func addQuotedWords(
        _ read: ReadMessage, _ known: inout Known, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        // A mail without a quote, marked or not, costs no look at what was sent.
        let mayQuote = !read.cut.isEmpty || read.mayHoldSentWords
        guard mayQuote, !facts.senderFamilies.isEmpty, read.text.utf8.count >= 120 else { return }
        let since = desk.source.now() - .seconds(180 * 86_400)
        var candidates: [QuotedWords.Sent] = []
        guard facts.senderFamilies.count <= 4 else { return }
        for family in facts.senderFamilies {
            let messages = try Outbox().sent(to: family, .email, since: since, t)
            // What was not looked at could be what is quoted.
            guard messages.count < Outbox.mostSent else { return }
            for message in messages {
                guard let rendering = try sent.rendering(of: message, t) else { return }
                let lead = Lead(
                    .quotedWords, family: message.family, contact: message.contact,
                    caseID: message.caseID, message: message.id)
                candidates.append(.init(lead, [rendering.text, sent.html(of: rendering)]))
            }
        }
        guard let lead = QuotedWords.source(of: read.text, among: candidates),
            let id = lead.message, let message = try known.ours.message(id, t)
        else { return }
        if let id = message.caseID { try noteIfClosed(id, in: &facts, t) }
        try add(message, by: .quotedWords, &known, to: &facts, t)
    }

    private func noteIfClosed(
        _ id: CaseID, in facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        if try desk.caseBook.find(id, t)?.state == .closed { facts.closed.insert(id) }
    }
}
