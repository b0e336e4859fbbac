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

    /// No texts at night, ten notices to many a day, any speed, nothing to undo.
    public init() {}
}
