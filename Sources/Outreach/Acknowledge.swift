import Cases
import Delivery
import Inbox
import Localization
import People
import Store
import Wire

/// Tells a family that its words have arrived and when a person answers: once a week at most to
/// one address, and never to a machine (RFC 3834 §2).
struct Acknowledge: Sendable {
    private let desk: Desk
    private static let interval = Duration.seconds(7 * 86_400)

    init(_ desk: Desk) {
        self.desk = desk
    }

    func acknowledge(
        _ read: ReadMessage, from contact: Contact, in file: Case, _ t: borrowing Transaction
    ) throws {
        guard let days = desk.acknowledgeWithin, !read.isAutomatic, read.returnPath != "",
            let address = try address(of: contact, in: read, t),
            let school = try Schools().school(file.school, t),
            let liaison = try Staff().member(file.liaison, t),
            try !Outbox().hasSent(
                automaticNotice, to: address, since: desk.source.now() - Self.interval, t)
        else { return }
        var values: [String: NoticeValue] = [
            "days": .count(days), "liaison": .text(liaison.name), "school": .text(school.name),
        ]
        values["phone"] = desk.phone.map { .text($0) }
        let week = desk.source.now().milliseconds / Self.interval.milliseconds
        var order = NoticeOrder(
            notice: automaticNotice, about: ("case", file.id.text),
            key: "\(automaticNotice):\(week)", school: school, caseFile: file, audience: "sender",
            expires: desk.source.now() + .seconds(86_400), values: values, readerName: nil,
            isBulk: false)
        order.inReplyTo = read.messageID
        var recipients = Recipients()
        recipients.recipients = [Recipients.Recipient(contact: contact, address: address)]
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
        _ notice: String, to address: String, since: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        try latest(notice, to: address, .email, t).map { $0.createdAt >= since } ?? false
    }
}
