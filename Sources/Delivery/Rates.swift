import People
import Store

/// How many messages a second may leave, over all workers.
public struct Rates: Sendable, Hashable {
    /// Of the channel together; nil for as many as there are.
    public var channel: Double?
    /// Of each lane that is not named; nil for as many as there are.
    public var eachLane: Double?
    /// Of a lane by its name.
    public var lanes: [String: Double]

    /// No limits unless given.
    public init(
        channel: Double? = nil, eachLane: Double? = nil, lanes: [String: Double] = [:]
    ) {
        self.channel = channel
        self.eachLane = eachLane
        self.lanes = lanes
    }

    /// The limit of a lane.
    public func limit(of lane: Lane) -> Double? {
        lanes[lane.name] ?? eachLane
    }
}

extension Lane {
    /// The channel itself, where paces are kept.
    public static let all = Lane("*")
}

extension Outbox {
    /// How many of `wanted` messages may leave now by a rate, which they thereby use up.
    ///
    /// The generic cell rate algorithm (ITU-T I.371) with a burst of a tenth of a second, at least
    /// one message; the one row is locked, so that all workers together keep the rate.
    public func allowance(
        _ wanted: Int, _ channel: Channel, _ lane: Lane, perSecond rate: Double?, now: Instant,
        _ t: borrowing Transaction
    ) throws -> Int {
        guard let rate, rate > 0, wanted > 0 else { return wanted }
        let step = Self.step(rate)
        let present = now.milliseconds * 1_000
        try t.execute(
            """
            INSERT INTO paces (channel, lane, free_at, shut_until)
            VALUES (\(channel), \(lane.name), \(present), \(Int64(0)))
            ON CONFLICT (channel, lane) DO NOTHING
            """)
        let row = try t.row(
            """
            SELECT free_at FROM paces WHERE channel = \(channel) AND lane = \(lane.name)
            \(t.dialect.lock)
            """)
        let known: Int64 = try row?["free_at"] ?? present
        let burst = max(step, 100_000)
        // A clock that jumped back must not stop the lane for long.
        let latest = present + burst + step + 1_000_000
        let free = min(max(known, present), latest)
        if known > latest { try setFree(at: latest, channel, lane, t) }
        let room = present + burst - free
        let allowed = room < 0 ? 0 : min(Int64(wanted), room / step + (room % step == 0 ? 0 : 1))
        guard allowed > 0 else { return 0 }
        try setFree(at: free + allowed * step, channel, lane, t)
        return Int(allowed)
    }

    /// Microseconds from one message to the next, rounded up: never more than the rate.
    private static func step(_ rate: Double) -> Int64 {
        max(1, Int64((1_000_000 / rate).rounded(.up)))
    }

    private func setFree(
        at moment: Int64, _ channel: Channel, _ lane: Lane, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE paces SET free_at = \(moment)
            WHERE channel = \(channel) AND lane = \(lane.name)
            """)
    }

    /// Gives back what an allowance was not needed for.
    public func returnAllowance(
        _ unused: Int, _ channel: Channel, _ lane: Lane, perSecond rate: Double?,
        _ t: borrowing Transaction
    ) throws {
        guard let rate, rate > 0, unused > 0 else { return }
        let step = Self.step(rate)
        try t.execute(
            """
            UPDATE paces SET free_at = free_at - \(Int64(unused) * step)
            WHERE channel = \(channel) AND lane = \(lane.name)
            """)
    }

    /// Shuts a lane until a moment, because its server asked for a pause.
    public func shut(
        _ lane: Lane, _ channel: Channel, until moment: Instant, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO paces (channel, lane, free_at, shut_until)
            VALUES (\(channel), \(lane.name), \(Int64(0)), \(moment))
            ON CONFLICT (channel, lane) DO UPDATE SET shut_until = excluded.shut_until
            WHERE paces.shut_until < excluded.shut_until
                OR paces.shut_until > excluded.shut_until + 3600000
            """)
    }

    /// The lanes of a channel that are shut, each with its end. (One that is shut for more than an
    /// hour was shut before the clock jumped back.)
    public func shutLanes(
        _ channel: Channel, now: Instant, _ t: borrowing Transaction
    ) throws -> [Lane: Instant] {
        let rows = try t.rows(
            """
            SELECT lane, shut_until FROM paces
            WHERE channel = \(channel) AND shut_until > \(now)
                AND shut_until <= \(now + .seconds(3_600))
            """)
        return try rows.reduce(into: [:]) { $0[Lane(try $1["lane"])] = try $1["shut_until"] }
    }
}
