import Cases
import Delivery
import Inbox
import Localization
import People
import Store
import Wire

/// Answers a family by itself, and never a machine (RFC 3834 §2): that its words have arrived, once
/// a week at most to one address; that notices have stopped or begun again, once for each wish.
struct Acknowledge: Sendable {
    private let desk: Desk
    private static let interval = Duration.seconds(7 * 86_400)

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Says when a person answers.
    func acknowledge(
        _ read: ReadMessage, from contact: Contact, in file: Case, _ t: borrowing Transaction
    ) throws {
        guard let days = desk.acknowledgeWithin,
            let address = try address(of: contact, in: read, t),
            try !Outbox().hasSent(
                .replyReceived, to: address, since: desk.source.now() - Self.interval, t)
        else { return }
        let week = desk.source.now().milliseconds / Self.interval.milliseconds
        try send(
            .replyReceived, key: String(week), ["days": .count(days)], read, contact, address,
            file, t)
    }

    /// Confirms that bulk notices to the reader's address have stopped, or begun again.
    func confirm(
        _ notice: AutomaticNotice, _ read: ReadMessage, from contact: Contact, in file: Case,
        about message: OutboundMessage, _ t: borrowing Transaction
    ) throws {
        guard let address = try address(of: contact, in: read, t), address == message.address
        else { return }
        let key = "\(message.id):\(desk.source.now().milliseconds)"
        try send(notice, key: key, [:], read, contact, address, file, t)
    }

    private func send(
        _ notice: AutomaticNotice, key: String, _ own: [String: NoticeValue],
        _ read: ReadMessage, _ contact: Contact, _ address: String, _ file: Case,
        _ t: borrowing Transaction
    ) throws {
        guard !read.isAutomatic, read.returnPath != "",
            let school = try Schools().school(file.school, t),
            let liaison = try Staff().member(file.liaison, t)
        else { return }
        var values = own
        values["liaison"] = .text(liaison.name)
        values["school"] = .text(school.name)
        values["phone"] = desk.phone.map { .text($0) }
        var order = NoticeOrder(
            notice: notice.rawValue, about: ("case", file.id.text),
            key: "\(notice.rawValue):\(key)", school: school, caseFile: file, audience: "sender",
            expires: desk.source.now() + .seconds(86_400), values: values, readerName: nil,
            isBulk: false)
        order.inReplyTo = read.messageID
        var recipients = Recipients()
        recipients.recipients = [Recipients.Recipient(contact: contact, channel: .email, address: address)]
        let sender = SendNotice(desk)
        let plan: NoticePlan
        do {
            plan = try sender.plan(order, for: recipients)
        } catch is LocalizationProblem {
            // The family's words are filed all the same; a liaison answers them anyhow.
            return
        }
        _ = try sender.commit(plan, by: liaison, t)
    }

    /// The From address as the roster has it.
    private func address(
        of contact: Contact, in read: ReadMessage, _ t: borrowing Transaction
    ) throws -> String? {
        guard let from = read.from.flatMap({ try? readAddressFolded($0.address) }) else {
            return nil
        }
        return try Contacts().addresses(of: contact.id, .email, t).map(\.address)
            .first { $0.lowercased() == from.lowercased() }
    }
}

extension Outbox {
    /// Whether a notice went to an address since a moment.
    func hasSent(
        _ notice: AutomaticNotice, to address: String, since: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        try latest(notice.rawValue, to: address, .email, t).map { $0.createdAt >= since } ?? false
    }
}
