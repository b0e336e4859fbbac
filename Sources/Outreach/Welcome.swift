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

    /// Greets the numbers among a plan's recipients that nobody has written to before; nil where
    /// the plan has no word before it.
    ///
    /// `release`: Until when what follows it can be undone: it leaves no sooner.
    func writing(
        before send: SendID, of plan: NoticePlan, by staff: StaffMember, release: Instant?,
        _ t: borrowing Transaction
    ) throws -> Writing? {
        guard goesBefore(plan.order) else { return nil }
        let order = try order(plan.order.school, staff, audience: "first text", t)
        var welcome = try SendNotice(desk).plan(order, for: Recipients())
        welcome.goesBefore = send
        return Writing(
            words: NoticeWords(welcome, desk),
            writing: SendWriting(welcome, by: staff, release: release, desk))
    }

    /// The word before some texts, as it is queued together with them.
    struct Writing {
        fileprivate var words: NoticeWords
        fileprivate var writing: SendWriting

        /// Queues it for the new numbers among some recipients, before anything else is.
        mutating func greet(
            _ recipients: [Recipients.Recipient], _ t: borrowing Transaction
        ) throws {
            for recipient in try Welcome.new(among: recipients, t) {
                try writing.add(recipient, saying: words.said(to: recipient, t), t)
            }
        }

        /// - Returns: For how many.
        mutating func end(_ t: borrowing Transaction) throws -> Int {
            _ = try writing.end(t)
            return writing.queued
        }
    }

    /// Those who would be written to by text for the first time.
    static func new(
        among recipients: [Recipients.Recipient], _ t: borrowing Transaction
    ) throws -> [Recipients.Recipient] {
        let texts = recipients.filter { $0.channel == .sms }
        let known = try Outbox().addressed(texts.map(\.address), .sms, t)
        return texts.filter { !known.contains($0.address) }
    }

    /// Whether a notice's first texts have a word before them. What is urgent, or answers a family
    /// by itself, has none.
    func goesBefore(_ order: NoticeOrder) -> Bool {
        let template = desk.localizer.library.notice(order.notice)
        return desk.texts?.welcomes == true && order.notice != Self.notice
            && template?.kind != .urgent
            && AutomaticNotice(rawValue: order.notice) == nil
    }

    private func key(_ school: School) -> String { "welcome:\(school.id)" }
}
