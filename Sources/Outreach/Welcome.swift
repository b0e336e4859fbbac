import Delivery
import Localization
import People
import Store

/// The first word to a contact: who writes, how to answer, and how to stop.
///
/// A number gets it once, before its first text: a text from a number that nobody knows is taken
/// for a fraud, and the way to stop must have been told. A mail says all that in its own lines.
struct Welcome: Sendable {
    static let notice = "welcome"
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The order for an audience, or for the numbers that are written to for the first time.
    func order(
        _ school: School, _ staff: StaffMember, audience: String, _ t: borrowing Transaction
    ) throws -> NoticeOrder {
        var values: [String: NoticeValue] = [
            "school": .text(school.name), "liaison": .text(try liaison(of: school, staff, t)),
        ]
        values["phone"] = desk.phone.map { .text($0) }
        var order = NoticeOrder(
            notice: Self.notice, about: ("school", school.id.text), key: key(school),
            school: school, caseFile: nil, audience: audience, expires: nil, values: values,
            readerName: "parent", isBulk: false)
        order.leads = true
        return order
    }

    /// Queues it for the numbers among some copies that nobody has written to before.
    ///
    /// `release`: Until when what follows it can be undone: it leaves no sooner.
    /// - Returns: For how many.
    func before(
        _ copies: [NoticePlan.Copy], in plan: NoticePlan, of send: SendID, by staff: StaffMember,
        release: Instant?, _ t: borrowing Transaction
    ) throws -> Int {
        guard desk.texts?.welcomes == true, mayWait(plan.order) else { return 0 }
        let texts = copies.map(\.recipient).filter { $0.channel == .sms }
        let known = try Outbox().addressed(texts.map(\.address), .sms, t)
        var recipients = Recipients()
        recipients.recipients = texts.filter { !known.contains($0.address) }
        guard !recipients.recipients.isEmpty else { return 0 }
        let sender = SendNotice(desk)
        let order = try order(plan.order.school, staff, audience: "first text", t)
        var welcome = try sender.plan(order, for: recipients)
        welcome.start = .released(at: release)
        welcome.goesBefore = send
        return try sender.commit(welcome, by: staff, t).queued
    }

    /// What is urgent, or answers a family by itself, has no word before it.
    private func mayWait(_ order: NoticeOrder) -> Bool {
        let template = desk.localizer.library.notice(order.notice)
        return order.notice != Self.notice && template?.kind != .urgent
            && AutomaticNotice(rawValue: order.notice) == nil
    }

    private func key(_ school: School) -> String { "welcome:\(school.id)" }
}
