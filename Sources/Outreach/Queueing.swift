import Delivery
import People
import Store
import Wire

/// Queues a plan a page of recipients at a time, and counts what it queues.
struct Queueing {
    private let desk: Desk
    private let plan: NoticePlan
    private let staff: StaffMember
    private let release: Instant?
    private var words: NoticeWords
    private var writing: SendWriting
    private var welcome: Welcome.Writing?
    private var preview: NoticePreview
    private var sentAgain = 0

    init(
        _ plan: NoticePlan, by staff: StaffMember, release: Instant?, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        (self.desk, self.plan, self.staff, self.release) = (desk, plan, staff, release)
        words = NoticeWords(plan.order, desk)
        preview = NoticePreview(prices: desk.prices)
        writing = SendWriting(plan, by: staff, release: release, desk)
        welcome = try Welcome(desk).writing(
            before: writing.id, of: plan, by: staff, release: release, t)
    }

    mutating func take(_ page: Recipients, _ t: borrowing Transaction) throws {
        let keys = page.recipients.map { plan.order.key(of: $0) }
        let known = try Outbox().known(keys, t)
        sentAgain += try Outbox().sendAgain(
            keys.filter(known.contains), at: desk.source.now(), t)
        let fresh = zip(keys, page.recipients).filter { !known.contains($0.0) }.map(\.1)
        // Whom nobody has written to before is asked before this send's own texts are there.
        try welcome?.greet(fresh, t)
        for (key, recipient) in zip(keys, page.recipients) {
            let said = try words.said(to: recipient)
            preview.add(recipient, saying: said)
            if !known.contains(key) { try writing.add(recipient, saying: said, t) }
        }
        for one in page.leftOut {
            preview.add(one)
            try writing.leaveOut(one, t)
        }
    }

    mutating func end(_ t: borrowing Transaction) throws -> SendReceipt {
        if sentAgain > 0 { try recordAgain(t) }
        let reference = try writing.end(t)
        return SendReceipt(
            reference: reference, queued: writing.queued,
            alreadyThere: preview.copies.count - writing.queued, sentAgain: sentAgain,
            welcomed: try welcome?.end(t) ?? 0, release: reference == nil ? nil : release,
            preview: preview)
    }

    private func recordAgain(_ t: borrowing Transaction) throws {
        try desk.audit.record(
            "notice.again", by: staff.id, on: plan.order.about,
            family: plan.order.caseFile?.family,
            details: ["notice": plan.order.notice, "queued": String(sentAgain)], t)
    }
}

extension Desk {
    /// What a segment of a text costs.
    var prices: SMSPrices { texts?.prices ?? SMSPrices() }
}
