import Cases
import Delivery
import Inbox
import People
import Store

/// What is known of a number that a text came from.
struct TextSender: Sendable {
    /// E.164.
    let number: String
    /// The contacts who use it, of all families.
    let users: [Contact]
    /// What was asked of it lately, the latest first.
    let asked: [OutboundMessage]
    /// Where a text from it may belong.
    let facts: TextFacts

    /// How long what was asked may be answered at all.
    private static let memory = Duration.seconds(30 * 86_400)
    /// How long after an event its notice is of interest.
    private static let afterEvent = Duration.seconds(3 * 86_400)
    /// How long a notice without a date is of interest.
    private static let interest = Duration.seconds(14 * 86_400)

    /// Asks each module for what it knows.
    /// `words`: What is written. `end`: When it came; what was asked since, while it waited to be
    /// read, it cannot answer.
    init(
        _ number: String, saying words: String, _ desk: Desk, before end: Instant,
        _ t: borrowing Transaction
    ) throws {
        self.number = number
        users = try Contacts().contacts(using: number, .sms, t)
        let sent = try Outbox().asked(of: number, .sms, since: end - Self.memory, t)
            .filter { $0.createdAt <= end }
        asked = Self.withoutWelcome(sent, users)
        var facts = try Self.facts(users, asked, desk, t)
        if users.isEmpty { try Self.addLearnt(number, to: &facts, desk, t) }
        if !facts.learntFamilies.isEmpty {
            facts.namedPeople = try NameSearch(in: words).familiesOfNamed(t)
        }
        self.facts = facts
    }

    /// The word of who writes asks nothing. Whoever answers it speaks to the school, where nothing
    /// else was asked and one family alone uses the number.
    private static func withoutWelcome(
        _ sent: [OutboundMessage], _ users: [Contact]
    ) -> [OutboundMessage] {
        let questions = sent.filter { $0.notice != Welcome.notice }
        let isPlain = questions.isEmpty && Set(users.map(\.family)).count == 1
        return isPlain ? sent : questions
    }

    private static func facts(
        _ users: [Contact], _ asked: [OutboundMessage], _ desk: Desk, _ t: borrowing Transaction
    ) throws -> TextFacts {
        var facts = TextFacts()
        for message in asked {
            let lead = Lead(
                .numberPair, family: message.family, contact: message.contact,
                caseID: message.caseID, message: message.id)
            facts.asked.append(AskedText(lead, try stage(of: message, desk, t)))
        }
        for family in users.map(\.family) where !facts.senderFamilies.contains(family) {
            facts.senderFamilies.append(family)
            for file in try desk.caseBook.open(of: family, t) where file.kind == .concern {
                facts.senderCases.append(
                    Lead(.sender, family: family, contact: nil, caseID: file.id))
            }
        }
        return facts
    }

    /// Where a person placed what came from a number that the roster lacks.
    private static func addLearnt(
        _ number: String, to facts: inout TextFacts, _ desk: Desk, _ t: borrowing Transaction
    ) throws {
        for lead in try LearntSenders(desk.source).places(of: number, .sms, t)
        where !facts.learntFamilies.contains(lead.family) {
            facts.learntFamilies.append(lead.family)
            for file in try desk.caseBook.open(of: lead.family, t) where file.kind == .concern {
                facts.senderCases.append(
                    Lead(.learnt, family: lead.family, contact: nil, caseID: file.id))
            }
        }
    }

    private static func stage(
        of message: OutboundMessage, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> AskedText.Stage {
        if let id = message.caseID {
            return try desk.caseBook.find(id, t)?.state == .open ? .open : .closed
        }
        var end = message.createdAt + interest
        if message.about.kind == "event",
            let event = try desk.events.find(SchoolEventID(text: message.about.id), t)
        {
            end = event.startsAt + afterEvent
        }
        return end > desk.source.now() ? .open : .over
    }

    /// Who writes; nil when several use the number.
    var writer: Contact? { users.count == 1 ? users.first : nil }

    /// Who of a family may write.
    func writers(of family: FamilyID) -> [Contact] {
        users.filter { $0.family == family }
    }

    /// Who is answered: the only user, the one who was asked last, or the first.
    var reader: Contact? {
        writer ?? users.first { $0.id == asked.first?.contact } ?? users.first
    }

    /// Whether what a message asked is too long ago to be answered.
    func isOver(_ message: OutboundMessage) -> Bool {
        facts.asked.contains { $0.lead.message == message.id && $0.stage == .over }
    }

    /// The messages of one conversation, the latest first.
    func asked(in lead: Lead) -> [OutboundMessage] {
        asked.filter { $0.family == lead.family && $0.caseID == lead.caseID }
    }
}
