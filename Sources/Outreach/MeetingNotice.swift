import Cases
import Localization
import People
import Store
import Wire

/// The notices about a meeting: the invitation, and what changes it.
struct MeetingNotice: Sendable {
    /// Which of them.
    enum Kind: String, Sendable {
        case invitation = "meeting-invitation"
        case changed = "meeting-changed"
        case cancelled = "meeting-cancelled"
        case reminder = "meeting-reminder"
    }

    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The order for every contact of the family who may hear about the child.
    ///
    /// `note` is a sentence of the liaison's own, in English; the meeting's unless given.
    /// - Throws: ``Refusal`` when the meeting has passed or was called off.
    func order(
        _ kind: Kind, for meeting: Meeting, by ways: Ways, note: String? = nil,
        _ t: borrowing Transaction
    ) throws -> (NoticeOrder, Recipients) {
        guard meeting.state != .cancelled || kind == .cancelled,
            meeting.startsAt > desk.source.now()
        else { throw Refusal("Meeting \(meeting.reference) has passed or was called off.") }
        guard let file = try desk.caseBook.find(meeting.caseID, t),
            let school = try Schools().school(file.school, t)
        else { throw Refusal("Meeting \(meeting.reference) has lost its case.") }
        let all = try values(meeting, file, school, note ?? meeting.note, t)
        let declared = desk.localizer.library.notice(kind.rawValue)?.variables.map(\.name) ?? []
        var order = NoticeOrder(
            notice: kind.rawValue, about: ("meeting", meeting.id.text),
            key: key(kind, meeting), school: school, caseFile: file, audience: "family",
            expires: meeting.startsAt, values: all.filter { declared.contains($0.key) },
            readerName: "parent", isBulk: false)
        order.calendar = kind == .reminder ? nil : calendar(kind, meeting)
        order.discreet = try givenName(of: meeting.student, t)
        let recipients = try Recipients.ofFamily(
            meeting.family, about: meeting.student, by: ways, desk, t)
        return (order, recipients)
    }

    /// A revision is told once; a reminder once a day.
    private func key(_ kind: Kind, _ meeting: Meeting) -> String {
        switch kind {
        case .invitation, .changed, .cancelled: return "meeting:\(meeting.id):\(meeting.sequence)"
        case .reminder:
            let day = desk.source.now().iso8601.prefix(10)
            return "meeting:\(meeting.id):\(meeting.sequence):reminder:\(day)"
        }
    }

    private func values(
        _ meeting: Meeting, _ file: Case, _ school: School, _ note: String,
        _ t: borrowing Transaction
    ) throws -> [String: NoticeValue] {
        guard let student = try Students().student(meeting.student, t),
            let liaison = try Staff().member(file.liaison, t)
        else { throw Refusal("Meeting \(meeting.reference) has lost its child or liaison.") }
        var values: [String: NoticeValue] = [
            "student": .text(student.fullName), "liaison": .text(liaison.name),
            "school": .text(school.name), "place": .text(meeting.place),
            "teacher": .text(try name(of: meeting.teacher, t) ?? liaison.name),
            "principal": .flag(meeting.principal != nil),
            "interpreter": .flag(meeting.interpreter == .requested),
            "starts": .instant(milliseconds: meeting.startsAt.milliseconds),
            "minutes": .count(meeting.minutes),
        ]
        values["phone"] = desk.phone.map { .text($0) }
        if !note.isEmpty { values["note"] = .words(FreeWords(note)) }
        return values
    }

    private func calendar(_ kind: Kind, _ meeting: Meeting) -> CalendarInvitation {
        let end = meeting.startsAt + .seconds(meeting.minutes * 60)
        return CalendarInvitation(
            method: kind == .cancelled ? .cancel : .request, uid: meeting.calendarUID,
            sequence: meeting.sequence, stamp: desk.source.now().milliseconds,
            start: meeting.startsAt.milliseconds, end: end.milliseconds, summary: "",
            location: meeting.place, language: "")
    }

    private func givenName(
        of student: StudentID, _ t: borrowing Transaction
    ) throws -> [String: NoticeValue] {
        try Students().student(student, t).map(discreetly) ?? [:]
    }

    private func name(of staff: StaffID?, _ t: borrowing Transaction) throws -> String? {
        guard let staff else { return nil }
        return try Staff().member(staff, t)?.name
    }
}

/// How a child is named where another family may read it: by the given name alone.
func discreetly(_ student: Student) -> [String: NoticeValue] {
    student.givenName.isEmpty ? [:] : ["student": .text(student.givenName)]
}
