/// An attendee's answer to an invitation, as the calendar program sent it.
public struct CalendarReply: Sendable, Hashable, CustomStringConvertible {
    /// `REPLY`; others are refused by ``readCalendarReply(_:)``.
    public let method: String
    /// Names the meeting.
    public let uid: String
    /// The revision that was answered; 0 when it says none.
    public let sequence: Int
    /// The address of who answered, without `mailto:`.
    public let attendee: String
    /// `ACCEPTED`, `DECLINED`, `TENTATIVE`, `DELEGATED` or `NEEDS-ACTION`, in upper case.
    public let partstat: String
    /// What the attendee wrote beside the answer.
    public let comment: String?
    /// The occurrence that was answered, as written, where the meeting repeats.
    public let recurrenceID: String?
    /// When the answer was made, in milliseconds since 1970 UTC.
    public let stamp: Int64?

    /// The answer without who gave it.
    public var description: String { "\(partstat) to \(uid) revision \(sequence)" }
}

/// Why bytes are no answer to an invitation, or an invitation can't be written.
public struct CalendarError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was missing.
    public enum Reason: Sendable, Hashable {
        case notACalendar
        /// Another method than REPLY, by name; empty when there is none.
        case method(String)
        case noEvent
        case noUID
        case noAttendee
        /// More than one who may have answered; how many.
        case severalAttendees(Int)
        case tooLarge(Int)
        /// libical can't write the invitation.
        case unwritable
    }

    /// What was missing.
    public let reason: Reason

    /// A sentence: what is wrong and what that means.
    public var description: String {
        switch reason {
        case .notACalendar: "This is no iCalendar object. Read the mail's text instead."
        case .method(let name):
            "The calendar's method is \"\(name)\", not REPLY. It answers no invitation of ours."
        case .noEvent: "The calendar holds no event. Read the mail's text instead."
        case .noUID: "The event has no UID, so no meeting can be found. Read the mail's text."
        case .noAttendee: "The answer names no attendee. Read the mail's text instead."
        case .severalAttendees(let count):
            "The answer names \(count) attendees, so whose it is can't be told. Ask the family."
        case .unwritable: "The invitation could not be written. Send it without a calendar part."
        case .tooLarge(let size): "The calendar has \(size) bytes, more than an answer ever has."
        }
    }
}
