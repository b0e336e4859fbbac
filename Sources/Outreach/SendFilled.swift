import Cases
import Localization
import MessageFormat
import People
import Store

/// Sends a notice that a person fills in: an absence, good news, an offer, one of the operator's
/// own. To one family about its case, or, where it is news to many, to an audience.
public struct SendFilled: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What a notice would say to the family of a case, and who of it would get it.
    ///
    /// Only contacts who may hear about the case's child; those of the family, for its standing
    /// conversation.
    /// - Throws: ``Refusal`` when a command of its own sends the notice, or with every mistake in
    ///   what was typed.
    public func plan(
        _ notice: String, about name: String, _ typed: TypedValues, way: ChosenWay? = nil,
        by handle: String
    ) async throws -> NoticePlan {
        try await plan(notice, about: name, typed, way: way, spelling: .set, by: handle)
    }

    /// The same. `spelling`: How the command that asks names the notice's variables.
    func plan(
        _ notice: String, about name: String, _ typed: TypedValues, way: ChosenWay?,
        spelling: NoticeForm.Spelling, by handle: String
    ) async throws -> NoticePlan {
        let template = try NoticeForms(desk).template(notice)
        let ways = try ways(way, template)
        let (order, recipients) = try await desk.database.read { t in
            let school = try sender(handle, desk, t).1
            let file = try findCase(name, of: school.id, desk, t)
            guard file.state == .open else {
                throw Refusal("Case \(file.reference) is closed; an answer would find no one.")
            }
            let student = try file.student.flatMap { try Students().student($0, t) }
            var form = try self.form(template, file, student, school, t)
            form.spelling = spelling
            var order = try self.order(
                template, about: ("case", file.id.text), school, form.fill(typed))
            order.caseFile = file
            order.audience = "family"
            if let student, template.variable("student") != nil {
                order.discreet = discreetly(student)
            }
            return (
                order,
                try Recipients.ofFamily(
                    file.family, about: file.student, by: ways, isBulk: order.isBulk, desk, t)
            )
        }
        return try SendNotice(desk).plan(order, for: recipients)
    }

    /// What news to many would say, and to whom.
    ///
    /// `audience`: Nobody is meant by silence, so nil is refused.
    /// - Throws: ``Refusal`` for a notice that is about one family, as well.
    public func plan(
        _ notice: String, to audience: Audience?, _ typed: TypedValues, way: ChosenWay? = nil,
        by handle: String
    ) async throws -> NoticePlan {
        let template = try NoticeForms(desk).template(notice)
        guard template.kind == .bulk else {
            throw Refusal(
                "\(notice) goes to one family. Name its case: parley send notice \(notice) CASE …")
        }
        guard let audience else {
            throw Refusal(
                "\(notice) goes to many. Say to whom: --everyone, --grade 3, --language so, or a "
                    + "case for one family.")
        }
        let ways = try ways(way, template)
        let order = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            let form = NoticeForm(
                template: template,
                known: known(template, school, liaison: try liaison(of: school, staff, t)),
                readers: readers(template), zone: school.timeZone)
            var filled = try self.order(
                template, about: ("school", school.id.text), school, form.fill(typed))
            filled.audience = try jsonText(audience)
            return filled
        }
        let everybody = SchoolReaders(
            audience: audience, school: order.school.id, ways: ways, isBulk: true)
        return try SendNotice(desk).plan(order, for: .audience(everybody))
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    /// A notice without a text message goes by mail alone: an empty text says nothing.
    private func ways(_ chosen: ChosenWay?, _ template: NoticeTemplate) throws(Refusal) -> Ways {
        let ways = try desk.ways(chosen)
        if template.hasTextMessage { return ways }
        guard chosen != .sms else {
            throw Refusal(
                "The notice \(template.id) has no words for a text. Send it --by email, or give its "
                    + "template an \"sms\".")
        }
        return .first([.email])
    }

    private func form(
        _ template: NoticeTemplate, _ file: Case, _ student: Student?, _ school: School,
        _ t: borrowing Transaction
    ) throws -> NoticeForm {
        guard let liaison = try Staff().member(file.liaison, t) else {
            throw Refusal("Case \(file.reference) has lost its liaison.")
        }
        if student == nil, let blank = template.variable("student"), !blank.isOptional {
            throw Refusal(
                "\(template.id) is about a child, and case \(file.reference) is not. Send it from "
                    + "the child's case; `parley case list` shows them.")
        }
        var known = known(template, school, liaison: liaison.name)
        if template.variable("student") != nil {
            known["student"] = student.map { .text($0.fullName) }
        }
        let blank = NoticeForms.fromReferral
        if template.variable(blank) != nil,
            let teacher = try file.referredBy.flatMap({ try Staff().member($0, t) }),
            teacher.role == .teacher
        {
            known[blank] = .text(teacher.name)
        }
        return NoticeForm(
            template: template, known: known, readers: readers(template), open: [blank],
            zone: school.timeZone)
    }

    private func known(
        _ template: NoticeTemplate, _ school: School, liaison: String
    ) -> [String: NoticeValue] {
        var values: [String: NoticeValue] = [
            "school": .text(school.name), "liaison": .text(liaison),
        ]
        values["phone"] = desk.phone.map { .text($0) }
        return values.filter { template.variable($0.key) != nil }
    }

    private func readers(_ template: NoticeTemplate) -> Set<String> {
        template.variable("parent") == nil ? [] : ["parent"]
    }

    private func order(
        _ template: NoticeTemplate, about: (kind: String, id: String), _ school: School,
        _ values: [String: NoticeValue]
    ) throws -> NoticeOrder {
        let now = desk.source.now()
        // The same words about the same thing on one day are the same notice.
        let same = fingerprint(try jsonText(values.record))
        return NoticeOrder(
            notice: template.id, about: about,
            key: "\(template.id):\(about.id):\(now.localDay(school.timeZone)):\(same)",
            school: school, caseFile: nil, audience: "", expires: end(of: values, after: now),
            values: values, readerName: readers(template).first, isBulk: template.kind == .bulk)
    }

    /// The last moment that the values speak of: after it the notice is of no use. Nil when none
    /// of them is to come.
    private func end(of values: [String: NoticeValue], after now: Instant) -> Instant? {
        values.values.compactMap { value in
            guard case .value(.instant(let milliseconds)) = value else { return nil }
            return Instant(milliseconds: milliseconds)
        }.filter { $0 > now }.max()
    }
}
