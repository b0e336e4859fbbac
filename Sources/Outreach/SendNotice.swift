import Cases
import Crypto
import Delivery
import Foundation
import Localization
import MessageFormat
import People
import Store
import Wire

/// Sends a notice: plans it, shows it, and commits it to the outbox. Nothing leaves from here.
///
/// Recipients pass through a page at a time, whether they are counted or queued, so that a district
/// takes no more memory than a school.
public struct SendNotice: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    func plan(_ order: NoticeOrder, for readers: Readers) throws -> NoticePlan {
        NoticePlan(
            order: order, readers: readers,
            answers: try order.answers ?? desk.localizer.offered(by: order))
    }

    func plan(_ order: NoticeOrder, for recipients: Recipients) throws -> NoticePlan {
        try plan(order, for: .listed(recipients))
    }

    /// What a plan would come to now.
    /// - Throws: ``LocalizationProblem`` when there are no words for a reader.
    public func preview(_ plan: NoticePlan) async throws -> NoticePreview {
        try await desk.database.read { t in try preview(plan, t) }
    }

    func preview(_ plan: NoticePlan, _ t: borrowing Transaction) throws -> NoticePreview {
        var preview = NoticePreview(prices: desk.prices)
        var words = NoticeWords(plan, desk)
        var pages = plan.readers.pages
        let isGreeted = Welcome(desk).goesBefore(plan.order)
        while let page = try pages.next(desk, t) {
            if isGreeted { preview.greet(try Welcome.new(among: page.recipients, t).count) }
            for recipient in page.recipients {
                preview.add(recipient, saying: try words.said(to: recipient, t))
            }
            for one in page.leftOut { preview.add(one) }
        }
        return preview
    }

    /// Commits a plan, if the member of staff may send.
    /// - Throws: ``Refusal``; nothing is queued then.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await desk.database.write { t in
            try commit(plan, by: Acting().staff(handle, to: .send, t), t)
        }
    }

    /// Commits a plan: messages, texts, who was left out, the timeline and the audit row, in one
    /// transaction. An address that had this notice before is passed over.
    /// - Throws: ``Refusal`` when it goes to many and the disk runs low.
    public func commit(
        _ plan: NoticePlan, by staff: StaffMember, _ t: borrowing Transaction
    ) throws -> SendReceipt {
        let isToMany = try plan.isToMany(desk, t)
        if isToMany {
            let isUrgent = plan.order.priority(desk) == .urgent
            try desk.mustHaveRoom(
                forMany: isUrgent ? plan.readers.most(t) : 0, isUrgent: isUrgent)
        }
        var queueing = try Queueing(
            plan, by: staff, release: release(of: plan, isToMany: isToMany), desk, t)
        var pages = plan.readers.pages
        while let page = try pages.next(desk, t) { try queueing.take(page, t) }
        return try queueing.end(t)
    }

    /// News to many can be undone for a moment. What is urgent can't wait for that, and what
    /// concerns one family is no mistake that many would see.
    private func release(of plan: NoticePlan, isToMany: Bool) -> Instant? {
        switch plan.start {
        case .atOnce: return nil
        case .released(let moment): return moment
        case .usual:
            guard isToMany, plan.order.priority(desk) != .urgent, desk.sending.undo > .zero
            else { return nil }
            return desk.source.now() + desk.sending.undo
        }
    }
}

extension [String: NoticeValue] {
    /// The values for the record.
    var record: [String: String] {
        mapValues { value in
            switch value {
            case .value(.string(let text)), .value(.decimal(let text)), .value(.date(let text)):
                text
            case .value(.integer(let number)): String(number)
            case .value(.number(let number)): String(number)
            case .value(.instant(let milliseconds)):
                Instant(milliseconds: milliseconds).iso8601
            case .words(let words): words.english
            }
        }
    }
}

/// A short digest of words, for keys that say *same*.
func fingerprint(_ words: String...) -> String {
    let joined = words.joined(separator: "\0")
    return Base32.encode(SHA256.hash(data: Data(joined.utf8)).prefix(10))
}
