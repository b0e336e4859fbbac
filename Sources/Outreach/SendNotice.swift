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
public struct SendNotice: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Renders the notice for every recipient. Equal words are rendered once.
    public func plan(_ order: NoticeOrder, for recipients: Recipients) throws -> NoticePlan {
        var known: [RenderingKey: (rendering: Rendering, number: Int)] = [:]
        let copies = try recipients.recipients.map { recipient in
            let key = RenderingKey(
                values: values(order, recipient), wanted: recipient.contact.languages)
            let said = try known[key] ?? (render(order, key), known.count)
            known[key] = said
            return NoticePlan.Copy(
                recipient: recipient, rendering: said.rendering, number: said.number)
        }
        return NoticePlan(
            order: order, copies: copies, leftOut: recipients.leftOut,
            answers: try order.answers ?? desk.localizer.offered(by: order),
            texts: TextEstimate(copies, prices: desk.texts?.prices ?? SMSPrices()))
    }

    private func values(
        _ order: NoticeOrder, _ recipient: Recipients.Recipient
    ) -> [String: NoticeValue] {
        var values = order.values
        if recipient.isShared { values.merge(order.discreet) { $1 } }
        if let blank = order.readerName {
            values[blank] = .value(.string(recipient.contact.fullName))
        }
        return values
    }

    /// Commits a plan that has been shown, if the member of staff may send.
    func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
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
        if plan.isToMany {
            try desk.mustHaveRoom(
                forMany: plan.copies.count, isUrgent: priority(of: plan.order) == .urgent)
        }
        let known = try existing(plan, t)
        let fresh = plan.copies.filter { !known.contains(key(plan, $0)) }
        let again = try Outbox().sendAgain(
            plan.copies.map { key(plan, $0) }, at: desk.source.now(), t)
        if again > 0 { try recordAgain(again, plan, staff, t) }
        guard !fresh.isEmpty else {
            return SendReceipt(
                reference: nil, queued: 0, alreadyThere: plan.copies.count, sentAgain: again)
        }
        let release = release(of: plan)
        let id: SendID = desk.source.newID()
        let welcomed = try Welcome(desk).before(
            fresh, in: plan, of: id, by: staff, release: release, t)
        let reference = try Outbox().insert(
            send(id, plan, staff, release: release), desk.source, t)
        let queued = try queue(fresh, in: plan, send: id, isHeld: release != nil, t)
        for one in plan.leftOut {
            try Outbox().exclude(
                one.contact.id, of: one.contact.family, because: one.reason, from: id, t)
        }
        try desk.audit.record(
            "notice.send", by: staff.id, on: ("send", id.text),
            family: plan.order.caseFile?.family,
            details: [
                "notice": plan.order.notice, "queued": String(queued),
                "leftOut": String(plan.leftOut.count),
            ], t)
        return SendReceipt(
            reference: reference, queued: queued, alreadyThere: plan.copies.count - queued,
            sentAgain: again, welcomed: welcomed, release: release)
    }

    /// News to many can be undone for a moment. What is urgent can't wait for that, and what
    /// concerns one family is no mistake that many would see.
    private func release(of plan: NoticePlan) -> Instant? {
        switch plan.start {
        case .atOnce: return nil
        case .released(let moment): return moment
        case .usual:
            let now = desk.source.now()
            guard plan.isToMany, priority(of: plan.order) != .urgent, desk.sending.undo > .zero
            else { return nil }
            return now + desk.sending.undo
        }
    }

    private func priority(of order: NoticeOrder) -> Priority {
        if desk.localizer.library.notice(order.notice)?.kind == .urgent { return .urgent }
        return order.isBulk ? .bulk : .direct
    }

    private func recordAgain(
        _ count: Int, _ plan: NoticePlan, _ staff: StaffMember, _ t: borrowing Transaction
    ) throws {
        try desk.audit.record(
            "notice.again", by: staff.id, on: plan.order.about,
            family: plan.order.caseFile?.family,
            details: ["notice": plan.order.notice, "queued": String(count)], t)
    }

    private struct RenderingKey: Hashable {
        let values: [String: NoticeValue]
        let wanted: [LanguageTag]
    }

    private func render(_ order: NoticeOrder, _ key: RenderingKey) throws -> Rendering {
        try desk.localizer.render(
            order.notice, values: key.values, for: key.wanted, timeZone: order.school.timeZone,
            schoolLanguage: order.school.language,
            options: RenderOptions(replyMarker: replyMarker))
    }

    private func key(_ plan: NoticePlan, _ copy: NoticePlan.Copy) -> String {
        "\(plan.order.key):\(copy.recipient.channel.rawValue):\(copy.recipient.address)"
    }

    private func existing(
        _ plan: NoticePlan, _ t: borrowing Transaction
    ) throws -> Set<String> {
        try Outbox().known(plan.copies.map { key(plan, $0) }, t)
    }

    private func send(
        _ id: SendID, _ plan: NoticePlan, _ staff: StaffMember, release: Instant?
    ) throws -> NewSend {
        NewSend(
            id: id, school: plan.order.school.id, family: plan.order.caseFile?.family,
            notice: plan.order.notice, about: plan.order.about, isBulk: plan.order.isBulk,
            audience: plan.order.audience, values: try jsonText(plan.order.values.record),
            staff: staff.id, answers: plan.answers.isEmpty ? nil : try jsonText(plan.answers),
            release: release, goesBefore: plan.goesBefore)
    }

    private func stored(
        _ copy: NoticePlan.Copy, in plan: NoticePlan, send: SendID
    ) -> StoredRendering {
        let rendering = copy.rendering
        var calendar = plan.order.calendar
        calendar?.summary = rendering.subject
        calendar?.language = rendering.language.text
        var hash = SHA256()
        // The standing too: English for want of a translation is not English as wished for.
        let standing = rendering.standing.rawValue
        let isMail = copy.recipient.channel == .email
        let (subject, html) = isMail ? (rendering.subject, rendering.html) : ("", "")
        for text in [send.text, standing, subject, copy.words, html] {
            hash.update(data: Data(text.utf8))
            hash.update(data: Data([0]))
        }
        return StoredRendering(
            id: Base32.encode(Array(hash.finalize().prefix(20))),
            family: plan.order.caseFile?.family, language: rendering.language.text,
            direction: rendering.direction.rawValue, standing: rendering.standing.rawValue,
            subject: subject, text: copy.words, html: html, sources: rendering.record,
            calendar: calendar)
    }

    /// Queues copies, some hundreds at a time; each distinct text is kept once.
    /// - Returns: How many are new.
    private func queue(
        _ copies: [NoticePlan.Copy], in plan: NoticePlan, send: SendID, isHeld: Bool,
        _ t: borrowing Transaction
    ) throws -> Int {
        var texts: [StoredText: StoredRendering] = [:]
        var kept: Set<String> = []
        var queued = 0
        for batch in batches(copies) {
            let messages = try batch.map { copy in
                let text = StoredText(number: copy.number, channel: copy.recipient.channel)
                let rendering = texts[text] ?? stored(copy, in: plan, send: send)
                texts[text] = rendering
                if kept.insert(rendering.id).inserted {
                    try Outbox().insert(rendering, of: send, t)
                }
                return (
                    copy, rendering,
                    try message(
                        copy, saying: rendering, in: plan, send: send, isHeld: isHeld, t)
                )
            }
            let new = try Outbox().insert(messages.map(\.2), at: moment(of: plan.order), t)
            queued += new.count
            guard let file = plan.order.caseFile else { continue }
            for (copy, rendering, message) in messages where new.contains(message.id) {
                try tell(copy, rendering, message.id, on: file, plan.order.notice, t)
            }
        }
        return queued
    }

    private struct StoredText: Hashable {
        let number: Int
        let channel: Channel
    }

    /// A millisecond is the least that tells two messages' order.
    private func moment(of order: NoticeOrder) -> Instant {
        desk.source.now() - (order.leads ? .milliseconds(1) : .zero)
    }

    private func message(
        _ copy: NoticePlan.Copy, saying rendering: StoredRendering, in plan: NoticePlan,
        send: SendID, isHeld: Bool, _ t: borrowing Transaction
    ) throws -> NewMessage {
        let (order, contact) = (plan.order, copy.recipient.contact)
        let previous = try order.caseFile.flatMap { file in
            try Outbox().latest(in: file.id, to: contact.id, t)
        }
        return NewMessage(
            id: desk.source.newID(), idempotencyKey: key(plan, copy), send: send,
            school: order.school.id, family: contact.family, contact: contact.id,
            caseID: order.caseFile?.id, channel: copy.recipient.channel,
            address: copy.recipient.address, rendering: rendering.id,
            messageID: "\(desk.source.randomText(digits: 24))@\(desk.identity.domain)",
            inReplyTo: order.inReplyTo ?? previous?.messageID, isBulk: order.isBulk,
            priority: priority(of: order), isHeld: isHeld, due: moment(of: order),
            expires: order.expires)
    }

    /// The line on the case's timeline.
    private func tell(
        _ copy: NoticePlan.Copy, _ rendering: StoredRendering, _ message: OutboundID,
        on file: Case, _ notice: String, _ t: borrowing Transaction
    ) throws {
        var entry = NewEntry(.notice, by: .system, rendering.text, language: rendering.language)
        entry.channel = copy.recipient.channel
        entry.subject = rendering.subject.isEmpty ? nil : rendering.subject
        entry.message = message
        entry.details = [
            "notice": notice, "to": copy.recipient.contact.id.text,
            "standing": rendering.standing,
        ]
        try desk.timeline.add(entry, to: file, t)
    }
}

extension Rendering {
    /// Which catalog entries it was made from: what was said can be traced to who wrote it.
    fileprivate var record: String {
        let lines = entries.map { entry in
            "\(entry.key) \(entry.language.text) \(entry.standing.rawValue) \(entry.digest)"
        }
        return (try? jsonText(lines)) ?? "[]"
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
