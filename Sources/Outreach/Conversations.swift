import Cases
import Delivery
import Inbox
import People
import Store

/// Finds the place where a family's words stand.
struct Conversations: Sendable {
    private let desk: Desk
    private let sent: SentTexts

    init(_ desk: Desk, _ sent: SentTexts = SentTexts()) {
        self.desk = desk
        self.sent = sent
    }

    /// The case that a lead names, or the family's standing conversation, which starts with the
    /// notice that is being answered.
    /// - Returns: Nil when the school has nobody to look after the conversation.
    func file(of lead: Lead, answering message: OutboundMessage?, _ t: borrowing Transaction) throws
        -> Case?
    {
        var known = KnownCases(desk)
        return try file(of: lead, answering: message, &known, t)
    }

    /// The same. `known`: What is known of the family's cases; what is opened is known afterwards.
    func file(
        of lead: Lead, answering message: OutboundMessage?, _ known: inout KnownCases,
        _ t: borrowing Transaction
    ) throws -> Case? {
        if let id = lead.caseID { return try known.find(id, of: lead.family, t) }
        guard let file = try standing(of: lead.family, &known, t) else { return nil }
        if let message { try show(message, in: file, t) }
        return file
    }

    /// The family's standing conversation, opened at its first use.
    func standing(of family: FamilyID, _ t: borrowing Transaction) throws -> Case? {
        var known = KnownCases(desk)
        return try standing(of: family, &known, t)
    }

    private func standing(
        of family: FamilyID, _ known: inout KnownCases, _ t: borrowing Transaction
    ) throws -> Case? {
        if let file = try known.standing(of: family, t) { return file }
        guard let family = try Families().family(family, t),
            let liaison = try Staff().liaison(of: family.school, t)
        else { return nil }
        let file = try desk.caseBook.standing(of: family, liaison: liaison.id, t)
        known.add(file)
        return file
    }

    /// A bulk notice stands on no timeline until somebody answers it.
    private func show(
        _ message: OutboundMessage, in file: Case, _ t: borrowing Transaction
    ) throws {
        guard try !desk.timeline.shows(message.id, in: file.id, t),
            let rendering = try sent.rendering(of: message, t)
        else { return }
        var entry = NewEntry(.notice, by: .system, rendering.text, language: rendering.language)
        entry.channel = message.channel
        entry.subject = rendering.subject.isEmpty ? nil : rendering.subject
        entry.message = message.id
        entry.details = ["notice": message.notice, "sent": message.createdAt.iso8601]
        try desk.timeline.add(entry, to: file, t)
    }
}
