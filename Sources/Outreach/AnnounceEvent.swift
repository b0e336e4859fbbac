import Cases
import Localization
import MessageFormat
import People
import Store

/// Sets a school's event and tells an audience about it, each address once, in its language.
public struct AnnounceEvent: Sendable {
    /// What a liaison says when she sets an event.
    public struct Request: Sendable {
        /// `2026-12-03 17:30`, in the school's zone.
        public let at: String
        /// Until when, likewise.
        public let until: String?
        /// Where.
        public let place: String
        /// Title and description by language; English must be there.
        public let words: [LanguageTag: SchoolEvent.Words]

        /// Describes an event to set.
        public init(
            at: String, until: String?, place: String, words: [LanguageTag: SchoolEvent.Words]
        ) {
            self.at = at
            self.until = until
            self.place = place
            self.words = words
        }
    }

    private let desk: Desk
    static let notice = "event-notice"

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets an event. Nobody is told yet.
    public func set(_ request: Request, by handle: String) async throws -> SchoolEvent {
        guard request.words[.english] != nil else {
            throw Refusal("An event needs a title in English: --title \"Family night\".")
        }
        for words in request.words.values {
            let isEnglish = words == request.words[.english]
            _ = try TypedWords(words.title, "The title", limit: 150, mayBeEmpty: !isEnglish)
            _ = try TypedWords(
                words.description, "The description", limit: 4_000, isLine: false,
                mayBeEmpty: true)
            try TypedBlank.refuse(in: words.title, "The title")
            try TypedBlank.refuse(in: words.description, "The description")
        }
        let place = try TypedWords(request.place, "The place", limit: 200).text
        return try await desk.database.write { t in
            let (staff, school) = try sender(handle, desk, t)
            let start = try LocalTime(request.at, zone: school.timeZone)
            let end = try request.until.map { try LocalTime($0, zone: school.timeZone) }
            guard start.instant > desk.source.now() else {
                throw Refusal("\(request.at) has passed. Give a date to come.")
            }
            if let end, end.instant <= start.instant {
                throw Refusal("The event would end before it begins.")
            }
            let event = try desk.events.set(
                NewSchoolEvent(
                    school: school.id, startsLocal: start.text, endsLocal: end?.text,
                    timeZone: school.timeZone, startsAt: start.instant, place: place,
                    words: request.words), by: staff.id, t)
            try desk.audit.record("event.set", by: staff.id, on: ("event", event.id.text), t)
            return event
        }
    }

    /// What would be sent, to how many in which language, and who is left out.
    public func plan(
        _ name: String, to audience: Audience, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let order = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            let event = try findEvent(name, of: school.id, desk, t)
            return try self.order(event, audience, staff, school, t)
        }
        let readers = SchoolReaders(
            audience: audience, school: order.school.id, ways: ways, isBulk: true)
        return try SendNotice(desk).plan(order, for: .audience(readers))
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    private func order(
        _ event: SchoolEvent, _ audience: Audience, _ staff: StaffMember, _ school: School,
        _ t: borrowing Transaction
    ) throws -> NoticeOrder {
        NoticeOrder(
            notice: Self.notice, about: ("event", event.id.text), key: "event:\(event.id)",
            school: school, caseFile: nil, audience: try jsonText(audience),
            expires: event.startsAt, values: try values(event, staff, school, t), readerName: nil,
            isBulk: true)
    }

    /// What fills the blanks of a notice about an event.
    func values(
        _ event: SchoolEvent, _ staff: StaffMember, _ school: School, _ t: borrowing Transaction
    ) throws -> [String: NoticeValue] {
        var values: [String: NoticeValue] = [
            "title": .words(words(event, \.title)), "place": .text(event.place),
            "school": .text(school.name), "liaison": .text(try liaison(of: school, staff, t)),
            "starts": .instant(milliseconds: event.startsAt.milliseconds),
        ]
        if event.words[.english]?.description.isEmpty == false {
            values["description"] = .words(words(event, \.description))
        }
        if let end = event.endsLocal {
            let instant = try LocalTime(end, zone: event.timeZone).instant
            values["ends"] = .instant(milliseconds: instant.milliseconds)
        }
        values["phone"] = desk.phone.map { .text($0) }
        return values
    }

    private func words(
        _ event: SchoolEvent, _ part: KeyPath<SchoolEvent.Words, String>
    ) -> FreeWords {
        let others = event.words.filter { $0.key != .english && !$0.value[keyPath: part].isEmpty }
        return FreeWords(
            event.words[.english]?[keyPath: part] ?? "",
            translations: others.mapValues { $0[keyPath: part] })
    }
}

/// An event to come of a school, by reference or id.
/// - Throws: ``Refusal``.
func findEvent(
    _ name: String, of school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
) throws -> SchoolEvent {
    guard let event = try desk.events.find(named: name, t), event.school == school else {
        throw Refusal("There is no event \"\(name)\". `parley event list` shows them.")
    }
    guard event.startsAt > desk.source.now() else {
        throw Refusal("Event \(event.reference) has begun already.")
    }
    return event
}

/// Who sends to many, and for which school.
func sender(
    _ handle: String, _ desk: Desk, _ t: borrowing Transaction
) throws -> (StaffMember, School) {
    let staff = try Acting().staff(handle, to: .send, t)
    return (staff, try school(of: staff, t))
}

/// Whose name families see: the school's liaison, or else who sends.
func liaison(
    of school: School, _ staff: StaffMember, _ t: borrowing Transaction
) throws -> String {
    try Staff().liaison(of: school.id, t)?.name ?? staff.name
}
