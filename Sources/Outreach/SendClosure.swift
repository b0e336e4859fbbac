import Cases
import Localization
import MessageFormat
import People
import Store

/// Tells families at once that school is closed, begins late or ends early: in every language that
/// the notice is translated into, since it needs no words of the liaison's.
public struct SendClosure: Sendable {
    static let notice = "closure"
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What would be said, to how many in which language.
    ///
    /// `change`: `closed`, `late` or `early`; `starts`: when classes begin or end, local; for a
    /// closed day the day alone will do. `note`: a sentence of the liaison's own in English, and
    /// by language, `LANGUAGE:note=WORDS`. `reason`: for the record.
    /// - Throws: ``Refusal`` with every mistake, or for a day that has passed.
    public func plan(
        change: String, starts: String, note: String?, noteIn: [LanguageTag: String],
        to audience: Audience, reason: String, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way, isUrgent: true)
        _ = try TypedWords(reason, "The reason", limit: 500)
        guard let template = desk.localizer.library.notice(Self.notice) else {
            throw Refusal("The folder of templates has no \(Self.notice).yaml. Put it back.")
        }
        let isDay = change == "closed" && starts.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
        var typed = ["change=\(change)", "starts=\(isDay ? "\(starts) 12:00" : starts)"]
        if let note { typed.append("note=\(note)") }
        let sheet = TypedValues(
            typed, translations: noteIn.sorted { $0.key < $1.key }.map { "\($0):note=\($1)" })
        let order = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            var known: [String: NoticeValue] = [
                "school": .text(school.name), "liaison": .text(try liaison(of: school, staff, t)),
            ]
            known["phone"] = desk.phone.map { .text($0) }
            let form = NoticeForm(
                template: template, known: known, readers: [], zone: school.timeZone,
                spelling: .options)
            return try self.order(
                form.fill(sheet), school,
                audience: jsonText(["reason": reason, "to": audience.sentence]))
        }
        let readers = SchoolReaders(
            audience: audience, school: order.school.id, ways: ways, isBulk: false,
            isUrgent: true)
        return try SendNotice(desk).plan(order, for: .audience(readers))
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    private func order(
        _ values: [String: NoticeValue], _ school: School, audience: String
    ) throws -> NoticeOrder {
        guard case .value(.instant(let milliseconds))? = values["starts"] else {
            throw Refusal("The closure says no moment. Give --starts \"2026-12-03 12:15\".")
        }
        let (starts, now) = (Instant(milliseconds: milliseconds), desk.source.now())
        guard starts.localDay(school.timeZone) >= now.localDay(school.timeZone) else {
            throw Refusal(
                "\(starts.localDay(school.timeZone)) has passed. Give today or a day to come.")
        }
        // Of use until the day is over, wherever in it the moment lies.
        let end = max(starts, now) + .seconds(12 * 3_600)
        return NoticeOrder(
            notice: Self.notice, about: ("school", school.id.text),
            key: "\(Self.notice):\(school.id):\(fingerprint(try jsonText(values.record)))",
            school: school, caseFile: nil, audience: audience, expires: end, values: values,
            readerName: nil, isBulk: false)
    }
}
