import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Asks each module what it knows about where a mail may belong: signed addresses, Message-IDs, the
/// calendar, what the body quotes, the sender.
struct GatherFacts: Sendable {
    let desk: Desk

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
    static func ancestors(of read: ReadMessage) -> [String] {
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

    func add(
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
