import Cases
import Delivery
import Localization
import People
import Store

/// Writes one send into the outbox, some hundreds of rows a statement, each distinct text once.
///
/// Nothing is written before there is something to write, and a send of which no message turns out
/// to be new is taken back.
struct SendWriting {
    let id: SendID
    private let desk: Desk
    private let plan: NoticePlan
    private let staff: StaffMember
    private let release: Instant?
    private(set) var queued = 0
    private(set) var leftOut = 0
    private var reference: String?
    private var texts: [StoredText: StoredRendering] = [:]
    private var copies: [Waiting] = []
    private var exclusions: [(contact: ContactID, family: FamilyID, reason: Exclusion)] = []

    /// Rows that are kept back for one statement.
    private static let batch = 200
    /// Texts that are remembered as written.
    private static let remembered = 400

    private struct StoredText: Hashable {
        let number: Int
        let channel: Channel
    }

    private struct Waiting {
        let recipient: Recipients.Recipient
        let text: StoredRendering
    }

    init(
        _ plan: NoticePlan, by staff: StaffMember, release: Instant?, _ desk: Desk
    ) {
        (self.desk, self.plan, self.staff, self.release) = (desk, plan, staff, release)
        id = desk.source.newID()
    }

    mutating func add(
        _ recipient: Recipients.Recipient, saying words: SaidWords, _ t: borrowing Transaction
    ) throws {
        let text = try text(words, on: recipient.channel, t)
        copies.append(Waiting(recipient: recipient, text: text))
        if copies.count == Self.batch { try flushCopies(t) }
    }

    mutating func leaveOut(_ one: Recipients.LeftOut, _ t: borrowing Transaction) throws {
        exclusions.append((one.contact.id, one.contact.family, one.reason))
        leftOut += 1
        if exclusions.count == Self.batch { try flushExclusions(t) }
    }

    /// Writes what is left, and the row of the audit trail.
    /// - Returns: The send's reference; nil when none of its messages was new.
    mutating func end(_ t: borrowing Transaction) throws -> String? {
        try flushCopies(t)
        guard queued > 0 else {
            if reference != nil { try Outbox().takeBack(id, t) }
            return nil
        }
        try flushExclusions(t)
        try desk.audit.record(
            "notice.send", by: staff.id, on: ("send", id.text),
            family: plan.order.caseFile?.family,
            details: [
                "notice": plan.order.notice, "queued": String(queued),
                "leftOut": String(leftOut),
            ], t)
        return reference
    }

    private mutating func begin(_ t: borrowing Transaction) throws {
        guard reference == nil else { return }
        let order = plan.order
        let send = NewSend(
            id: id, school: order.school.id, family: order.caseFile?.family, notice: order.notice,
            about: order.about, isBulk: order.isBulk, audience: order.audience,
            values: try jsonText(order.values.record), staff: staff.id,
            answers: plan.answers.isEmpty ? nil : try jsonText(plan.answers), release: release,
            goesBefore: plan.goesBefore)
        reference = try Outbox().insert(send, desk.source, t)
    }

    private mutating func text(
        _ words: SaidWords, on channel: Channel, _ t: borrowing Transaction
    ) throws -> StoredRendering {
        let key = StoredText(number: words.number, channel: channel)
        if let known = texts[key] { return known }
        try begin(t)
        let text = StoredRendering(words.rendering, on: channel, of: plan.order, send: id)
        try Outbox().insert(text, of: id, t)
        if texts.count >= Self.remembered { texts = [:] }
        texts[key] = text
        return text
    }

    private mutating func flushExclusions(_ t: borrowing Transaction) throws {
        try begin(t)
        try Outbox().exclude(exclusions, from: id, t)
        exclusions = []
    }

    private mutating func flushCopies(_ t: borrowing Transaction) throws {
        let messages = try copies.map { try message($0, t) }
        let new = try Outbox().insert(messages, at: plan.order.moment(desk), t)
        queued += new.count
        if let file = plan.order.caseFile {
            for (copy, message) in zip(copies, messages) where new.contains(message.id) {
                try tell(copy, message.id, on: file, t)
            }
        }
        copies = []
    }

    private func message(_ copy: Waiting, _ t: borrowing Transaction) throws -> NewMessage {
        let (order, recipient) = (plan.order, copy.recipient)
        let contact = recipient.contact
        // What answers a mail follows that one; anything else, what went out before it.
        let follows = try order.inReplyTo ?? latest(in: order.caseFile, to: contact, t)
        let id: OutboundID = desk.source.newID()
        // Its time stands first, so that the index of Message-IDs grows at its end.
        let messageID: OutboundID = desk.source.newID()
        return NewMessage(
            id: id, idempotencyKey: order.key(of: recipient), send: self.id,
            school: order.school.id, family: contact.family, contact: contact.id,
            caseID: order.caseFile?.id, channel: recipient.channel, address: recipient.address,
            rendering: copy.text.id, messageID: "\(messageID)@\(desk.identity.domain)",
            inReplyTo: follows, isBulk: order.isBulk,
            priority: order.priority(desk), isHeld: release != nil, due: order.moment(desk),
            expires: order.expires)
    }

    private func latest(
        in file: Case?, to contact: Contact, _ t: borrowing Transaction
    ) throws -> String? {
        try file.flatMap { try Outbox().latest(in: $0.id, to: contact.id, t)?.messageID }
    }

    /// The line on the case's timeline.
    private func tell(
        _ copy: Waiting, _ message: OutboundID, on file: Case, _ t: borrowing Transaction
    ) throws {
        let text = copy.text
        var entry = NewEntry(.notice, by: .system, text.text, language: text.language)
        entry.channel = copy.recipient.channel
        entry.subject = text.subject.isEmpty ? nil : text.subject
        entry.message = message
        entry.details = [
            "notice": plan.order.notice, "to": copy.recipient.contact.id.text,
            "standing": text.standing,
        ]
        try desk.timeline.add(entry, to: file, t)
    }
}

extension NoticeOrder {
    /// Says *same*: under this key a recipient gets the notice once.
    func key(of recipient: Recipients.Recipient) -> String {
        "\(key):\(recipient.channel.rawValue):\(recipient.address)"
    }

    /// How soon it leaves where many wait.
    func priority(_ desk: Desk) -> Priority {
        if desk.localizer.library.notice(notice)?.kind == .urgent { return .urgent }
        return isBulk ? .bulk : .direct
    }

    /// A millisecond is the least that tells two messages' order.
    fileprivate func moment(_ desk: Desk) -> Instant {
        desk.source.now() - (leads ? .milliseconds(1) : .zero)
    }
}
