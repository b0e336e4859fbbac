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
    let sent: SentTexts

    init(_ desk: Desk, _ sent: SentTexts) {
        self.desk = desk
        self.sent = sent
    }

    /// `known`: Keeps what is looked up, for whoever files the mail.
    func facts(
        of signs: MailSigns, _ read: ReadMessage, _ known: inout Known,
        _ t: borrowing Transaction
    ) throws -> MatchFacts {
        var facts = MatchFacts()
        // First, for what is found so need not be asked for by token again.
        let ancestors = try known.ours.messages(bearing: Self.ancestors(of: read), t)
        try addTokens(signs, &known, to: &facts, t)
        for message in ancestors { try add(message, by: .reference, &known, to: &facts, t) }
        try addCalendar(read, to: &facts, t)
        try addQuoted(signs, &known, to: &facts, t)
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        if let from { try addSender(from, read, &known, to: &facts, t) }
        // Weaker signs are looked for only where nothing stronger was found.
        if facts.leads.isEmpty, facts.withdrawn.isEmpty, let from {
            try addThread(read, from, to: &facts, t)
            if facts.leads.isEmpty { try addQuotedWords(read, &known, to: &facts, t) }
        }
        return facts
    }

    private func addTokens(
        _ signs: MailSigns, _ known: inout Known, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        for verdict in signs.addressed {
            switch verdict {
            case .valid(let id, _):
                guard let message = try known.ours.message(id, t) else {
                    facts.hasInvalidToken = true
                    continue
                }
                try add(message, by: .token, &known, to: &facts, t)
            case .invalid: facts.hasInvalidToken = true
            case .stripped: facts.hasStrippedAddress = true
            }
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
        _ signs: MailSigns, _ known: inout Known, to facts: inout MatchFacts,
        _ t: borrowing Transaction
    ) throws {
        for id in signs.quoted {
            guard let message = try known.ours.message(id, t) else { continue }
            try add(message, by: .quotedToken, &known, to: &facts, t)
        }
        for message in try known.ours.messages(bearing: signs.quotedIDs, t) {
            try add(message, by: .quotedToken, &known, to: &facts, t)
        }
    }

    func add(
        _ message: OutboundMessage, by evidence: Evidence, _ known: inout Known,
        to facts: inout MatchFacts, _ t: borrowing Transaction
    ) throws {
        let lead = Lead(
            evidence, family: message.family, contact: message.contact, caseID: message.caseID,
            message: message.id)
        if try known.ours.isWithdrawn(message.id, t) {
            if !facts.withdrawn.contains(lead) { facts.withdrawn.append(lead) }
            return
        }
        if !facts.leads.contains(lead) { facts.leads.append(lead) }
        if message.caseID == nil {
            facts.sharedBy += try known.people.families(using: message.address, t)
        }
    }
}
