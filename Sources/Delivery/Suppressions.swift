import People
import Store

/// How much a suppression stops.
public enum SuppressionScope: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// Everything: the address is dead.
    case all
    /// Everything but emergencies from a number of their own: STOP was said to another number.
    case ordinary
    /// Bulk notices: somebody asked for no more of them. Case mail still goes.
    case bulk

    /// Those that keep a message back.
    ///
    /// `isEmergency`: Whether it goes out from the number for emergencies.
    public static func stopping(isBulk: Bool, isEmergency: Bool = false) -> Set<Self> {
        var scopes: Set<Self> = [.all]
        if isBulk { scopes.insert(.bulk) }
        if !isEmergency { scopes.insert(.ordinary) }
        return scopes
    }
}

/// Why an address is not written to.
public enum SuppressionReason: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// The mailbox does not exist.
    case deadAddress = "dead-address"
    /// Its reader asked for it.
    case optOut = "opt-out"
    /// Its reader reported a notice as junk.
    case complaint
}

/// Addresses that are not written to. They belong to the address, so a new roster changes nothing.
public struct Suppressions: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Stops an address.
    /// - Returns: False when it was stopped already.
    @discardableResult
    public func add(
        _ address: String, _ channel: Channel, _ scope: SuppressionScope,
        because reason: SuppressionReason, inbound: InboundID?, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            INSERT INTO suppressions (id, channel, address, scope, reason, raw_id, at)
            VALUES (\(source.newID(EntryID.self)), \(channel), \(address), \(scope), \(reason),
                \(inbound), \(source.now()))
            ON CONFLICT (channel, address, scope) WHERE lifted_at IS NULL DO NOTHING
            """) == 1
    }

    /// Lets an address be written to again, because its reader asks for it. That a mailbox does not
    /// exist is no wish of a reader's, and stays.
    /// - Returns: Whether anything was lifted.
    public func lift(
        _ address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            UPDATE suppressions SET lifted_at = \(source.now())
            WHERE channel = \(channel) AND address = \(address) AND lifted_at IS NULL
                AND reason <> \(SuppressionReason.deadAddress)
            """) > 0
    }

    /// Lets news to many go to an address again, whose reader had asked for no more of it. Nothing
    /// else is lifted: a complaint, or a wish for no mail at all, is no matter of a link.
    /// - Returns: Whether anything was lifted.
    public func liftBulk(
        _ address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            UPDATE suppressions SET lifted_at = \(source.now())
            WHERE channel = \(channel) AND address = \(address) AND lifted_at IS NULL
                AND scope = \(SuppressionScope.bulk) AND reason = \(SuppressionReason.optOut)
            """) > 0
    }

    /// Whether an arrival stopped an address, and it is stopped still.
    public func stands(from inbound: InboundID, _ t: borrowing Transaction) throws -> Bool {
        try t.row(
            "SELECT 1 AS n FROM suppressions WHERE raw_id = \(inbound) AND lifted_at IS NULL")
            != nil
    }

    /// Whether a message to an address is kept back.
    public func stops(
        _ address: String, _ channel: Channel, isBulk: Bool, isEmergency: Bool = false,
        _ t: borrowing Transaction
    ) throws -> Bool {
        let scopes = SuppressionScope.stopping(isBulk: isBulk, isEmergency: isEmergency)
        return try t.number(
            """
            SELECT COUNT(*) AS n FROM suppressions
            WHERE channel = \(channel) AND address = \(address) AND lifted_at IS NULL
                AND scope IN (\(list: Array(scopes)))
            """) > 0
    }

    /// How much is stopped of each of some addresses; one that is not stopped is missing.
    public func scopes(
        of addresses: [String], _ channel: Channel, _ t: borrowing Transaction
    ) throws -> [String: Set<SuppressionScope>] {
        let rows = try t.rows(
            """
            SELECT address, scope FROM suppressions
            WHERE channel = \(channel) AND address IN (\(padded: addresses))
                AND lifted_at IS NULL
            """)
        return try rows.reduce(into: [:]) { found, row in
            found[try row["address"], default: []].insert(try row["scope"])
        }
    }
}
