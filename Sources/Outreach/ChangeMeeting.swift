import Cases
import People
import Store

/// Moves a meeting, calls it off, or reminds of it. Whoever was invited is told in the same step,
/// and a calendar gets the revision with a raised SEQUENCE (RFC 5546 §2.1.4).
public struct ChangeMeeting: Sendable {
    /// What becomes of a meeting.
    public enum Change: Sendable {
        /// Another time, place or length; nil leaves it.
        case move(at: String?, place: String?, minutes: Int?)
        case cancel
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Changes a meeting and tells the family, in one transaction.
    ///
    /// `note` is a sentence to the family in English. The answers to the earlier time no longer
    /// count, but stay on record.
    /// - Returns: The meeting as it stands now, and what was sent; nil when nobody was invited yet.
    /// - Throws: ``Refusal`` when the meeting has passed, was called off, or would not change.
    public func change(
        _ name: String, _ change: Change, note: String, way: ChosenWay? = nil, by handle: String
    ) async throws -> (Meeting, SendReceipt?) {
        let note = try TypedWords(
            note, "The note", limit: 4_000, isLine: false, mayBeEmpty: true
        ).text
        try TypedBlank.refuse(in: note, "The note")
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let before = try findMeeting(name, of: staff.school, desk, t)
            guard before.state != .cancelled else {
                throw Refusal("Meeting \(before.reference) was called off already.")
            }
            guard before.startsAt > desk.source.now() else {
                throw Refusal("Meeting \(before.reference) has passed.")
            }
            let meeting = try apply(change, to: before, staff, t)
            try record(change, before, meeting, note, staff, t)
            guard before.state == .invited else { return (meeting, nil) }
            var kind = MeetingNotice.Kind.changed
            if case .cancel = change { kind = .cancelled }
            let (order, recipients) = try MeetingNotice(desk).order(
                kind, for: meeting, by: desk.ways(way), note: note, t)
            let sender = SendNotice(desk)
            let plan = try sender.plan(order, for: recipients)
            return (meeting, try sender.commit(plan, by: staff, t))
        }
    }

    /// What a reminder would say and to whom, without sending.
    public func planReminder(
        _ name: String, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let (order, recipients) = try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let meeting = try findMeeting(name, of: staff.school, desk, t)
            guard meeting.state != .cancelled else {
                throw Refusal("Meeting \(meeting.reference) was called off.")
            }
            guard meeting.state == .invited else {
                throw Refusal("Nobody was invited to meeting \(meeting.reference) yet.")
            }
            return try MeetingNotice(desk).order(.reminder, for: meeting, by: ways, t)
        }
        return try SendNotice(desk).plan(order, for: recipients)
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    private func apply(
        _ change: Change, to meeting: Meeting, _ staff: StaffMember, _ t: borrowing Transaction
    ) throws -> Meeting {
        switch change {
        case .cancel: return try desk.meetings.cancel(meeting, t)
        case .move(let at, let place, let minutes):
            let given = at ?? meeting.startsLocal
            let time = try LocalTime(given, zone: meeting.timeZone)
            guard time.instant > desk.source.now() else {
                throw Refusal("\(given) has passed. Give a date to come.")
            }
            let minutes = minutes ?? meeting.minutes
            guard (5...480).contains(minutes) else {
                throw Refusal("A meeting takes 5 to 480 minutes, not \(minutes).")
            }
            let place = try TypedWords(place ?? meeting.place, "The place", limit: 200).text
            guard
                time.text != meeting.startsLocal || place != meeting.place
                    || minutes != meeting.minutes
            else { throw Refusal("Nothing would change. Give --at, --place or --minutes.") }
            return try desk.meetings.move(meeting, to: time, place: place, minutes: minutes, t)
        }
    }

    private func record(
        _ change: Change, _ before: Meeting, _ meeting: Meeting, _ note: String,
        _ staff: StaffMember, _ t: borrowing Transaction
    ) throws {
        guard let file = try desk.caseBook.find(meeting.caseID, t) else { return }
        var entry = NewEntry(.meeting, by: .staff(staff.id), note, language: "en")
        entry.subject = meeting.state == .cancelled ? "called off" : "changed"
        entry.details = [
            "meeting": meeting.reference, "at": meeting.startsLocal, "place": meeting.place,
            "was": "\(before.startsLocal), \(before.place)",
        ]
        try desk.timeline.add(entry, to: file, t)
        let action = meeting.state == .cancelled ? "meeting.cancel" : "meeting.change"
        try desk.audit.record(
            action, by: staff.id, on: ("meeting", meeting.id.text), family: meeting.family, t)
    }
}
