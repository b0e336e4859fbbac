import Cases
import Localization
import People
import Store
import Wire

/// Sets a meeting with a family and invites to it, each contact in their own language.
public struct ArrangeMeeting: Sendable {
    /// What a liaison says when she sets a meeting.
    public struct Request: Sendable {
        /// `2026-12-03 17:30`, in the school's zone.
        public let at: String
        /// How long it takes.
        public let minutes: Int
        /// Where.
        public let place: String
        /// Handle of the teacher; nil takes the one who referred the child.
        public let teacher: String?
        /// Handle of the principal, when there.
        public let principal: String?
        /// Whether an interpreter is asked for; nil follows the roster.
        public let interpreter: Bool?
        /// A word to the family, in English.
        public let note: String

        /// Describes a meeting to set.
        public init(
            at: String, minutes: Int, place: String, teacher: String?, principal: String?,
            interpreter: Bool?, note: String
        ) {
            self.at = at
            self.minutes = minutes
            self.place = place
            self.teacher = teacher
            self.principal = principal
            self.interpreter = interpreter
            self.note = note
        }
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets a meeting. Nobody is told yet.
    public func set(
        _ request: Request, for name: String, by handle: String
    ) async throws -> Meeting {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let file = try findCase(name, of: staff.school, desk, t)
            guard let student = file.student else {
                throw Refusal("A meeting is about a child, and case \(file.reference) names none.")
            }
            guard file.state == .open else {
                throw Refusal("Case \(file.reference) is closed. Refer the child anew.")
            }
            let school = try school(of: staff, t)
            let meeting = try desk.meetings.set(
                try new(request, file, school, t), for: file, student: student, by: staff.id,
                domain: desk.identity.domain, t)
            var entry = NewEntry(.meeting, by: .staff(staff.id), request.note, language: "en")
            entry.subject = "set"
            entry.details = [
                "meeting": meeting.reference, "at": meeting.startsLocal, "place": meeting.place,
            ]
            try desk.timeline.add(entry, to: file, t)
            try desk.audit.record(
                "meeting.set", by: staff.id, on: ("meeting", meeting.id.text),
                family: file.family, t)
            return meeting
        }
    }

    /// What the invitations would say and who would get none, without sending.
    public func plan(
        _ name: String, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let (order, recipients) = try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let meeting = try findMeeting(name, of: staff.school, desk, t)
            return try MeetingNotice(desk).order(.invitation, for: meeting, by: ways, t)
        }
        return try SendNotice(desk).plan(order, for: recipients)
    }

    /// Invites every contact of the family who may hear about the child.
    public func invite(_ name: String, by handle: String) async throws -> SendReceipt {
        try await invite(name, with: plan(name, by: handle), by: handle)
    }

    /// Sends the invitations of a plan that has been shown.
    public func invite(
        _ name: String, with plan: NoticePlan, by handle: String
    ) async throws -> SendReceipt {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let meeting = try findMeeting(name, of: staff.school, desk, t)
            try desk.meetings.markInvited(meeting.id, t)
            let receipt = try SendNotice(desk).commit(plan, by: staff, t)
            guard !receipt.preview.copies.isEmpty else {
                throw Refusal(
                    "Nobody of this family can be invited in writing. `parley meeting invite "
                        + "\(name) --dry-run` says why; call or visit instead.")
            }
            return receipt
        }
    }

    private func new(
        _ request: Request, _ file: Case, _ school: School, _ t: borrowing Transaction
    ) throws -> NewMeeting {
        let place = try TypedWords(request.place, "The place", limit: 200).text
        let note = try TypedWords(
            request.note, "The note", limit: 4_000, isLine: false, mayBeEmpty: true
        ).text
        try TypedBlank.refuse(in: note, "The note")
        let time = try LocalTime(request.at, zone: school.timeZone)
        guard time.instant > desk.source.now() else {
            throw Refusal("\(request.at) has passed. Give a date to come.")
        }
        guard (5...480).contains(request.minutes) else {
            throw Refusal("A meeting takes 5 to 480 minutes, not \(request.minutes).")
        }
        let teacher = try request.teacher.map { try member($0, .teacher, t).id }
        let principal = try request.principal.map { try member($0, .principal, t).id }
        let needed = try Contacts().contacts(of: file.family, t).contains(where: \.needsInterpreter)
        return NewMeeting(
            startsLocal: time.text, timeZone: school.timeZone, startsAt: time.instant,
            minutes: request.minutes, place: place, teacher: teacher ?? file.referredBy,
            principal: principal,
            interpreter: request.interpreter ?? needed ? .requested : .notNeeded,
            note: note)
    }

    private func member(
        _ handle: String, _ role: StaffRole, _ t: borrowing Transaction
    ) throws -> StaffMember {
        guard let member = try Staff().member(handle: handle, t), member.role == role else {
            throw Refusal("No \(role.rawValue) is called \"\(handle)\"; see `parley staff list`.")
        }
        return member
    }
}

/// A meeting of a school by reference or id.
/// - Throws: ``Refusal``.
func findMeeting(
    _ name: String, of school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
) throws -> Meeting {
    guard let meeting = try desk.meetings.find(named: name, t),
        let file = try desk.caseBook.find(meeting.caseID, t), file.school == school
    else {
        throw Refusal("There is no meeting \"\(name)\". `parley meeting list` shows them.")
    }
    return meeting
}

/// The school of a member of staff.
/// - Throws: ``Refusal``.
func school(of staff: StaffMember, _ t: borrowing Transaction) throws -> School {
    guard let school = try Schools().school(staff.school, t) else {
        throw Refusal("The school of \(staff.handle) is gone from the database.")
    }
    return school
}
