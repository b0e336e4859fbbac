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
    private var waiting: WaitForWords
    private var writing: SendWriting
    private var welcome: Welcome.Writing?
    private var preview: NoticePreview
    private var sentAgain = 0

    init(
        _ plan: NoticePlan, by staff: StaffMember, release: Instant?, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        (self.desk, self.plan, self.staff, self.release) = (desk, plan, staff, release)
        words = NoticeWords(plan, desk)
        waiting = WaitForWords(desk)
        preview = NoticePreview(prices: desk.prices)
        writing = SendWriting(plan, by: staff, release: release, desk)
        welcome = try Welcome(desk).writing(
            before: writing.id, of: plan, by: staff, release: release, t)
    }

    mutating func take(_ page: Recipients, _ t: borrowing Transaction) throws {
        var fresh: [(recipient: Recipients.Recipient, words: SaidWords)] = []
        let said = try page.recipients.map { ($0, try words.said(to: $0, t)) }
            .filter { plan.isMeant($0.1.rendering.language) }
        let keys = said.map { plan.order.key(of: $0.0) }
        let known = try Outbox().known(keys, t)
        sentAgain += try Outbox().sendAgain(
            keys.filter(known.contains), at: desk.source.now(), t)
        for (key, (recipient, words)) in zip(keys, said) {
            preview.add(recipient, saying: words, isKnown: known.contains(key))
            guard !known.contains(key) else { continue }
            if let rule = words.waits {
                waiting.add(words.rendering.language, by: rule)
            } else {
                fresh.append((recipient, words))
            }
        }
        // Whom nobody has written to before is asked before this send's own texts are there.
        try welcome?.greet(fresh.map(\.recipient), t)
        for one in fresh { try writing.add(one.recipient, saying: one.words, t) }
        for one in page.leftOut {
            preview.add(one)
            try writing.leaveOut(one, t)
        }
    }

    mutating func end(_ t: borrowing Transaction) throws -> SendReceipt {
        if sentAgain > 0 { try recordAgain(t) }
        let reference = try writing.end(t)
        let waits = try waiting.keep(plan, by: staff, after: reference.map { _ in writing.id }, t)
        return SendReceipt(
            reference: reference, queued: writing.queued,
            alreadyThere: preview.copies.count - writing.queued - waiting.count,
            sentAgain: sentAgain, welcomed: try welcome?.end(t) ?? 0, waiting: waits,
            release: reference == nil ? nil : release, preview: preview)
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
