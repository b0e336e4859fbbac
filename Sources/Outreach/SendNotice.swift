import Cases
import Crypto
import Delivery
import Foundation
import Localization
import MessageFormat
import People
import Store
import Wire

/// What is to be said, about what, and until when it is of use.
public struct NoticeOrder: Sendable {
    /// The template's name.
    public let notice: String
    /// `meeting`, `event`, `case` or `school`, with its id.
    public let about: (kind: String, id: String)
    /// Says *same* together with an address: a notice reaches an address once.
    public let key: String
    /// The school.
    public let school: School
    /// The case, for what concerns one family.
    public var caseFile: Case?
    /// Who was meant, for the record.
    public var audience: String
    /// After this it is not sent any more.
    public let expires: Instant?
    /// What fills the notice's blanks, but for the reader's own name.
    public let values: [String: NoticeValue]
    /// What stands in blanks instead where another family uses the address too.
    public var discreet: [String: NoticeValue] = [:]
    /// The blank that takes the reader's name, when the notice has one.
    public let readerName: String?
    /// The Message-ID that it answers; otherwise it follows the case's last message to the reader.
    public var inReplyTo: String?
    /// The numbered answers that it offers, where they are not its template's own.
    public var answers: [OfferedAnswer]?
    /// Whether it is to leave before what is made at the same moment.
    public var leads = false
    /// What it says to a calendar; the summary is each reader's own subject.
    public var calendar: CalendarInvitation?
    /// Whether an address that asked for no more bulk notices is passed over. An emergency is not
    /// a bulk notice.
    public let isBulk: Bool
}

/// A notice that could be sent now: what each reader would get, and who is left out.
public struct NoticePlan: Sendable {
    /// One copy.
    public struct Copy: Sendable {
        /// For whom.
        public let recipient: Recipients.Recipient
        /// What it says.
        public let rendering: Rendering

        /// The words as they go out on this channel.
        public var words: String {
            switch recipient.channel {
            case .email: rendering.text
            case .sms: rendering.sms ?? ""
            }
        }
    }

    /// What was asked for.
    public let order: NoticeOrder
    /// What each address gets.
    public let copies: [Copy]
    /// Who gets nothing, and why.
    public let leftOut: [Recipients.LeftOut]
    /// The numbered answers that it offers; the first is 1.
    public let answers: [OfferedAnswer]
    /// What the texts among the copies take, and cost.
    public let texts: TextEstimate

    /// How many copies there are in each language, with how the translation stands.
    public var languages: [(language: LanguageTag, standing: Standing, count: Int)] {
        let groups = Dictionary(grouping: copies) {
            [$0.rendering.language.text, $0.rendering.standing.rawValue]
        }
        return groups.values.compactMap { group in
            group.first.map { ($0.rendering.language, $0.rendering.standing, group.count) }
        }.sorted { ($1.count, $0.language) < ($0.count, $1.language) }
    }
}

/// What a send left behind.
public struct SendReceipt: Sendable {
    /// What staff type; nil when nothing was new.
    public let reference: String?
    /// How many messages were queued.
    public let queued: Int
    /// How many addresses had been written to before.
    public let alreadyThere: Int
    /// How many of those had failed and are tried once more.
    public let sentAgain: Int
    /// How many numbers get a word of who writes before their first text.
    public var welcomed = 0
}

/// Sends a notice: plans it, shows it, and commits it to the outbox. Nothing leaves from here.
public struct SendNotice: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Renders the notice for every recipient. Equal words are rendered once.
    public func plan(_ order: NoticeOrder, for recipients: Recipients) throws -> NoticePlan {
        var known: [RenderingKey: Rendering] = [:]
        let copies = try recipients.recipients.map { recipient in
            let key = RenderingKey(
                values: values(order, recipient), wanted: recipient.contact.languages)
            let rendering = try known[key] ?? render(order, key)
            known[key] = rendering
            return NoticePlan.Copy(recipient: recipient, rendering: rendering)
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
    public func commit(
        _ plan: NoticePlan, by staff: StaffMember, _ t: borrowing Transaction
    ) throws -> SendReceipt {
        let known = try existing(plan, t)
        let fresh = plan.copies.filter { !known.contains(key(plan, $0)) }
        let again = try Outbox().sendAgain(
            plan.copies.map { key(plan, $0) }, at: desk.source.now(), t)
        if again > 0 { try recordAgain(again, plan, staff, t) }
        guard !fresh.isEmpty else {
            return SendReceipt(
                reference: nil, queued: 0, alreadyThere: plan.copies.count, sentAgain: again)
        }
        let welcomed = try Welcome(desk).before(fresh, in: plan, by: staff, t)
        let id: SendID = desk.source.newID()
        let reference = try Outbox().insert(send(id, plan, staff), desk.source, t)
        var queued = 0
        var kept: Set<String> = []
        for copy in fresh {
            let rendering = stored(copy, in: plan, send: id)
            if kept.insert(rendering.id).inserted { try Outbox().insert(rendering, of: id, t) }
            if try queue(copy, saying: rendering, in: plan, send: id, t) { queued += 1 }
        }
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
            sentAgain: again, welcomed: welcomed)
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

    private func send(_ id: SendID, _ plan: NoticePlan, _ staff: StaffMember) throws -> NewSend {
        NewSend(
            id: id, school: plan.order.school.id, family: plan.order.caseFile?.family,
            notice: plan.order.notice, about: plan.order.about, isBulk: plan.order.isBulk,
            audience: plan.order.audience, values: try jsonText(plan.order.values.record),
            staff: staff.id, answers: plan.answers.isEmpty ? nil : try jsonText(plan.answers))
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

    private func queue(
        _ copy: NoticePlan.Copy, saying rendering: StoredRendering, in plan: NoticePlan,
        send: SendID, _ t: borrowing Transaction
    ) throws -> Bool {
        let (order, contact) = (plan.order, copy.recipient.contact)
        let channel = copy.recipient.channel
        // A millisecond is the least that tells two messages' order.
        let now = desk.source.now() - (order.leads ? .milliseconds(1) : .zero)
        let previous = try order.caseFile.flatMap { file in
            try Outbox().latest(in: file.id, to: contact.id, t)
        }
        let id: OutboundID = desk.source.newID()
        let isNew = try Outbox().insert(
            NewMessage(
                id: id, idempotencyKey: key(plan, copy), send: send, school: order.school.id,
                family: contact.family, contact: contact.id, caseID: order.caseFile?.id,
                channel: channel, address: copy.recipient.address, rendering: rendering.id,
                messageID: "\(desk.source.randomText(digits: 24))@\(desk.identity.domain)",
                inReplyTo: order.inReplyTo ?? previous?.messageID, isBulk: order.isBulk,
                due: now, expires: order.expires), at: now, t)
        if isNew, let file = order.caseFile {
            var entry = NewEntry(
                .notice, by: .system, rendering.text, language: rendering.language)
            entry.channel = channel
            entry.subject = rendering.subject.isEmpty ? nil : rendering.subject
            entry.message = id
            entry.details = [
                "notice": order.notice, "to": contact.id.text, "standing": rendering.standing,
            ]
            try desk.timeline.add(entry, to: file, t)
        }
        return isNew
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
