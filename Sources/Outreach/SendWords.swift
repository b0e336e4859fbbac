import Cases
import Localization
import MessageFormat
import People
import Store

/// The notices that carry the liaison's own words: a concern to one family, an urgent word to many.
public struct SendWords: Sendable {
    private let desk: Desk
    static let concernNotice = "concern"
    static let urgentNotice = "urgent"

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// The reasons that the concern notice knows, each said with respect.
    public static let reasons = ["behaviour", "classwork", "attention"]

    /// Opens the conversation about a concern.
    public func concern(
        about name: String, reason: String?, note: String?, way: ChosenWay? = nil,
        by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let note = try note.map {
            try TypedWords($0, "The note", limit: 4_000, isLine: false).text
        }
        if let note { try TypedBlank.refuse(in: note, "The note") }
        let (order, recipients) = try await desk.database.read { t in
            let school = try sender(handle, desk, t).1
            let file = try findCase(name, of: school.id, desk, t)
            guard let id = file.student, let student = try Students().student(id, t),
                let liaison = try Staff().member(file.liaison, t)
            else { throw Refusal("Case \(file.reference) is about no child.") }
            let reason = reason ?? file.concern
            guard Self.reasons.contains(reason) else {
                throw Refusal(
                    "The notice knows \(Self.reasons.joined(separator: ", ")); say which with "
                        + "--reason (the case says \"\(file.concern)\").")
            }
            let teacher = try member(file.referredBy, t)
            var values: [String: NoticeValue] = [
                "student": .text(student.fullName), "reason": .text(reason),
                "teacher": .text(teacher?.name ?? liaison.name),
                "liaison": .text(liaison.name), "school": .text(school.name),
            ]
            values["note"] = note.map { .words(FreeWords($0)) }
            values["phone"] = desk.phone.map { .text($0) }
            var order = NoticeOrder(
                notice: Self.concernNotice, about: ("case", file.id.text),
                key: "concern:\(file.id):\(fingerprint(reason, note ?? ""))", school: school,
                caseFile: file, audience: "family", expires: nil, values: values,
                readerName: "parent", isBulk: false)
            order.discreet = discreetly(student)
            return (order, try Recipients.ofFamily(file.family, about: id, by: ways, desk, t))
        }
        return try SendNotice(desk).plan(order, for: recipients)
    }

    /// An urgent word to an audience.
    /// `words`: By language; English must be there.
    /// `reason`: Why it is urgent, for the record.
    public func urgent(
        _ words: FreeWords, to audience: Audience, reason: String, way: ChosenWay? = nil,
        by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way, isUrgent: true)
        for text in [words.english] + words.translations.values {
            _ = try TypedWords(text, "The urgent text", limit: 4_000, isLine: false)
            try TypedBlank.refuse(in: text, "The urgent text")
        }
        _ = try TypedWords(reason, "The reason", limit: 500)
        let order = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            var values: [String: NoticeValue] = [
                "words": .words(words), "school": .text(school.name),
                "liaison": .text(try liaison(of: school, staff, t)),
            ]
            values["phone"] = desk.phone.map { .text($0) }
            // The same words to the same address on one day are the same notice.
            let day = desk.source.now().iso8601.prefix(10)
            return NoticeOrder(
                notice: Self.urgentNotice, about: ("school", school.id.text),
                key: "urgent:\(day):\(fingerprint(words.english, school.id.text))", school: school,
                caseFile: nil,
                audience: try jsonText(["reason": reason, "to": audience.sentence]),
                expires: desk.source.now() + .seconds(12 * 3_600), values: values,
                readerName: nil, isBulk: false)
        }
        let readers = SchoolReaders(
            audience: audience, school: order.school.id, ways: ways, isBulk: false,
            isUrgent: true)
        return try SendNotice(desk).plan(order, for: .audience(readers))
    }

    /// Who writes, how to answer and how to stop: to each address of an audience, once ever.
    public func welcome(
        _ audience: Audience, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let order = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            return try Welcome(desk).order(school, staff, audience: audience.sentence, t)
        }
        let readers = SchoolReaders(
            audience: audience, school: order.school.id, ways: ways, isBulk: true)
        return try SendNotice(desk).plan(order, for: .audience(readers))
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }
}

private func member(
    _ id: StaffID?, _ t: borrowing Transaction
) throws -> StaffMember? {
    guard let id else { return nil }
    return try Staff().member(id, t)
}
