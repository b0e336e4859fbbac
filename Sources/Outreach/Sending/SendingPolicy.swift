import Delivery
import People
import Store

/// What a school has settled about when and how fast its messages leave.
public struct SendingPolicy: Sendable {
    /// The hours in which messages of a channel may arrive; a channel that is missing has no night.
    public var hours: [Channel: QuietHours] = [.sms: QuietHours()]
    /// How much news to many one family gets a day; nil for any number.
    public var ceiling: FamilyCeiling? = FamilyCeiling()
    /// How fast the messages of a channel may leave.
    public var rates: [Channel: Rates] = [:]
    /// For how long a send to many can be undone before it begins.
    public var undo: Duration = .zero
    /// For how long messages may be due, none of their send leaving, before there is an alarm.
    public var stalledAfter: Duration = .seconds(300)
    /// How staff are told that families wrote.
    public var staff = StaffNotifications()

    /// No texts at night, ten notices to many a day, any speed, nothing to undo.
    public init() {}
}

/// How staff are told by mail that families wrote.
public struct StaffNotifications: Sendable {
    /// The hours in which digests may arrive; nil for any. What is urgent comes at once.
    public var hours = QuietHours("07:00-18:00")
    /// Whether the mail holds the family's words; otherwise it says where to read them.
    public var hasWords = false

    /// From 7 to 18 o'clock, without words.
    public init() {}
}
