import Cases
import Delivery
import Localization
import MessageFormat
import People
import Store

/// What waits of a send, for the readers of one language.
public struct WaitingWords: Sendable {
    /// Their language.
    public let language: LanguageTag
    /// Why it waits.
    public let rule: FreeTextRule
    /// How many addresses.
    public let addresses: Int
    /// The translation that it waits for, as staff call it, and its id.
    public let draft: (reference: String, id: DraftID)
    /// From when on the words go in English; nil for never.
    public let englishAt: Instant?
}

/// Keeps for later what cannot be said yet, while the rest of a send is queued.
struct WaitForWords {
    private let desk: Desk
    private var languages: [LanguageTag: (rule: FreeTextRule, count: Int)] = [:]
    /// How many addresses wait.
    private(set) var count = 0

    init(_ desk: Desk) {
        self.desk = desk
    }

    mutating func add(_ language: LanguageTag, by rule: FreeTextRule) {
        languages[language] = (rule, (languages[language]?.count ?? 0) + 1)
        count += 1
    }

    /// Keeps the order for each language that waits, with the draft that is to be made of its words.
    ///
    /// In the transaction of the send: what was ordered is there as a whole or not at all.
    func keep(
        _ plan: NoticePlan, by staff: StaffMember, after send: SendID?, _ t: borrowing Transaction
    ) throws -> [WaitingWords] {
        guard !languages.isEmpty else { return [] }
        guard let readers = StoredReaders(plan.readers),
            let template = desk.localizer.library.notice(plan.order.notice)
        else { throw Refusal("The notice \(plan.order.notice) can't wait for a translation.") }
        let order = try jsonText(StoredOrder(plan.order, for: readers, isAtOnce: plan.isAtOnce))
        // One order may be given for several audiences, and each has readers of its own who wait.
        let readersKey = fingerprint(try jsonText(readers), plan.order.school.id.text)
        return try languages.sorted { $0.key < $1.key }.map { language, waits in
            let draft = try draft(of: plan.order, template, in: language, by: staff, t)
            let english = desk.translating.deadline(
                for: plan.order, isUrgent: template.kind == .urgent, rule: waits.rule,
                now: desk.source.now())
            _ = try desk.waitingSends.insert(
                NewWaitingSend(
                    school: plan.order.school.id, family: plan.order.caseFile?.family,
                    notice: plan.order.notice, about: plan.order.about,
                    key: "\(plan.order.key)|\(readersKey)", language: language.text,
                    draft: draft.id, rule: waits.rule.rawValue,
                    order: order, addresses: waits.count, send: send, englishAt: english,
                    expires: plan.order.expires, staff: staff.id), t)
            return WaitingWords(
                language: language, rule: waits.rule, addresses: waits.count,
                draft: (draft.reference, draft.id), englishAt: english)
        }
    }

    private func draft(
        of order: NoticeOrder, _ template: NoticeTemplate, in language: LanguageTag,
        by staff: StaffMember, _ t: borrowing Transaction
    ) throws -> WordsDraft {
        let fields = order.untranslated(in: language, template)
        var new = NewDraft(
            school: order.school.id, purpose: order.notice,
            pair: LanguagePair(.english, language), fields: fields, author: staff.id,
            key: FindWords.key(order, fields, language))
        (new.family, new.caseID) = (order.caseFile?.family, order.caseFile?.id)
        new.isUrgent = template.kind == .urgent
        return try desk.drafts.want(new, t)
    }
}
