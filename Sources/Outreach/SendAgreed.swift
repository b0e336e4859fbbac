import Cases
import Localization
import MessageFormat
import Store

/// After a talk with a family: writes to it what was agreed, and keeps that as the case's next
/// step.
///
/// One transaction does both, so that what a family was promised is on the liaison's list of what
/// comes next.
public struct SendAgreed: Sendable {
    static let notice = "agreed"
    /// The list of cases has one line for a step.
    private static let longestStep = 200
    /// A leap year.
    private static let farthest = Duration.seconds(366 * 86_400)

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What the notice would say to the family of a case, and who of it would get it.
    ///
    /// `step`: who does what, in English. `until`: the day by which, `2026-12-11`, today at the
    /// earliest. `translations`: `so:step=…`, where a person gives the words.
    /// - Throws: ``Refusal`` with every mistake in what was typed.
    public func plan(
        _ name: String, step: String, until: String?, translations: [String] = [],
        way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let typed = TypedValues(
            ["step=\(step)"] + (until.map { ["until=\($0)"] } ?? []),
            translations: translations)
        let plan = try await SendFilled(desk).plan(
            Self.notice, about: name, typed, way: way, spelling: .options, by: handle)
        if let day = plan.order.until { try check(day, zone: plan.order.school.timeZone) }
        if case .words(let words)? = plan.order.values["step"] {
            try check(words.translations.keys, plan.readers)
        }
        return plan
    }

    /// A promise is for the coming months: a day beyond a year is a slip of the keys.
    private func check(_ day: String, zone: String) throws(Refusal) {
        let now = desk.source.now()
        let today = now.localDay(zone)
        guard day >= today else {
            throw Refusal("\(day) has passed; today is \(today). Give a day to come.")
        }
        guard day <= (now + Self.farthest).localDay(zone) else {
            throw Refusal("\(day): that is more than a year away. Check the year.")
        }
    }

    /// Words for a language that nobody of the family reads would silently go to no one.
    private func check(
        _ given: some Collection<LanguageTag>, _ readers: Readers
    ) throws(Refusal) {
        guard case .listed(let recipients) = readers, !recipients.recipients.isEmpty else { return }
        let read = Set(
            (recipients.recipients.map(\.contact) + recipients.leftOut.map(\.contact))
                .flatMap(\.languages))
        let languages = Set(read.map(\.language))
        for tag in given.sorted(by: { $0.text < $1.text }) where !languages.contains(tag.language) {
            let theirs = read.map(\.text).sorted().joined(separator: ", ")
            throw Refusal("\(tag): nobody in this family reads it; they read \(theirs).")
        }
    }

    /// Queues a plan that has been shown, and notes the case's next step, unless nobody gets it.
    /// - Throws: ``Refusal``; nothing is queued or noted then.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let receipt = try SendNotice(desk).commit(plan, by: staff, t)
            guard receipt.queued > 0 || !receipt.waiting.isEmpty, let file = plan.order.caseFile,
                case .words(let words)? = plan.order.values["step"]
            else { return receipt }
            let step = words.english.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let line =
                step.count <= Self.longestStep
                ? step : String(step.prefix(Self.longestStep - 1)) + "…"
            try desk.caseBook.setNextStep(line, on: plan.order.until, of: file.id, t)
            try desk.audit.record(
                "case.next-step", by: staff.id, on: ("case", file.id.text), family: file.family, t)
            return receipt
        }
    }
}

extension NoticeOrder {
    /// The day by which what was agreed is to be done.
    fileprivate var until: String? {
        guard case .value(.date(let day))? = values["until"] else { return nil }
        return day
    }
}
