import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Asks each module what it knows about where a mail may belong: signed addresses, Message-IDs, the
/// calendar, what the body quotes, the sender.
struct GatherFacts: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    func facts(
        of claimed: ClaimedInbound, _ read: ReadMessage, _ t: borrowing Transaction
    ) throws -> MatchFacts {
        var facts = MatchFacts()
        try addTokens(claimed, read, to: &facts, t)
        try addReferences(read, to: &facts, t)
        try addCalendar(read, to: &facts, t)
        try addQuoted(claimed, read, to: &facts, t)
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        if let from { try addSender(from, to: &facts, t) }
        // Weaker signs are looked for only where nothing stronger was found.
        if facts.leads.isEmpty, facts.withdrawn.isEmpty, let from {
            try addThread(read, from, to: &facts, t)
            if facts.leads.isEmpty { try addQuotedWords(read, to: &facts, t) }
        }
        return facts
    }

    private func addTokens(
        _ claimed: ClaimedInbound, _ read: ReadMessage, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        // A set: the envelope's recipient mostly stands in To as well.
        for address in Set((claimed.recipients + read.recipients).map { $0.lowercased() }).sorted()
        {
            guard let local = localPart(of: address, at: desk.identity.domain) else { continue }
            switch desk.tokens.verdict(on: local) {
            case .valid(let id, _):
                guard let message = try Outbox().message(id, t) else {
                    facts.hasInvalidToken = true
                    continue
                }
                try add(message, by: .token, to: &facts, t)
            case .invalid: facts.hasInvalidToken = true
            case .stripped: facts.hasStrippedAddress = true
            case nil: break
            }
        }
    }

    private func addReferences(
        _ read: ReadMessage, to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        let named = Self.ancestors(of: read)
        let found = try Outbox().messages(bearing: named, t)
        for id in named {
            guard let message = found.first(where: { $0.messageID == id }) else { continue }
            try add(message, by: .reference, to: &facts, t)
        }
    }

    /// In-Reply-To first, then References from the last: the nearest ancestor counts.
    private static func ancestors(of read: ReadMessage) -> [String] {
        var seen: Set<String> = []
        let named = (read.inReplyTo + read.references.reversed()).prefix(100)
        return named.filter { seen.insert($0).inserted }
    }

    private func addCalendar(
        _ read: ReadMessage, to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        guard let uid = read.rsvp?.uid,
            let meeting = try desk.meetings.find(calendarUID: uid, t)
        else { return }
        facts.leads.append(
            Lead(.calendarUID, family: meeting.family, contact: nil, caseID: meeting.caseID))
    }

    private func addQuoted(
        _ claimed: ClaimedInbound, _ read: ReadMessage, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        let proofs = QuotedProofs(
            in: claimed.bytes[Readings.bodyStart(of: claimed.bytes)...], text: read.text,
            domain: desk.identity.domain)
        for local in proofs.localParts {
            guard case .valid(let id, _)? = desk.tokens.verdict(on: local),
                let message = try Outbox().message(id, t)
            else { continue }
            try add(message, by: .quotedToken, to: &facts, t)
        }
        for message in try Outbox().messages(bearing: proofs.messageIDs, t) {
            try add(message, by: .quotedToken, to: &facts, t)
        }
    }

    private func add(
        _ message: OutboundMessage, by evidence: Evidence, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        let lead = Lead(
            evidence, family: message.family, contact: message.contact, caseID: message.caseID,
            message: message.id)
        if try Outbox().isWithdrawn(message.id, t) {
            if !facts.withdrawn.contains(lead) { facts.withdrawn.append(lead) }
            return
        }
        if !facts.leads.contains(lead) { facts.leads.append(lead) }
        if message.caseID == nil {
            facts.sharedBy += try Families().families(using: message.address, .email, t)
        }
    }
}

// What rests on the From line.
extension GatherFacts {
    private func addSender(
        _ address: String, to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        facts.senderFamilies = try Families().families(using: address, .email, t)
        var families = facts.senderFamilies
        if families.isEmpty {
            for lead in try LearntSenders(desk.source).places(of: address, .email, t)
            where !families.contains(lead.family) {
                families.append(lead.family)
            }
            facts.learntFamilies = families
        }
        let evidence: Evidence = facts.senderFamilies.isEmpty ? .learnt : .sender
        for family in families {
            for file in try desk.caseBook.open(of: family, t) where file.kind == .concern {
                facts.senderCases.append(
                    Lead(evidence, family: family, contact: nil, caseID: file.id))
            }
        }
    }

    /// A mail that follows one of the same sender's.
    private func addThread(
        _ read: ReadMessage, _ from: String, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        let named = Self.ancestors(of: read)
        let found = try Readings(desk.source).filed(bearing: named, t)
        for id in named {
            for mail in found where mail.messageID == id {
                guard mail.from.flatMap({ try? readAddressFolded($0) }) == from else { continue }
                let lead = Lead(
                    .thread, family: mail.family, contact: nil, caseID: mail.caseID)
                if !facts.leads.contains(lead) { facts.leads.append(lead) }
            }
        }
    }

    /// What we sent to the sender's families lately, if the body quotes one place's words alone.
    private func addQuotedWords(
        _ read: ReadMessage, to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        guard !facts.senderFamilies.isEmpty, read.text.utf8.count >= 120 else { return }
        let since = desk.source.now() - .seconds(180 * 86_400)
        var sent: [QuotedWords.Sent] = []
        for family in facts.senderFamilies.prefix(4) {
            for message in try Outbox().sent(to: family, .email, since: since, t) {
                guard let rendering = try Outbox().rendering(of: message.id, t) else { continue }
                let lead = Lead(
                    .quotedWords, family: message.family, contact: message.contact,
                    caseID: message.caseID, message: message.id)
                sent.append(.init(lead, [rendering.text, htmlText(rendering.html)]))
            }
        }
        guard let lead = QuotedWords.source(of: read.text, among: sent),
            let id = lead.message, let message = try Outbox().message(id, t)
        else { return }
        try add(message, by: .quotedWords, to: &facts, t)
    }
}
