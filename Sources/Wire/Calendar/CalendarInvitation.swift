/// What an invitation says to a calendar: one meeting with one family, as one reader gets it.
///
/// Times are instants and go out in UTC, which every client reads alike; the local time stands in
/// the mail's text. Source: RFC 5545 §3.6.1, RFC 5546 §3.2.2.
public struct CalendarInvitation: Sendable, Hashable, Codable {
    /// What the calendar is asked to do.
    public enum Method: String, Sendable, Codable {
        case request = "REQUEST"
        case cancel = "CANCEL"
    }

    /// What the calendar is asked to do.
    public var method: Method
    /// One per meeting and family, the same in every revision.
    public var uid: String
    /// Raised with each change of time or place, and by a cancellation (RFC 5546 §2.1.4).
    public var sequence: Int
    /// When this revision was made, in milliseconds since 1970 UTC.
    public var stamp: Int64
    /// The beginning, in milliseconds since 1970 UTC.
    public var start: Int64
    /// The end, likewise.
    public var end: Int64
    /// One line in the reader's language.
    public var summary: String
    /// Where.
    public var location: String
    /// The language of the summary, BCP 47.
    public var language: String

    /// Describes an invitation.
    public init(
        method: Method, uid: String, sequence: Int, stamp: Int64, start: Int64, end: Int64,
        summary: String, location: String, language: String
    ) {
        self.method = method
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.end = end
        self.summary = summary
        self.location = location
        self.language = language
    }
}
